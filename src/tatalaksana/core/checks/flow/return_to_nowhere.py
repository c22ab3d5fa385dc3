"""FL001: a refusal leads to nowhere.

Wrong: "jika tidak setuju dikembalikan" without a row that takes it back.
Right: "jika tidak setuju dikembalikan kepada Analis" and the row in which the Analis works.
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.procedure.graph import return_row
from tatalaksana.core.procedure.model import Procedure


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each decision whose refusal names no row of the table."""
    for step in procedure.steps:
        if step.decision is None:
            continue
        row = return_row(step)
        if row is None:
            what = worded("Jalan penolakan tidak menunjuk ke langkah mana pun.")
        elif not 1 <= row <= len(procedure.steps):
            what = worded("Jalan penolakan menunjuk baris {0} yang tidak ada.", row)
        else:
            continue
        yield CHECK.at(
            step.row,
            "decision",
            what,
            "Sebutkan kepada siapa berkas dikembalikan dan pada langkah mana ia memperbaikinya.",
        )


CHECK = Check(
    id="FL001",
    name="flow.return_to_nowhere",
    source="PermenPANRB 35/2012, Lampiran: keputusan bercabang Ya dan Tidak",
    find=find,
    weight=Weight.ERROR,
)
