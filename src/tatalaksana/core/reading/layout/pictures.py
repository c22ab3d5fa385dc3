"""Pictures among the steps of a table: nobody knows what they show. A hint and a doubt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tatalaksana.core.reading.layout.tables import grid_rows, header_at
from tatalaksana.core.reading.page import Area, Grid, GridCell, Page, Point

PICTURE = "\U0001f5bc"  #: says that a picture stands there; no symbol of ours: a doubt


def among_steps(area: Area, grids: Iterable[Grid]) -> bool:
    """Whether a picture stands in a table below its header; above it is a logo."""
    return any(cell_at(grid, area.middle) and below_header(grid, area) for grid in grids)


def below_header(grid: Grid, area: Area) -> bool:
    """Whether a place lies below the row that heads the steps."""
    rows = grid_rows(grid)
    first = header_at(rows)
    return first is not None and area.middle[1] > rows[first][0].area.bottom


def cell_at(grid: Grid, point: Point) -> GridCell | None:
    """The cell of a table in which a point lies."""
    return next((cell for cell in grid.cells if cell.area.holds(point)), None)


def with_pictures(page: Page, areas: Iterable[Area]) -> Page:
    """The page with a sign in every empty cell of steps that holds a picture."""
    for area in areas:
        for at, grid in enumerate(page.grids):
            cell = cell_at(grid, area.middle)
            if cell is not None and not cell.text:
                page = with_cell(page, at, cell, PICTURE)
    return page


def with_cell(page: Page, at: int, cell: GridCell, text: str) -> Page:
    """The page with another text in one cell."""
    grid = page.grids[at]
    new = replace(cell, text=text, lines=tuple(text.split("\n")))
    cells = tuple(new if one is cell else one for one in grid.cells)
    grids = tuple(
        replace(grid, cells=cells) if k == at else one for k, one in enumerate(page.grids)
    )
    return replace(page, grids=grids)
