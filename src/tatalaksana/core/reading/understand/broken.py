"""Rows that line ends within their cells had broken into several lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tatalaksana.core.reading.block import Cell, Row
from tatalaksana.core.reading.understand.kinds import is_identity, is_page_number, number_in

MOST_LINES = 60  #: lines of one row; no page is longer
ITEM = re.compile(r"\s*(?:[-–•*]|\(?(?:\d{1,2}|[a-z])[.)])\s*\S")


def mended(rows: Sequence[Row], i: int, width: int) -> tuple[Row, int]:
    """The row that begins at `i`, with the lines it goes on in, and how many rows that took.

    `width` is the width of the table's header. A numbered row that ends two columns early is
    broken when the lines right below complete it; a row that ends in time takes only lines
    that cannot stand alone.
    """
    first = rows[i]
    if number_in(first.text(0)) is None:
        return first, 1
    if len(first.cells) >= width - 1:
        return with_last_cell(rows, i, first, 1)
    cells, used = list(first.cells), 1
    for row in rows[i + 1 : i + MOST_LINES]:
        size = len(cells) + len(row.cells) - 1
        if not goes_on(row, rows[i + used - 1]) or size > width:
            break
        cells[-1:] = [joined(cells[-1], row.cells[0]), *row.cells[1:]]
        used += 1
    if len(cells) >= width - 1:
        return with_last_cell(rows, i, replace(first, cells=tuple(cells)), used)
    return first, 1


def goes_on(row: Row, above: Row) -> bool:
    """Whether `row` stands right below `above` and begins in the middle of a cell."""
    if row.line > above.line + 1 or not row.text(0):
        return False
    if not row.tabular:
        return not is_page_number(row.text(0))
    return number_in(row.text(0)) is None and not is_identity(row)


def with_last_cell(rows: Sequence[Row], i: int, row: Row, used: int) -> tuple[Row, int]:
    """`row`, made of `used` rows from `i` on, with the running lines below its last cell."""
    while i + used < len(rows) and used < MOST_LINES:
        below, above = rows[i + used], rows[i + used - 1]
        text = below.text(0)
        starts_within = text[:1].islower() or ITEM.match(text)
        if below.tabular or below.line > above.line + 1 or not starts_within:
            break
        if row.cells[-1].empty:
            break
        row = replace(row, cells=(*row.cells[:-1], joined(row.cells[-1], below.cells[0])))
        used += 1
    return row, used


def joined(above: Cell, below: Cell) -> Cell:
    """Two lines of one cell; an item keeps a line of its own."""
    parting = "\n" if ITEM.match(below.text) else " "
    return Cell(f"{above.text}{parting}{below.text}".strip(), marks=(*above.marks, *below.marks))
