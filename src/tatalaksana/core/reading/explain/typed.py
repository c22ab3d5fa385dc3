"""A text without places as pages: its lines one below the other, its cells side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from tatalaksana.core.reading.block import Block, Row
from tatalaksana.core.reading.page import Area, Grid, GridCell, Page, TextLine
from tatalaksana.core.reading.reading import Place, Reading

ACROSS, DOWN = 60.0, 14.0  #: points for a column and a line, before they grow
WIDTH = 700.0  #: points; a running line goes over all of it
ROWS = 45  #: lines of one page

Spot = tuple[int, int | None]  #: line and cell


@dataclass(slots=True)
class Sheets:
    """The pages while they are filled."""

    pages: list[Page] = field(default_factory=list)
    places: dict[Spot, tuple[int, Area]] = field(default_factory=dict)

    def page(self, rows: Sequence[tuple[Row, bool]]) -> None:
        """One page with the rows; each is told whether it begins a table."""
        number, grids, lines = len(self.pages) + 1, list[Grid](), list[TextLine]()
        cells: list[GridCell] = []
        top, right = 0.0, WIDTH
        for row, anew in rows:
            if cells and (anew or not row.tabular):
                grids.append(grid_of(cells))
                cells = []
            top += DOWN if anew else 0.0
            if not row.tabular:
                area = Area(0.0, top, WIDTH, top + DOWN)
                lines.append(TextLine(area, row.text(0)))
                self.keep(row, number, [area])
            else:
                areas = [Area(k * ACROSS, top, (k + 1) * ACROSS, top + DOWN)
                         for k in range(len(row.cells))]  # fmt: skip
                cells += [GridCell(area, 0, k, text=row.text(k)) for k, area in enumerate(areas)]
                right = max(right, areas[-1].right)
                self.keep(row, number, areas)
            top += DOWN
        if cells:
            grids.append(grid_of(cells))
        self.pages.append(Page(number, right, top + DOWN, tuple(grids), tuple(lines)))

    def keep(self, row: Row, page: int, areas: Sequence[Area]) -> None:
        """Remember where a row and its cells stand."""
        whole = Area(areas[0].left, areas[0].top, areas[-1].right, areas[-1].bottom)
        self.places[row.line, None] = page, whole
        for k, area in enumerate(areas):
            self.places[row.line, k] = page, area


def grid_of(cells: Sequence[GridCell]) -> Grid:
    """The cells as one table."""
    right = max(one.area.right for one in cells)
    area = Area(0.0, cells[0].area.top, right, cells[-1].area.bottom)
    return Grid(area, tuple(cells))


def pages_from(blocks: Iterable[Block]) -> Sheets:
    """The pages of a text, and where each of its cells stands on them."""
    rows = [(row, k == 0) for block in blocks for k, row in enumerate(block.rows)]
    sheets = Sheets()
    for start in range(0, len(rows), ROWS):
        sheets.page(rows[start : start + ROWS])
    return sheets


def with_places(reading: Reading, sheets: Sheets) -> Reading:
    """The reading with its origins on the pages."""
    origins = tuple(
        replace(one, places=tuple(on_page(place, sheets) for place in one.places))
        for one in reading.origins
    )
    return replace(reading, origins=origins)


def on_page(place: Place, sheets: Sheets) -> Place:
    """A place with its page and area."""
    found = sheets.places.get((place.line, place.column))
    found = found or sheets.places.get((place.line, None))
    return replace(place, page=found[0], area=found[1]) if found else place
