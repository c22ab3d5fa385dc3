"""ID002: a part of the identity block is empty.

Wrong: "Nomor SOP:" with nothing behind it.
Right: "Nomor SOP: 000.8.3.3/0127/ORG/2026".
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import LABELS, Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.identity.block_missing import has_block
from tatalaksana.core.procedure.model import Procedure

#: Without these nobody can say what the SOP is and since when it binds.
DEMANDED = ("number", "created", "effective", "approved_by", "legal_basis")
EXPECTED = ("agency", "qualifications", "equipment", "warning", "records")
PARTS_OF_APPROVAL = {"position": "jabatan", "name": "nama", "nip": "NIP"}


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield one finding for each empty part, and none when the whole block is missing (ID001)."""
    if not has_block(procedure):
        return
    for field in (*DEMANDED, *EXPECTED):
        value = getattr(procedure, field)
        if not value or (isinstance(value, str) and not value.strip(" -–.")):
            yield CHECK.at(
                None,
                field,
                worded("{0} tidak diisi.", LABELS[field]),
                worded("Isi {0} pada blok identitas.", LABELS[field]),
                weight=Weight.ERROR if field in DEMANDED else Weight.WARNING,
            )
    if procedure.approved_by is not None:
        for part, label in PARTS_OF_APPROVAL.items():
            if not getattr(procedure.approved_by, part).strip():
                yield CHECK.at(
                    None,
                    "approved_by",
                    worded("Pengesahan tidak memuat {0} pejabat.", label),
                    worded("Tuliskan {0} pejabat yang mengesahkan.", label),
                )


CHECK = Check(
    id="ID002",
    name="identity.field_missing",
    source="PermenPANRB 35/2012, Lampiran: bagian identitas",
    find=find,
    weight=Weight.ERROR,
)
