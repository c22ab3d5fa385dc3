"""FL017: an output that no later step takes up.

Wrong: row 2 puts out "Usulan Tim", and no later row has it as Kelengkapan.
Right: row 3 has "Usulan Tim" as Kelengkapan.
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.language import content, quote
from tatalaksana.core.checks.papers import is_activity, is_final, same_document
from tatalaksana.core.procedure.model import Procedure

VAGUE = frozenset(("berkas", "undangan"))


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a note for each document that only one row ever names.

    Passed over: the last row, acts (FL028), receipts and the like, and what a later row's
    Kelengkapan, Output or words mention.
    """
    for step in procedure.steps[:-1]:
        later = procedure.steps[step.row :]
        for item in step.outputs:
            if is_final(item) or is_activity(item) or is_vague(item):
                continue
            places = (
                text for one in later for text in (*one.inputs, *one.outputs, *one.activities)
            )
            if not any(same_document(item, text) for text in places):
                yield CHECK.at(
                    step.row,
                    "outputs",
                    worded("Output {0} tidak dipakai langkah mana pun sesudahnya.", quote(item)),
                    "Cantumkan sebagai Kelengkapan langkah yang memakainya.",
                )


def is_vague(item: str) -> bool:
    """Whether the item is one word ("Surat"), the file itself, or an invitation."""
    said = content(item)
    return len(said) < 2 or not VAGUE.isdisjoint(said)


CHECK = Check(
    id="FL017",
    name="flow.output_not_taken_up",
    source="PermenPANRB 35/2012, Lampiran: output menjadi masukan langkah berikutnya",
    find=find,
    weight=Weight.NOTE,
)
