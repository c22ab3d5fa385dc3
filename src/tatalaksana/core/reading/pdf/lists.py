"""Numbered lists whose numbers stand in a column of their own, as spreadsheets have them.

There a number stands in the middle of the height of its item, between two lines of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from tatalaksana.core.reading.page import Area
from tatalaksana.core.reading.pdf.words import LEVEL, NUMBER, Run, Written, lines_of, text_of

MOST = 80  #: lines or numbers of a list that are looked at
ALIGNED = 6.0  #: points by which the numbers may miss each other


def list_of(runs: Sequence[Run], area: Area) -> str:
    """The text of a cell that is such a list, an item a line; "" where it is none."""
    numbers = sorted((one for one in runs if NUMBER.fullmatch(one.text)), key=lambda one: one.base)
    rest = [one for one in runs if not NUMBER.fullmatch(one.text)]
    if not 1 < len(numbers) <= MOST or not rest:
        return ""
    lefts, edge = [one.area.left for one in numbers], max(one.area.right for one in numbers)
    if max(lefts) - min(lefts) > ALIGNED or min(one.area.left for one in rest) < edge:
        return ""
    lines = lines_of(rest)
    if not len(numbers) <= len(lines) <= MOST or all(beside(one, lines) for one in numbers):
        return ""  # each number stands at the first line of its item: read as any other text
    parts = parted(numbers, lines)
    return "\n".join(
        f"{one.text.rstrip(',.')}. {text_of(part, area)}"
        for one, part in zip(numbers, parts, strict=True)
    )


def beside(number: Run, lines: Sequence[Written]) -> bool:
    """Whether a line stands on the height of a number."""
    y = number.area.middle[1]
    return any(abs(one.area.middle[1] - y) <= LEVEL * number.size for one in lines)


def parted(numbers: Sequence[Run], lines: Sequence[Written]) -> list[Sequence[Written]]:
    """The lines of each number: so that numbers stand nearest to the middles of their items."""
    count = len(lines)
    best: list[float] = [0.0] + [float("inf")] * count
    cuts: list[list[int]] = []
    for number in numbers:
        y = number.area.middle[1]
        now, cut = [float("inf")] * (count + 1), [0] * (count + 1)
        for end in range(1, count + 1):
            for start in range(end):
                middle = (lines[start].area.top + lines[end - 1].area.bottom) / 2
                cost = best[start] + abs(middle - y)
                if cost < now[end]:
                    now[end], cut[end] = cost, start
        best = now
        cuts.append(cut)
    found: list[Sequence[Written]] = []
    end = count
    for cut in reversed(cuts):
        found.append(lines[cut[end] : end])
        end = cut[end]
    return found[::-1]
