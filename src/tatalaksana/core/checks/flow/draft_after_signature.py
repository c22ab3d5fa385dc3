"""FL032: a draft is taken in after it was signed.

Wrong: row 8 signs the SK, and row 9 has Kelengkapan "Draft SK".
Right: row 9 has Kelengkapan "SK".
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.acts import work
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.language import content, quote
from tatalaksana.core.checks.papers import document_words, same_document
from tatalaksana.core.procedure.model import Procedure, Step


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each draft that a row takes in although an earlier row signed it."""
    signed: list[Step] = []
    for step in procedure.steps:
        for item in step.inputs:
            if "draft" in content(item) and any(was_signed(one, item) for one in signed):
                yield CHECK.at(
                    step.row,
                    "inputs",
                    worded(
                        "Kelengkapan {0} masih berupa draft, padahal sudah ditandatangani"
                        " pada baris {1}.",
                        quote(item),
                        signed[-1].row,
                    ),
                    "Tulis dokumen yang sudah ditandatangani.",
                )
        if "sign" in work(step) and "paraf" not in step.text.casefold():
            signed.append(step)


def was_signed(step: Step, item: str) -> bool:
    """Whether the signing row put out the document the draft became."""
    return any(
        "draft" not in content(out) and document_words(out) and same_document(item, out)
        for out in step.outputs
    )


CHECK = Check(
    id="FL032",
    name="flow.draft_after_signature",
    source="PermenPANRB 35/2012, Lampiran: output menjadi masukan langkah berikutnya",
    find=find,
)
