"""FL006: a step that nobody does.

Wrong: "Melaksanakan rapat" without a symbol in any column and without a name.
Right: a symbol in the column of the one who does it.
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.language import quote
from tatalaksana.core.procedure.model import Procedure


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each row without a performer."""
    for step in procedure.steps:
        if not step.performers:
            yield CHECK.at(
                step.row,
                "performers",
                worded("Pelaksana {0} tidak ditunjukkan.", quote(step.text)),
                "Tandai kolom pelaksananya.",
            )


CHECK = Check(
    id="FL006",
    name="flow.step_without_performer",
    source="PermenPANRB 35/2012, Lampiran: setiap kegiatan memiliki pelaksana",
    find=find,
    weight=Weight.ERROR,
)
