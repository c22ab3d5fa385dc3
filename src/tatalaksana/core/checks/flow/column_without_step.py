"""FL007: a performer column without any step.

Wrong: a column "Asisten III" and no row that the Asisten does.
Right: each column has at least one step.
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.language import quote
from tatalaksana.core.procedure.model import Procedure


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each idle column.

    When half of the steps or more have no performer the document lost its symbols; then the rows
    are the finding (FL006), not the columns.
    """
    lost = sum(not step.performers for step in procedure.steps)
    if not procedure.steps or lost * 2 >= len(procedure.steps):
        return
    busy = {name for step in procedure.steps for name in step.performers}
    for column in procedure.performers:
        if column not in busy:
            yield CHECK.at(
                None,
                "performers",
                worded("Kolom {0} tidak melaksanakan langkah apa pun.", quote(column)),
                "Hapus kolomnya, atau tandai langkah yang menjadi tugasnya.",
            )


CHECK = Check(
    id="FL007",
    name="flow.column_without_step",
    source="PermenPANRB 35/2012, Lampiran: pelaksana",
    find=find,
)
