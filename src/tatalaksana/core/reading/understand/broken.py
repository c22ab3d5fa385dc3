"""Rows that line ends within their cells had broken into several lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tatalaksana.core.reading.block import Cell, Row
from tatalaksana.core.reading.understand.kinds import is_identity, is_page_number, number_in

MOST_LINES = 60  #: lines of one row; no page is longer
MOST_RUNNING = 5  #: lines of one cell that may begin with a capital
ITEM = re.compile(r"\s*(?:[-–•]|\*(?!\))|\(?(?:\d{1,2}|[a-z])[.)])\s*\S")


def mended(rows: Sequence[Row], i: int, width: int) -> tuple[Row, int]:
    """The row that begins at `i`, with the lines it goes on in, and how many rows that took.

    `width` is the width of the table's header. A row that ends before it is broken when the
    lines right below complete it; a row that may be complete takes only lines that cannot
    stand alone.
    """
    first = rows[i]
    if not first.tabular or not begins(first):
        return first, 1
    cells, used = list(first.cells), 1
    while len(cells) < width and i + used < len(rows) and used < MOST_LINES:
        row = rows[i + used]
        size = len(cells) + len(row.cells) - 1
        if size > width or not goes_on(row, rows[i + used - 1]):
            break
        if len(cells) >= width - 1 and not (
            starts_within(row) or completes(rows, i + used, width - len(cells) + 1)
        ):
            break
        cells[-1:] = [joined(cells[-1], row.cells[0]), *row.cells[1:]]
        used += 1
    if len(cells) < width - 1:
        return first, 1
    return with_last_cell(rows, i, replace(first, cells=tuple(cells)), used)


def completes(rows: Sequence[Row], i: int, cells: int) -> bool:
    """Whether the lines from `i` on end in one with just the `cells` that the row lacks."""
    for k in range(i, min(i + MOST_RUNNING, len(rows))):
        row = rows[k]
        if not goes_on(row, rows[k - 1]):
            return False
        if row.tabular:
            return len(row.cells) == cells > 1 and not is_page_number(row.cells[-1].text)
    return False


def begins(row: Row) -> bool:
    """Whether a row of the table may begin here: with a number, or with an empty one."""
    return number_in(row.text(0)) is not None or not row.text(0)


def starts_within(row: Row) -> bool:
    """Whether a line begins in the middle of a sentence or with an item of a list."""
    text = row.text(0)
    return text[:1].islower() or ITEM.match(text) is not None


def goes_on(row: Row, above: Row) -> bool:
    """Whether `row` stands right below `above` and begins in the middle of a cell."""
    if row.line > above.line + 1 or not row.text(0):
        return False
    if not row.tabular:
        return not is_page_number(row.text(0))
    return number_in(row.text(0)) is None and not is_identity(row)


def with_last_cell(rows: Sequence[Row], i: int, row: Row, used: int) -> tuple[Row, int]:
    """`row`, made of `used` rows from `i` on, with the running lines below its last cell."""
    row = replace(row, last=rows[i + used - 1].line) if used > 1 else row
    while i + used < len(rows) and used < MOST_LINES:
        below, above = rows[i + used], rows[i + used - 1]
        if below.tabular or below.line > above.line + 1 or not starts_within(below):
            break
        if row.cells[-1].empty:
            break
        cells = (*row.cells[:-1], joined(row.cells[-1], below.cells[0]))
        row = replace(row, cells=cells, last=below.line)
        used += 1
    return row, used


def joined(above: Cell, below: Cell) -> Cell:
    """Two lines of one cell; an item keeps a line of its own."""
    parting = "\n" if ITEM.match(below.text) else " "
    return Cell(f"{above.text}{parting}{below.text}".strip(), marks=(*above.marks, *below.marks))
