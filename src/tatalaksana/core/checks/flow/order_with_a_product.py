"""FL026: a row that only orders has the product as its output.

Wrong: "Memerintahkan Staf untuk mengumpulkan bahan" with Output "Draft SK".
Right: the order puts out a disposition; the draft is the output of the row that writes it.
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.acts import is_order, work
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.language import quote
from tatalaksana.core.checks.papers import is_final, is_made
from tatalaksana.core.procedure.model import Procedure

OTHER_WORK = frozenset(("draft", "approve", "sign", "review"))


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each written document that an order is said to put out."""
    for step in procedure.steps:
        if not is_order(step) or OTHER_WORK.intersection(work(step)):
            continue
        for item in step.outputs:
            if is_made(item) and not is_final(item):
                yield CHECK.at(
                    step.row,
                    "outputs",
                    worded("Langkah ini hanya memerintahkan, tetapi Output-nya {0}.", quote(item)),
                    "Tulis Disposisi atau Penugasan; dokumennya menjadi Output langkah pembuatnya.",
                )


CHECK = Check(
    id="FL026",
    name="flow.order_with_a_product",
    source="PermenPANRB 35/2012, Lampiran: mutu baku, output",
    find=find,
)
