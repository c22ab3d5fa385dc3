"""FL004: a step that no way leads to.

Wrong: row 2 approves on to row 4, and nothing leads to row 3.
Right: each row is reached from the first.
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.procedure.graph import unreachable
from tatalaksana.core.procedure.model import Procedure


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each row out of reach of the first."""
    for row in unreachable(procedure):
        yield CHECK.at(
            row,
            "decision",
            "Tidak ada jalan dari langkah pertama ke langkah ini.",
            "Perbaiki arah keputusan sebelumnya, atau hapus langkah ini.",
        )


CHECK = Check(
    id="FL004",
    name="flow.unreachable_step",
    source="PermenPANRB 35/2012, Lampiran: diagram alir dari awal sampai akhir",
    find=find,
    weight=Weight.ERROR,
)
