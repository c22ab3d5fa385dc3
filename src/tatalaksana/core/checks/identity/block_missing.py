"""ID001: the SOP has no identity block.

Wrong: a table of steps under a bare title.
Right: number, dates, approver, legal basis and the other parts stand before the table.
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.procedure.model import Procedure

PARTS = (
    "agency", "number", "created", "revised", "effective", "approved_by", "legal_basis",
    "qualifications", "related", "equipment", "warning", "records",
)  # fmt: skip


def has_block(procedure: Procedure) -> bool:
    """Whether the document says anything about itself besides its title."""
    return any(getattr(procedure, part) for part in PARTS)


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield one finding when every part of the identity block is empty."""
    if not has_block(procedure):
        yield CHECK.at(
            None,
            "number",
            "SOP ini tidak memiliki blok identitas: nomor, tanggal, pengesahan, dan dasar hukum"
            " tidak ada.",
            "Lengkapi blok identitas sebelum SOP disahkan.",
        )


CHECK = Check(
    id="ID001",
    name="identity.block_missing",
    source="PermenPANRB 35/2012, Lampiran: bagian identitas",
    find=find,
    weight=Weight.ERROR,
)
