"""FL025: a refusal skips the one who passed the file on.

Wrong: row 6 (Karo Hukum) passes it to row 7, and row 7 returns it to row 5.
Right: row 7 returns it to row 6, as the other rows return it to the one before.
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.procedure.graph import return_row
from tatalaksana.core.procedure.model import Procedure

FEWEST = 2  #: other reviews that return to the one before; fewer show no custom


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a note for each review in a chain of reviews that returns past its sender."""
    steps = procedure.steps
    usual = sum(return_row(step) == step.row - 1 for step in steps)
    for step in steps[1:]:
        back, sender = return_row(step), steps[step.row - 2]
        if back is None or back >= step.row - 1 or sender.decision is None or usual < FEWEST:
            continue
        yield CHECK.at(
            step.row,
            "decision",
            worded(
                "Penolakan kembali ke baris {0} dan melompati {1}"
                " (baris {2}) yang menyampaikannya.",
                back,
                sender.responsible,
                sender.row,
            ),
            "Pastikan memang demikian; langkah lain kembali ke pengirimnya.",
        )


CHECK = Check(
    id="FL025",
    name="flow.return_skips_the_sender",
    source="praktik berjenjang dalam tata naskah dinas (paraf hierarki)",
    find=find,
    weight=Weight.NOTE,
)
