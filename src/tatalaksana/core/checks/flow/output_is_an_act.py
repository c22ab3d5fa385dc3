"""FL028: an output that is an act and no result.

Wrong: Output "Penyusunan SPM", "Merencanakan sosialisasi".
Right: Output "Draft dokumen SPM", "Undangan sosialisasi".
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.language import series
from tatalaksana.core.checks.papers import is_activity
from tatalaksana.core.procedure.model import Procedure


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield one note for each row whose Output names acts."""
    for step in procedure.steps:
        acts = [item for item in step.outputs if is_activity(item)]
        if acts:
            yield CHECK.at(
                step.row,
                "outputs",
                worded("Output {0} adalah kegiatan, bukan hasil.", series(acts)),
                "Tulis dokumen yang dihasilkan, misalnya notulen, draft, atau laporan.",
            )


CHECK = Check(
    id="FL028",
    name="flow.output_is_an_act",
    source="PermenPANRB 35/2012, Lampiran: mutu baku, output",
    find=find,
    weight=Weight.NOTE,
)
