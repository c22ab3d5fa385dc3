"""Flows pasted as a picture over or in the cells of a table of steps.

Word does not say how high its rows are, so a picture tells only where it has as many levels of
symbols as there are rows beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tatalaksana.core.reading.layout.flows import Flow, levels_of
from tatalaksana.core.reading.layout.pictures import among_steps, cell_at
from tatalaksana.core.reading.page import Area, Grid
from tatalaksana.core.reading.scan.flow import flow_on
from tatalaksana.core.reading.word.figures import Figure

LARGEST = 90.0  #: points; a larger picture is no symbol, but may show several
Media = Callable[[str], bytes | None]  #: the file of a picture by its relation


def pictured(
    grids: Sequence[Grid], figures: Iterable[Figure], media: Media
) -> tuple[list[Flow], list[Figure]]:
    """The flows that large pictures among the steps show, and the figures that are left."""
    found: list[Flow] = []
    left: list[Figure] = []
    for one in figures:
        flow = flow_of(one, grids, media) if one.picture and one.file else Flow()
        if flow.shapes:
            found.append(flow)
        else:
            left.append(one)
    return found, left


def flow_of(one: Figure, grids: Sequence[Grid], media: Media) -> Flow:
    """What one picture shows; nothing where its levels are not those of the rows."""
    if max(one.area.width, one.area.height) < LARGEST or not among_steps(one.area, grids):
        return Flow()
    grid = next(grid for grid in grids if grid.area.holds(one.area.middle))
    cell = cell_at(grid, one.area.middle)
    own = cell is not None and cell.rows > 1 and not cell.text
    area = cell.area if cell is not None and own else one.area
    edges = edges_in(grid, area)
    data = media(one.file) if len(edges) > 2 else None
    flow = flow_on(data, area, edges, fitted=False) if data else Flow()
    return flow if len(levels_of(flow.shapes)) == len(edges) - 1 else Flow()


def edges_in(grid: Grid, area: Area) -> list[float]:
    """The rules of the rows of a table whose middle lies in an area."""
    first = min(one.column for one in grid.cells)
    rows = sorted(
        (one.area.top, one.area.bottom) for one in grid.cells
        if one.column == first and area.top < one.area.middle[1] < area.bottom
    )  # fmt: skip
    return [*(top for top, _ in rows), rows[-1][1]] if rows else []
