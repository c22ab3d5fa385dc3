"""FL015: a step without an output.

Wrong: "Membuat draft SK", and Output is empty.
Right: Output: "Draft SK".
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.language import quote, words
from tatalaksana.core.procedure.model import Procedure


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each row whose Output is empty."""
    for step in procedure.steps:
        if not any(words(item) for item in step.outputs):
            yield CHECK.at(
                step.row,
                "outputs",
                worded("Output {0} tidak diisi.", quote(step.text)),
                "Tulis dokumen atau hasil yang diserahkan ke langkah berikutnya.",
            )


CHECK = Check(
    id="FL015",
    name="flow.output_missing",
    source="PermenPANRB 35/2012, Lampiran: mutu baku, output",
    find=find,
)
