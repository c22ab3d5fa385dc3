"""FL002: a refusal leads forward, or to the same row.

Wrong: row 3 refuses and the file goes to row 5.
Right: row 3 refuses and the file goes back to row 2, where it is repaired.
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.procedure.graph import return_row
from tatalaksana.core.procedure.model import Procedure


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each refusal that does not go to an earlier row."""
    for step in procedure.steps:
        row = return_row(step)
        if row is not None and step.row <= row <= len(procedure.steps):
            same = row == step.row
            where = worded("kembali ke langkah yang sama" if same else "maju ke baris {0}", row)
            yield CHECK.at(
                step.row,
                "decision",
                worded("Penolakan {0}.", where),
                "Kembalikan ke langkah sebelumnya, tempat berkas diperbaiki.",
            )


CHECK = Check(
    id="FL002",
    name="flow.return_goes_forward",
    source="PermenPANRB 35/2012, Lampiran: arah Tidak kembali ke langkah sebelumnya",
    find=find,
    weight=Weight.ERROR,
)
