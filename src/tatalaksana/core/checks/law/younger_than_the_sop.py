"""LW007: the legal basis is younger than the SOP.

Wrong: an SOP in force since 2020 that rests on a regulation of 2021, without a revision.
Right: the date of revision tells when the newer regulation was taken up.
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.regulations import citations
from tatalaksana.core.procedure.model import Procedure


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each regulation of a year after the last date of the SOP."""
    days = [day for day in (procedure.created, procedure.revised, procedure.effective) if day]
    if not days:
        return
    for text in procedure.legal_basis:
        for cited in citations(text):
            if cited.year > max(days).year:
                yield CHECK.at(
                    None,
                    "legal_basis",
                    worded(
                        "{0} lebih muda daripada SOP ini ({1}).", cited, f"{max(days):%d-%m-%Y}"
                    ),
                    "Isi tanggal revisi, atau periksa tahun peraturannya.",
                )


CHECK = Check(
    id="LW007",
    name="law.younger_than_the_sop",
    source="PermenPANRB 35/2012, Lampiran: tanggal revisi",
    find=find,
    weight=Weight.ERROR,
)
