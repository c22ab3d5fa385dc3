"""FL003: a decision with one way only.

Wrong: "Ya" and "Tidak" both lead to row 4.
Right: "Ya" leads on and "Tidak" leads back.
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.procedure.graph import next_row, return_row
from tatalaksana.core.procedure.model import Procedure


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each decision whose two ways lead to one row."""
    for step in procedure.steps:
        back = return_row(step)
        if back is not None and next_row(procedure, step) == back:
            yield CHECK.at(
                step.row,
                "decision",
                worded("Kedua jalan keputusan menuju baris {0}.", back),
                "Pisahkan jalan setuju dan jalan tidak setuju, atau hapus keputusannya.",
            )


CHECK = Check(
    id="FL003",
    name="flow.one_way_decision",
    source="PermenPANRB 35/2012, Lampiran: keputusan bercabang Ya dan Tidak",
    find=find,
    weight=Weight.ERROR,
)
