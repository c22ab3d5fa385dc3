"""FL018: a document that no earlier step produces.

Wrong: row 8 needs "Berita Acara", and no earlier row writes one.
Right: row 7 puts out "Berita Acara".
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.acts import is_order, work
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.flow.input_made_here import is_drafted, parts
from tatalaksana.core.checks.language import content, quote
from tatalaksana.core.checks.papers import document_words, is_made, same_document
from tatalaksana.core.checks.tables import listed
from tatalaksana.core.procedure.model import Procedure, Step

NAMED = 2  #: words below which an item ("Surat") says too little to be looked for


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each written document that comes from nowhere.

    Only documents that somebody must have written count, not laws, data or equipment; not in the
    first row, which starts from outside; not where the row itself collects them (from outside) or
    drafts them (FL020).
    """
    for step in procedure.steps[1:]:
        earlier = procedure.steps[: step.row - 1]
        for item in parts(step):
            if (
                len(content(item)) < NAMED
                or not is_made(item)
                or collects(step, item)
                or is_drafted(step, item)
            ):
                continue
            if not any(produces(one, item) for one in earlier):
                yield CHECK.at(
                    step.row,
                    "inputs",
                    worded(
                        "Kelengkapan {0} tidak dihasilkan langkah mana pun sebelumnya.", quote(item)
                    ),
                    "Tambahkan sebagai Output langkah yang membuatnya, atau tambahkan langkahnya.",
                )


def produces(step: Step, item: str) -> bool:
    """Whether the row has the document, puts it out, or says that it drafts it."""
    if collects(step, item):
        return True
    kinds_of_paper = set(content(item)) & listed("papers", "made")
    had = (*step.outputs, *step.inputs) if step.row == 1 else step.outputs
    for other in had:
        if same_document(item, other) and not kinds_of_paper.isdisjoint(content(other)):
            return True
    said = not is_order(step) and not kinds_of_paper.isdisjoint(content(step.text))
    return said and document_words(item) - {"draft"} <= document_words(step.text)


def collects(step: Step, item: str) -> bool:
    """Whether the row gathers the document from outside."""
    return "collect" in work(step) and same_document(item, step.text)


CHECK = Check(
    id="FL018",
    name="flow.input_from_nowhere",
    source="PermenPANRB 35/2012, Lampiran: output menjadi masukan langkah berikutnya",
    find=find,
)
