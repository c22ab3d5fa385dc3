"""The pages of a document as blocks, in the order in which they are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from tatalaksana.core.reading.block import Block, Cell, Row
from tatalaksana.core.reading.layout.arrows import with_arrows
from tatalaksana.core.reading.layout.tables import (
    Column,
    Placed,
    bands,
    columns_below,
    covered,
    field_rows,
    goes_on,
    grid_rows,
    header_at,
    header_height,
    header_rows,
    step_cells,
)
from tatalaksana.core.reading.page import Area, Grid, GridCell, Page, ScannedWord, TextLine
from tatalaksana.core.reading.understand.labels import fold, table


def blocks_of(pages: Iterable[Page]) -> tuple[Block, ...]:
    """The tables and lines of all pages as blocks; every row has a line of its own."""
    taken = tuple(pages)
    walk = Walk(taken)
    for page in taken:
        walk.page(page)
    rows = with_arrows(taken, walk.placed)
    parts = groupby(rows, key=lambda one: one.tabular)
    return tuple(Block(tuple(part)) for _, part in parts)


class Walk:
    """Takes page after page apart."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self.printed = Counter(key for page in pages for key in {fold(x.text) for x in page.lines})
        self.placed: list[Placed] = []
        self.columns: list[Column] = []
        self.line = 0

    def page(self, page: Page) -> None:
        """One page, from above."""
        things: list[Grid | TextLine] = sorted(
            [*page.grids, *page.lines], key=lambda one: (one.area.top, one.area.left)
        )
        for thing in things:
            if isinstance(thing, TextLine):
                if not self.is_furniture(thing.text):
                    self.line += 1  # it stands apart from the table
                    cell = Cell(thing.text, area=thing.area, lines=(thing,))
                    self.add(page, (cell,), thing.area, tabular=False, heading=thing.heading)
            else:
                self.line += 1
                self.grid(page, thing)
        self.line += 1  # what stands on two pages does not follow directly

    def is_furniture(self, text: str) -> bool:
        """Whether a line is a head or a foot: it stands on several pages, or on every paper."""
        words = fold(text)
        known = table("labels")["page"]["furniture"]
        return self.printed[words] > 1 or any(words.startswith(one) for one in known)

    def add(
        self,
        page: Page,
        cells: tuple[Cell, ...],
        area: Area,
        *,
        tabular: bool = True,
        drawn: bool = False,
        symbols: dict[int, int] | None = None,
        heading: bool = False,
    ) -> None:
        """One row."""
        self.line += 1
        cells = with_scanned(cells, page.words)
        row = Row(self.line, cells, tabular=tabular, drawn=drawn, page=page.number, heading=heading)
        self.placed.append(Placed(row, page.number, area, symbols or {}))

    def grid(self, page: Page, grid: Grid) -> None:
        """One table: fields, then header and steps."""
        rows = grid_rows(grid)
        first = header_at(rows)
        if first is None and self.columns and goes_on(grid, self.columns):
            self.steps(page, rows)
            return
        for cells, area in field_rows(rows[:first]):
            self.add(page, cells, area)
        if first is None:
            return
        count = header_height(rows, first)
        self.columns = columns_below(rows, first, count)
        for cells, area in header_rows(rows[first : first + count], self.columns):
            self.add(page, cells, area, drawn=True)
        self.steps(page, rows[first + count :])

    def steps(self, page: Page, rows: Sequence[Sequence[GridCell]]) -> None:
        """The rows below a header."""
        for band in bands(rows, self.columns):
            cells, symbols = step_cells(band, rows, self.columns, page)
            if any(not cell.empty for cell in cells) or symbols:
                self.add(page, cells, band, drawn=True, symbols=symbols)
                self.placed[-1].spread |= {
                    k: beside
                    for k, i in symbols.items()
                    if (beside := covered(page.shapes[k], self.columns, i))
                }


def with_scanned(cells: tuple[Cell, ...], words: Sequence[ScannedWord]) -> tuple[Cell, ...]:
    """The cells with the words that were made out in them on a picture, and how surely."""
    if not words:
        return cells
    return tuple(
        replace(cell, scanned=tuple(one for one in words if cell.area.holds(one.area.middle)))
        if cell.area and not cell.empty
        else cell
        for cell in cells
    )
