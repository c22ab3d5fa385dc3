"""Lines of a cell that do not fit in it and stand in the cells above or below.

A spreadsheet prints what a row is too low for over its borders. The lines of a cell are
written one after the other, in one column and at one distance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from tatalaksana.core.reading.page import GridCell
from tatalaksana.core.reading.pdf.words import Run

ALIGNED = 2.0  #: points by which the edges or middles of two lines may miss each other
PITCH = (0.8, 2.0)  #: of the letters' size, from one baseline to the next
CROSSED = 0.15  #: of a line's height on either side of a border that runs through it


def brought_home(
    cells: Sequence[GridCell], runs: Sequence[Run], found: Mapping[int, int]
) -> dict[int, int]:
    """The cell of every run, by their places; `found` tells in which each one stands."""
    home = dict(found)
    group: list[int] = []
    for i, k in pairwise(range(len(runs))):
        group = group or [i]
        if goes_on(runs[i], runs[k]) and i in home and k in home:
            group.append(k)
            continue
        settle(group, cells, runs, home)
        group = []
    settle(group, cells, runs, home)
    return home


def goes_on(run: Run, below: Run) -> bool:
    """Whether `below` may be the next line of what `run` begins."""
    size = max(run.size, 1.0)
    alike = abs(run.size - below.size) < 0.1 * size and not (run.upright or below.upright)
    middles = abs(run.area.middle[0] - below.area.middle[0])
    aligned = min(abs(run.area.left - below.area.left), middles) < ALIGNED
    return alike and aligned and PITCH[0] * size < below.base - run.base < PITCH[1] * size


def settle(
    group: Sequence[int], cells: Sequence[GridCell], runs: Sequence[Run], home: dict[int, int]
) -> None:
    """Bring the lines of one text to one cell, where a border or other words prove they left it."""
    places = {home[i] for i in group if i in home}
    if len(places) < 2:
        return
    over = collides(group[1:], runs, home)
    if not over and not any(crossed(cells[k], runs[i]) for i in group for k in places):
        return
    own = home[group[0]] if over else middle_of(group, cells, runs, places)
    width = max(runs[i].area.width for i in group)
    if own is not None and cells[own].area.width >= width - ALIGNED:
        for i in group:
            home[i] = own


def middle_of(
    group: Sequence[int], cells: Sequence[GridCell], runs: Sequence[Run], places: Iterable[int]
) -> int | None:
    """The cell in which the middle of all lines stands: what overflows does so on both sides."""
    x = sum(runs[i].area.middle[0] for i in group) / len(group)
    y = (runs[group[0]].area.top + runs[group[-1]].area.bottom) / 2
    return next((k for k in places if cells[k].area.holds((x, y))), None)


def crossed(cell: GridCell, run: Run) -> bool:
    """Whether the upper or lower border of a cell runs through a line."""
    slack = CROSSED * run.area.height
    across = cell.area.left < run.area.middle[0] < cell.area.right
    return across and any(
        run.area.top + slack < y < run.area.bottom - slack
        for y in (cell.area.top, cell.area.bottom)
    )


def collides(group: Sequence[int], runs: Sequence[Run], home: Mapping[int, int]) -> bool:
    """Whether a line stands over words that belong where it stands."""
    return any(
        k not in group
        and home.get(k) == home[i]
        and min(run.area.right, runs[i].area.right) - max(run.area.left, runs[i].area.left) > 1
        and min(run.area.bottom, runs[i].area.bottom) - max(run.area.top, runs[i].area.top) > 1
        for i in group
        for k, run in enumerate(runs)
    )
