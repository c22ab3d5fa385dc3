"""The rows of the table: their lines, the height they need, and the pages they go on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf

from tatalaksana.core.drawing.cells import PAD_Y, Line, height_for, lines_of, pitch
from tatalaksana.core.drawing.columns import Columns
from tatalaksana.core.drawing.flow import Arrow, Flow
from tatalaksana.core.drawing.sites import BORDER, ZONE, RowSites, Sizes
from tatalaksana.core.drawing.wording import ACTIVITY, INPUTS, OUTPUTS, Wording

Lines = tuple[tuple[Line, ...], ...]
MARKED = {ACTIVITY: "-", INPUTS: "-", OUTPUTS: "-"}  #: columns whose texts are lists
LEAST_BEGINNING = 0.25  #: of a page, for the beginning of a row taller than a page
LEAST_LINES = 2  #: a part of a row on a page of its own shows at least so many lines


@dataclass(frozen=True, slots=True)
class Extent:
    """What a row takes: the lines of its tallest cell, and the height its symbol needs."""

    lines: int
    symbol: float

    def height(self, size: float) -> float:
        """The height of the whole row."""
        return max(self.symbol, height_for(self.lines, size))


@dataclass(frozen=True, slots=True)
class Row:
    """One row before paging."""

    row: int
    lines: Lines  #: of each text column
    sites: RowSites | None  #: None: no symbol
    extent: Extent


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a row, or of the lines from `start` to `end` of one, on a page."""

    index: int  #: of the row
    top: float
    bottom: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Band:
    """A row, or a part of one, with its place on a page. `row` 0: a strip for pentagons."""

    row: int
    top: float
    bottom: float
    lines: Lines = ()
    sites: RowSites | None = None  #: None on the later parts of a row and on strips


@dataclass(frozen=True, slots=True)
class Frame:
    """What a page offers the rows: millimetres from `top` to `bottom` (None: endless)."""

    top: float
    bottom: float | None
    strip: float  #: height of a strip of pentagons


def broken(wording: Wording, columns: Columns, size: float) -> list[Lines]:
    """The lines of every step."""
    spans = [columns.text(column) for column in range(len(wording.titles))]
    cells = [(right - left, MARKED.get(column, "")) for column, (left, right) in enumerate(spans)]
    return [
        tuple(
            lines_of(text, width, size, mark)
            for text, (width, mark) in zip(texts, cells, strict=True)
        )
        for texts in wording.rows
    ]


def rows_of(lines: Sequence[Lines], sites: dict[int, RowSites], sizes: Sizes) -> list[Row]:
    """Every step as a row."""
    rows = []
    for row, cells in enumerate(lines, 1):
        site = sites.get(row)
        most = max(len(one) for one in cells)
        rows.append(Row(row, cells, site, Extent(most, symbol_need(site, sizes))))
    return rows


def symbol_need(site: RowSites | None, sizes: Sizes) -> float:
    """The height a symbol with its zones needs; a row without one has its zones alone."""
    return site.above + sizes.height + site.below if site else 2 * ZONE


def paged(rows: list[Row], frame: Frame, size: float) -> list[list[Band]]:
    """The rows on pages; strips are added where the flow crosses pages, later."""
    pages = slots_of([row.extent for row in rows], frame, size)
    return [[band_of(rows[slot.index], slot) for slot in page] for page in pages]


def band_of(row: Row, slot: Slot) -> Band:
    """A row, or a part of one, in its place."""
    if slot.start == 0 and slot.end >= row.extent.lines:
        return Band(row.row, slot.top, slot.bottom, row.lines, row.sites)
    lines = tuple(lines[slot.start : slot.end] for lines in row.lines)
    return Band(row.row, slot.top, slot.bottom, lines, None if slot.start else row.sites)


def slots_of(extents: Sequence[Extent], frame: Frame, size: float) -> list[list[Slot]]:
    """Where each row stands.

    Room for a strip is kept at the foot of every page, and at the head of all but the first.
    """
    pages: list[list[Slot]] = [[]]
    y, head = frame.top, frame.top + frame.strip
    for index, extent in enumerate(extents):
        height, last = extent.height(size), index == len(extents) - 1
        foot = inf if frame.bottom is None else frame.bottom - (0.0 if last else frame.strip)
        if y + height > foot and pages[-1] and not begins(extent, height, y, foot, foot - head):
            y = head
            pages.append([])
        if y + height <= foot:
            pages[-1].append(Slot(index, y, y + height, 0, extent.lines))
            y += height
            continue
        for start, end in parts_of(extent.lines, foot - y, foot - head, size):
            if start:
                y = head
                pages.append([])
            tall = height_for(end - start, size)
            tall = tall if start else max(tall, extent.symbol)
            pages[-1].append(Slot(index, y, y + tall, start, end))
            y += tall
    return pages


def begins(extent: Extent, height: float, y: float, foot: float, whole: float) -> bool:
    """Whether a row that no page can hold begins where the last one ends, at `y`."""
    return height > whole and foot - y >= max(extent.symbol, whole * LEAST_BEGINNING)


def parts_of(lines: int, room: float, whole: float, size: float) -> Iterator[tuple[int, int]]:
    """The lines of a row that is taller than a page, cut into pieces of pages: from, to."""
    at = 0
    while at < lines or at == 0:
        count = max(LEAST_LINES, int((room - 2 * PAD_Y) // pitch(size)))
        yield at, min(at + count, lines)
        at += count
        room = whole


def page_of(pages: list[list[Band]]) -> dict[int, int]:
    """The page on which each row has its symbol."""
    return {band.row: i for i, bands in enumerate(pages) for band in bands if band.sites}


def main_flow(pages: list[list[Band]], flow: Flow) -> dict[Arrow, tuple[int, int]]:
    """The arrows from the last symbol of a page to the first symbol of a later one."""
    where = page_of(pages)
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for row, page in where.items():
        first[page] = min(row, first.get(page, row))
        last[page] = max(row, last.get(page, row))
    found = {}
    for arrow in flow.arrows:
        here, there = where.get(arrow.from_row), where.get(arrow.to_row)
        if here is None or there is None or there <= here or arrow.answer == "Tidak":
            continue
        if last[here] == arrow.from_row and first[there] == arrow.to_row:
            found[arrow] = (here, there)
    return found


def apart(pages: list[list[Band]], flow: Flow) -> frozenset[Arrow]:
    """The other arrows whose ends lie on different pages: they go through letters."""
    where, main = page_of(pages), main_flow(pages, flow)
    return frozenset(
        arrow
        for arrow in flow.arrows
        if arrow not in main
        and arrow.to_row in where
        and where[arrow.from_row] != where[arrow.to_row]
    )


def strip_height(sizes: Sizes) -> float:
    """The height of a strip of pentagons."""
    return BORDER + sizes.pentagon_height + ZONE
