"""FL014: what stands under Waktu is no length of time.

Wrong: "setiap hari" (how often), "menyesuaikan".
Right: "1 Hari" (how long).
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.language import quote, words
from tatalaksana.core.procedure.model import Procedure


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each Waktu that was written but is no length."""
    for step in procedure.steps:
        if step.duration is None and words(step.duration_text):
            yield CHECK.at(
                step.row,
                "duration",
                worded("{0} bukan lama waktu.", quote(step.duration_text)),
                "Tulis angka dan satuan; keseringan ditulis pada Keterangan.",
            )


CHECK = Check(
    id="FL014",
    name="flow.duration_is_no_length",
    source="PermenPANRB 35/2012, Lampiran: mutu baku, waktu",
    find=find,
)
