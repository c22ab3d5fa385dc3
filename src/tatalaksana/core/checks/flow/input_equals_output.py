"""FL019: a step that makes or changes something, with one document as input and output.

Wrong: "Menyusun rancangan dokumen": Kelengkapan "Dokumen SPM", Output "Dokumen SPM".
Right: Kelengkapan "Data SPM", Output "Dokumen SPM".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.acts import is_order, work
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.language import fold, series
from tatalaksana.core.checks.papers import same_items
from tatalaksana.core.procedure.model import Procedure, Step

#: Work after which the document is another one than before.
CHANGING = frozenset(("draft", "finish", "attend"))
DISPOSITION = re.compile(r"\bdis?posisi")


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each changing row whose Kelengkapan and Output are the same."""
    for step in procedure.steps:
        if step.inputs and same_items(step.inputs, step.outputs) and changes(step):
            yield CHECK.at(
                step.row,
                "outputs",
                worded("Output sama dengan Kelengkapan: {0}.", series(list(step.outputs))),
                "Tulis bahan yang dipakai pada Kelengkapan dan hasilnya pada Output.",
            )


def changes(step: Step) -> bool:
    """Whether the row drafts, finishes or takes part, or yields a disposition it leaves out."""
    if step.decision is not None or is_order(step):
        return False
    out = fold(" ".join(step.outputs))
    disposed = "mendisposisi" in fold(step.text) and not DISPOSITION.search(out)
    return disposed or not CHANGING.isdisjoint(work(step))


CHECK = Check(
    id="FL019",
    name="flow.input_equals_output",
    source="PermenPANRB 35/2012, Lampiran: mutu baku, kelengkapan dan output",
    find=find,
)
