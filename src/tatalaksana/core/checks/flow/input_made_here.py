"""FL020: a step needs beforehand what it makes itself.

Wrong: "Membuat undangan rapat" with Kelengkapan "Draft Surat Undangan".
Right: Kelengkapan "Disposisi", Output "Surat Undangan".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.language import content, fold, quote, root
from tatalaksana.core.checks.papers import document_words, is_made, makings
from tatalaksana.core.procedure.model import Procedure, Step

#: Words that only say what kind of paper it is.
KINDS = frozenset(("draft", "surat", "dokumen", "berkas"))
AND = re.compile(r"\s+(?:dan|serta|&)\s+|,\s*")
REQUEST = re.compile(r"\b(?:permintaan|meminta)\b", re.I)
WHOLE = frozenset(("materi", "laporan", "proposal"))


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each part of Kelengkapan that the row's own words draft or ask for.

    Nothing when an earlier row put the document out already: then this row goes on with it. Where
    Kelengkapan and Output are equal the row is FL019's.
    """
    for step in procedure.steps:
        before = {fold(item) for one in procedure.steps[: step.row - 1] for item in one.outputs}
        for item in parts(step):
            if fold(item) in before or [fold(item)] == [fold(out) for out in step.outputs]:
                continue
            if is_drafted(step, item) or is_requested(step, item):
                yield CHECK.at(
                    step.row,
                    "inputs",
                    worded(
                        "Kelengkapan {0} justru dibuat atau diminta pada langkah ini.", quote(item)
                    ),
                    "Pindahkan ke Output; tulis bahan yang dipakai pada Kelengkapan.",
                )


def parts(step: Step) -> list[str]:
    """The items of Kelengkapan, enumerations taken apart."""
    return [part for item in step.inputs for part in AND.split(item)]


def is_requested(step: Step, item: str) -> bool:
    """Whether the row asks others for it: "permintaan data kepada SKPD" needs no "Data SKPD"."""
    for activity in step.activities:
        asked = REQUEST.search(activity)
        if asked and content(item)[:1] == ("data",):
            return document_words(item) <= document_words(activity[asked.end() :])
    return False


def is_drafted(step: Step, item: str) -> bool:
    """Whether some drafting verb of the row has this document as its object."""
    wanted = document_words(item) - KINDS
    if (
        not wanted
        or "bahan" in content(item)
        or not (is_made(item) or set(content(item)) & (KINDS | WHOLE))
    ):
        return False
    for activity in step.activities:
        for rest in makings(activity):
            if wanted <= {root(word) for word in content(" ".join(rest))}:
                return True
    return False


CHECK = Check(
    id="FL020",
    name="flow.input_made_here",
    source="PermenPANRB 35/2012, Lampiran: mutu baku, kelengkapan dan output",
    find=find,
)
