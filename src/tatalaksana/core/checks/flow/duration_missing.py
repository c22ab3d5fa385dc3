"""FL013: a step without a duration.

Wrong: the cell Waktu is empty, or holds "-".
Right: "15 Menit".
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.language import words
from tatalaksana.core.procedure.model import Procedure


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each row that says nothing about its duration."""
    for step in procedure.steps:
        if step.duration is None and not words(step.duration_text):
            yield CHECK.at(
                step.row,
                "duration",
                worded('Waktu hanya berisi "{0}".', step.duration_text.strip())
                if step.duration_text.strip()
                else "Waktu tidak diisi.",
                "Isi lama waktu pengerjaan dengan satuannya, misalnya 30 Menit.",
            )


CHECK = Check(
    id="FL013",
    name="flow.duration_missing",
    source="PermenPANRB 35/2012, Lampiran: mutu baku, waktu",
    find=find,
)
