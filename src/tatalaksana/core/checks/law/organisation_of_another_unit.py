"""LW004: the legal basis rules the organisation of another unit.

Wrong: the SOP of a kecamatan rests on "Organisasi dan Tata Kerja Sekretariat Daerah".
Right: it rests on the regulation about the kecamatan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.language import fold, quote
from tatalaksana.core.procedure.model import Procedure

UNIT = re.compile(
    r"organisasi\s+(?:dan|serta)\s+tata\s*kerja\s+(?P<unit>sekretariat daerah|sekretariat dprd"
    r"|dinas|badan|kecamatan|kelurahan|inspektorat|rumah sakit)",
    re.I,
)


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding when the unit whose organisation is ruled is not in the letterhead."""
    if len(procedure.agency) < 2:  # a region alone does not say which unit
        return
    head = fold(" ".join(procedure.agency))
    for text in procedure.legal_basis:
        match = UNIT.search(text)
        if match and fold(match["unit"]) not in head:
            yield CHECK.at(
                None,
                "legal_basis",
                worded(
                    "Dasar hukum {0} mengatur unit lain daripada {1}.",
                    quote(match[0]),
                    quote(procedure.agency[-1]),
                ),
                "Gunakan peraturan tentang susunan organisasi unit ini.",
            )


CHECK = Check(
    id="LW004",
    name="law.organisation_of_another_unit",
    source="PermenPANRB 35/2012, Lampiran: dasar hukum SOP unit yang bersangkutan",
    find=find,
)
