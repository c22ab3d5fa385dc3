"""FL005: the way on leads back, so the procedure never ends.

Wrong: row 4, approved, goes on to row 2.
Right: what is approved goes on to a later row, or ends.
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.procedure.model import Procedure


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each approval that goes to its own, an earlier or no existing row."""
    for step in procedure.steps:
        row = step.decision.approve_row if step.decision else None
        if row is not None and not step.row < row <= len(procedure.steps):
            yield CHECK.at(
                step.row,
                "decision",
                worded("Jalan setuju menuju baris {0}, bukan ke langkah berikutnya.", row),
                "Arahkan jalan setuju ke langkah sesudahnya.",
            )


CHECK = Check(
    id="FL005",
    name="flow.way_on_goes_back",
    source="PermenPANRB 35/2012, Lampiran: arah Ya maju ke langkah berikutnya",
    find=find,
    weight=Weight.ERROR,
)
