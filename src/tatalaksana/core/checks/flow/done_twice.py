"""FL031: the same work in two rows.

Wrong: row 1 and row 3 both enter the letter in the agenda.
Right: it is entered once.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.acts import kinds, without_purposes
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.language import content, quote, root
from tatalaksana.core.checks.tables import listed
from tatalaksana.core.procedure.model import Procedure, Step

FEWEST = 3  #: words in common below which two activities are only alike
SHARE = 0.75  #: of the words of the shorter one
#: Work that several officials rightly do one after the other.
REPEATED = frozenset(("review", "approve", "sign", "meet", "order", "finish"))


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a note at each activity that an earlier row has already."""
    done: list[tuple[int, str, tuple[str, ...]]] = []
    for step in procedure.steps:
        own = acts_of(step)
        for text, said in own:
            twin = next((one for one in done if alike(one[2], said)), None)
            if twin is not None:
                yield CHECK.at(
                    step.row,
                    "activities",
                    worded(
                        "{0} sudah dikerjakan pada baris {1}: {2}.",
                        quote(text),
                        twin[0],
                        quote(twin[1]),
                    ),
                    "Hapus salah satunya, atau jelaskan bedanya.",
                )
        done += [(step.row, text, said) for text, said in own]


def acts_of(step: Step) -> list[tuple[str, tuple[str, ...]]]:
    """The activities of a row that may be compared, with the roots of their words."""
    if step.decision is not None:
        return []
    return [
        (text, tuple(root(word) for word in content(without_purposes(text))))
        for text in step.activities
        if REPEATED.isdisjoint(kinds(text)) and not text.casefold().startswith("menyampaikan")
    ]


def alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two activities begin with the same work, have one object, and no other office."""
    if not one or not other or (one[0] not in other[:2] and other[0] not in one[:2]):
        return False
    first, second = set(one), set(other)
    common = len(first & second)
    return (
        common >= FEWEST
        and common >= SHARE * min(len(first), len(second))
        and offices().isdisjoint(first ^ second)
    )


@cache
def offices() -> frozenset[str]:
    """The roots of the words with which titles begin."""
    return frozenset(root(word) for word in listed("offices", "officials"))


CHECK = Check(
    id="FL031",
    name="flow.done_twice",
    source="PermenPANRB 35/2012, Lampiran: prinsip efisiensi",
    find=find,
    weight=Weight.NOTE,
)
