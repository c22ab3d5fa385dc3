"""FL008: a step is done by somebody who has no column.

Wrong: row 8 is done by "Sekda", and the table has no column "Sekda".
Right: each performer of a step is a column header.
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.language import quote
from tatalaksana.core.procedure.model import Procedure


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each performer of a step that is no column header."""
    for step in procedure.steps:
        for name in step.performers:
            if name not in procedure.performers:
                yield CHECK.at(
                    step.row,
                    "performers",
                    worded("Pelaksana {0} tidak memiliki kolom.", quote(name)),
                    "Tambahkan kolomnya, atau pilih pelaksana dari kolom yang ada.",
                )


CHECK = Check(
    id="FL008",
    name="flow.performer_not_a_column",
    source="PermenPANRB 35/2012, Lampiran: pelaksana",
    find=find,
    weight=Weight.ERROR,
)
