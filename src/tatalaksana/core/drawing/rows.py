"""The rows of the table: their lines, the height they need, and the pages they go on."""

from __future__ import annotations

from dataclasses import dataclass

from tatalaksana.core.drawing.cells import PAD_Y, Line, height_of, lines_of, pitch
from tatalaksana.core.drawing.columns import ACTIVITY, INPUTS, OUTPUTS, Columns, cell_texts
from tatalaksana.core.drawing.flow import Arrow, Flow
from tatalaksana.core.drawing.sites import BORDER, ZONE, RowSites, Sizes
from tatalaksana.core.procedure.model import Procedure

Lines = tuple[tuple[Line, ...], ...]
LEAST_BEGINNING = 0.25  #: of a page, for the beginning of a row taller than a page
LEAST_LINES = 2  #: a part of a row on a page of its own shows at least so many lines


@dataclass(frozen=True, slots=True)
class Row:
    """One row before paging."""

    row: int
    lines: Lines  #: of each text column
    sites: RowSites | None  #: None: no symbol
    symbol: float  #: height the symbol with its zones needs

    def height(self, size: float) -> float:
        """The height of the whole row."""
        return max(self.symbol, *(height_of(lines, size) for lines in self.lines))


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


def rows_of(
    procedure: Procedure, columns: Columns, sites: dict[int, RowSites], sizes: Sizes, size: float
) -> list[Row]:
    """Every step as a row."""
    rows = []
    for step in procedure.steps:
        texts = cell_texts(step)
        lines = tuple(
            lines_of(
                text,
                columns.text(column)[1] - columns.text(column)[0],
                size,
                "-" if column in {ACTIVITY, INPUTS, OUTPUTS} else "",
            )
            for column, text in enumerate(texts)
        )
        site = sites.get(step.row)
        need = site.above + sizes.height + site.below if site else 2 * ZONE
        rows.append(Row(step.row, lines, site, need))
    return rows


def paged(rows: list[Row], frame: Frame, size: float) -> list[list[Band]]:
    """The rows on pages; strips are added where `crossing_flow` asks for them, later.

    Room for a strip is kept at the foot of every page, and at the head of all but the first.
    """
    pages: list[list[Band]] = [[]]
    y = frame.top
    for row in rows:
        height = row.height(size)
        strip = 0.0 if row is rows[-1] else frame.strip
        foot = None if frame.bottom is None else frame.bottom - strip
        if (
            foot is not None
            and y + height > foot
            and pages[-1]
            and not begins(row, y, foot, frame, size)
        ):
            y = frame.top + frame.strip
            pages.append([])
        if foot is None or y + height <= foot:
            pages[-1].append(Band(row.row, y, y + height, row.lines, row.sites))
            y += height
            continue
        for number, part in enumerate(
            parts_of(row, foot - y, foot - frame.top - frame.strip, size)
        ):
            if number:
                y = frame.top + frame.strip
                pages.append([])
            tall = max(height_of(lines, size) for lines in part)
            first = row.sites if not any(band.row == row.row for p in pages for band in p) else None
            tall = max(tall, row.symbol) if first else tall
            pages[-1].append(Band(row.row, y, y + tall, part, first))
            y += tall
    return pages


def begins(row: Row, y: float, foot: float, frame: Frame, size: float) -> bool:
    """Whether a row that no page can hold begins where the last one ends, at `y`."""
    whole = foot - frame.top - frame.strip
    return row.height(size) > whole and foot - y >= max(row.symbol, whole * LEAST_BEGINNING)


def parts_of(row: Row, room: float, whole: float, size: float) -> list[Lines]:
    """The lines of a row that is taller than a page, cut into pieces of pages."""
    parts: list[Lines] = []
    at = 0
    most = max(len(lines) for lines in row.lines)
    while at < most or not parts:
        count = max(LEAST_LINES, int((room - 2 * PAD_Y) // pitch(size)))
        parts.append(tuple(lines[at : at + count] for lines in row.lines))
        at += count
        room = whole
    return parts


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
