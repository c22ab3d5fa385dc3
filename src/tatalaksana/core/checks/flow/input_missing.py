"""FL016: a step without Kelengkapan.

Wrong: "Mengoreksi draft SK", and Kelengkapan is empty.
Right: Kelengkapan: "Draft SK".
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.language import quote, words
from tatalaksana.core.procedure.model import Procedure


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each row whose Kelengkapan is empty."""
    for step in procedure.steps:
        if not any(words(item) for item in step.inputs):
            yield CHECK.at(
                step.row,
                "inputs",
                worded("Kelengkapan {0} tidak diisi.", quote(step.text)),
                "Tulis dokumen atau alat yang harus ada sebelum langkah ini dimulai.",
            )


CHECK = Check(
    id="FL016",
    name="flow.input_missing",
    source="PermenPANRB 35/2012, Lampiran: mutu baku, kelengkapan",
    find=find,
)
