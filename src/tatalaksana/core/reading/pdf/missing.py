"""Rules that a table lacks between two columns, where its row of column numbers shows them.

"3 4" in one cell is two columns whose rule somebody deleted, or painted white.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tatalaksana.core.reading.page import Area, GridCell
from tatalaksana.core.reading.pdf.rulings import Rule
from tatalaksana.core.reading.pdf.words import Run

NUMBER = re.compile(r"\(?(\d{1,2})\)?")
LEAST = 4  #: numbers of a row that counts columns
SLACK = 2.0  #: points


def missing_rules(cells: Sequence[GridCell], runs: Sequence[Run]) -> Iterator[Rule]:
    """The vertical rules that the table of `cells` lacks."""
    ordered = sorted(runs, key=height)
    for row in sorted({cell.row for cell in cells}):
        across = sorted((one for one in cells if one.row == row), key=lambda one: one.column)
        within = [inside(cell.area, ordered) for cell in across]
        numbers = [number for found in within for number in numbers_of(found)]
        counted = [number for number, _ in numbers]
        whole = sum(len(numbers_of(found)) > 0 or not found for found in within) == len(across)
        if not whole or len(counted) < LEAST or sorted(counted) != counted:
            continue
        for cell, found in zip(across, within, strict=True):
            for (_, left), (_, right) in pairwise(numbers_of(found)):
                x = (left.right + right.left) / 2
                yield Rule(x, upper_end(x, cell, cells, ordered), cells_end(cells))


def height(run: Run) -> float:
    """The height at which a run stands on the page."""
    return run.area.middle[1]


def inside(area: Area, ordered: Sequence[Run]) -> list[Run]:
    """The runs in an area, from the left; `ordered` are in order of their height."""
    first = bisect_left(ordered, area.top, key=height)
    last = bisect_right(ordered, area.bottom, key=height)
    found = [run for run in ordered[first:last] if area.holds(run.area.middle)]
    return sorted(found, key=lambda one: one.area.left)


def numbers_of(runs: Sequence[Run]) -> list[tuple[int, Area]]:
    """The numbers that runs are; none where one says something else."""
    found = []
    for run in runs:
        number = NUMBER.fullmatch(run.text)
        if number is None:
            return []
        found.append((int(number[1]), run.area))
    return found


def upper_end(x: float, cell: GridCell, cells: Sequence[GridCell], runs: Sequence[Run]) -> float:
    """How far up a rule at `x` goes: through the cells as wide as `cell` whose words part there."""
    end = cell.area.top
    for above in sorted(cells, key=lambda one: -one.area.top):
        same = abs(above.area.left - cell.area.left) < SLACK
        same = same and abs(above.area.right - cell.area.right) < SLACK
        if not same or abs(above.area.bottom - end) > SLACK:
            continue
        if any(one.area.left < x < one.area.right for one in inside(above.area, runs)):
            break
        end = above.area.top
    return end


def cells_end(cells: Sequence[GridCell]) -> float:
    """The lower edge of a table."""
    return max(one.area.bottom for one in cells)
