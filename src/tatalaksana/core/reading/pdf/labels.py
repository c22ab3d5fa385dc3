"""The answers that stand beside the arrows of a PDF page, also over several lines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tatalaksana.core.reading.layout.answers import (
    BESIDE,
    distance,
    is_answer,
    is_long_answer,
    pairs_of,
)
from tatalaksana.core.reading.page import Area, Connector, Shape
from tatalaksana.core.reading.pdf.words import Run

OVER = 0.3  #: of the letters' size, by which the next line may reach up into the one above
CLOSE = 0.7  #: of the letters' size, between two lines of one answer
MOST_LINES = 3
MOST_ANSWERS = 400  #: of one page; the most crowded flow charts have some dozens
WHOLE = frozenset({"ya", "tidak", "y", "t", "a", "b", "tdk"})  #: nothing goes on before them


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that may be an answer, with the runs they are made of."""

    text: str
    area: Area
    runs: tuple[Run, ...]


def with_labels(
    lines: Sequence[Connector], shapes: Sequence[Shape], runs: Sequence[Run]
) -> tuple[tuple[Connector, ...], list[Run]]:
    """The connectors with the labels beside them, and the words left."""
    found = list(lines)
    answers = [
        one
        for one in phrases(runs)
        if is_answer(one.text) or any(distance(one.area, line.points) <= BESIDE for line in lines)
    ]
    used = set()
    for i, k in pairs_of(lines, shapes, [one.area for one in answers]):
        found[i] = replace(found[i], label=answers[k].text.strip(" .,:"))
        used |= {id(run) for run in answers[k].runs}
    return tuple(found), [run for run in runs if id(run) not in used]


def phrases(runs: Sequence[Run]) -> list[Phrase]:
    """What may be an answer: a word, or some short lines below one another."""
    found: list[Phrase] = []
    taken: set[int] = set()
    ordered = sorted(runs, key=lambda one: one.area.top)
    for run in runs:
        if id(run) in taken or not (is_answer(run.text) or is_long_answer(run.text)):
            continue
        if len(found) == MOST_ANSWERS:
            break
        lines = [run]
        while len(lines) < MOST_LINES and (below := next_line(lines, ordered)):
            lines.append(below)
        text = " ".join(one.text for one in lines)
        if not (is_answer(text) or is_long_answer(text)):
            lines, text = [run], run.text
        taken |= {id(one) for one in lines}
        area = Area(
            min(one.area.left for one in lines), run.area.top,
            max(one.area.right for one in lines), lines[-1].area.bottom,
        )  # fmt: skip
        found.append(Phrase(text, area, tuple(lines)))
    return found


def next_line(lines: Sequence[Run], ordered: Sequence[Run]) -> Run | None:
    """The run right below the last of `lines`, where it may go on with what they say.

    `ordered` are the runs of the page from above.
    """
    last = lines[-1]
    first = bisect_left(ordered, last.area.bottom - OVER * last.size, key=lambda one: one.area.top)
    for k in range(first, len(ordered)):
        run = ordered[k]
        if run.area.top > last.area.bottom + CLOSE * last.size:
            return None
        shared = min(run.area.right, last.area.right) - max(run.area.left, last.area.left)
        beneath = shared > min(run.area.width, last.area.width) / 2
        alike = abs(run.size - last.size) < 0.2 * last.size
        if beneath and alike and run not in lines and run.text.lower().strip(" .,:") not in WHOLE:
            return run
    return None
