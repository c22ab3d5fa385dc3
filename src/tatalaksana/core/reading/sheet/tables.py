"""The cells of a sheet as tables and lines of text.

A table is what stands together: rows with rules, or rows with several cells. What only looks
merged, an empty cell without a rule above it, counts as merged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tatalaksana.core.reading.block import Cell, Row
from tatalaksana.core.reading.page import Area, Grid, GridCell, TextLine
from tatalaksana.core.reading.sheet.book import BOTTOM, LEFT, RIGHT, TOP, Book
from tatalaksana.core.reading.sheet.cells import Cells, Spot
from tatalaksana.core.reading.understand.kinds import is_header, is_identity, number_in
from tatalaksana.core.reading.understand.labels import label_in

MOST_TOGETHER = 60  #: rows of one table; `layout` joins the parts again
MERGED_ROWS = 2000  #: rows of one merged cell that are looked at
#: what only counts the item in the next cell
MARK = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z])[.)]|[-•●▪–]")
NUMBER = re.compile(r"\d{1,2}")  #: the same without a sign, above the steps


@dataclass(slots=True)
class Span:
    """One visible cell: its first and last row and column."""

    row: int
    column: int
    last_row: int
    last_column: int
    text: str = ""


@dataclass(slots=True)
class Band:
    """Rows that stand together."""

    ruled: bool
    rows: list[int] = field(default_factory=list)


class Table:
    """Takes a sheet apart."""

    def __init__(self, book: Book, cells: Cells) -> None:
        self.book, self.cells = book, cells
        self.covered: dict[Spot, Spot] = {}  #: cell -> the first of the merged ones it is in
        self.by_row: dict[int, dict[int, str]] = {}
        self.rules: dict[int, dict[int, int]] = {}
        self.live: set[int] = set()  #: rows of merged cells with text
        for spot, sides in cells.sides.items():
            if self.shown(spot):
                self.rules.setdefault(spot[0], {})[spot[1]] = sides
        for start, end in cells.merged.items():
            self.merge(start, end)
        for (row, column), text in cells.texts.items():
            start = self.covered.get((row, column), (row, column))
            if start == (row, column) and self.visible(start):
                self.by_row.setdefault(row, {})[column] = text

    def merge(self, start: Spot, end: Spot) -> None:
        """Note what one merged cell covers."""
        last = min(end[0], start[0] + MERGED_ROWS)
        wide = range(start[1], min(end[1], start[1] + 100) + 1)
        self.book.spend(last - start[0] + 1)
        for row in range(start[0], last + 1):
            if start in self.cells.texts:
                self.live.add(row)
            if row in self.rules or row == start[0] or start in self.cells.texts:
                self.book.spend(len(wide))
                for column in wide:
                    self.covered[row, column] = start

    def shown(self, spot: Spot) -> bool:
        """Whether the row and column of a cell are not hidden."""
        return self.cells.ys.size(spot[0]) > 0 and self.cells.xs.size(spot[1]) > 0

    def visible(self, spot: Spot) -> bool:
        """Whether anything of a cell, merged or not, is shown."""
        end = self.cells.merged.get(spot, spot)
        area = self.cells.area(*spot, *end)
        return area.width > 0 and area.height > 0

    def bands(self) -> Iterator[Band]:
        """The rows that stand together, from above; a single one may be a line of text."""
        rows = sorted(row for row in {*self.by_row, *self.rules, *self.live}
                      if self.cells.ys.size(row) > 0)  # fmt: skip
        ruled = bool(self.rules)
        band: Band | None = None
        for row in rows:
            has_rules = row in self.rules
            several = len(self.by_row.get(row, ())) > 1
            if band and self.follows(band, row) and band.ruled == has_rules:
                alone = not (has_rules or several or row in self.live)
                if not alone or not ruled:
                    band.rows.append(row)
                    continue
            if band:
                yield band
            band = Band(has_rules, [row])
        if band:
            yield band

    def follows(self, band: Band, row: int) -> bool:
        """Whether only hidden rows lie between a band and `row`."""
        return not self.cells.ys.at(row) - self.cells.ys.at(band.rows[-1] + 1) > 0

    def things(self) -> Iterator[Grid | TextLine]:
        """The tables and lines of the sheet, from above."""
        for band in self.bands():
            texts = [(row, column) for row in band.rows for column in self.by_row.get(row, ())]
            if not texts:
                yield from (self.grids(band) if band.ruled else ())
            elif not band.ruled and len({row for row, _ in texts}) == len(texts):
                yield from (self.line(*spot) for spot in texts)
            else:
                yield from self.grids(band)

    def line(self, row: int, column: int) -> TextLine:
        """One cell that is no part of a table."""
        end = self.cells.merged.get((row, column), (row, column))
        text = " ".join(self.by_row[row][column].split("\n"))
        return TextLine(self.cells.area(row, column, *end), text)

    def grids(self, band: Band) -> Iterator[Grid]:
        """The tables of a band: one for each header and identity block, none too long."""
        columns = self.columns(band)
        if not columns:
            return
        rows = self.used(band.rows, columns)
        self.book.spend(len(rows) * len(columns))
        for part in self.parted(rows, columns):
            if self.lists_procedures(part, columns):
                continue
            cells = [self.grid_cell(span) for span in self.spans(part, columns, ruled=band.ruled)]
            if cells:
                area = self.cells.area(part[0], columns[0], part[-1], columns[-1])
                yield Grid(area, tuple(cells))

    def lists_procedures(self, rows: Sequence[int], columns: Sequence[int]) -> bool:
        """Whether a table only lists what SOPs there are: "No", "Nama SOP", then numbered rows."""
        below = [self.by_row[row] for row in rows if len(self.by_row.get(row, ())) > 1]
        heads = list(below[0].values()) if below else []
        if len(below) < 2 or label_in("header", heads[0]) != "no":
            return False
        titled = any(label_in("value", text) == "title" for text in heads[1:])
        return titled and all(number_in(row.get(columns[0], "")) is not None for row in below[1:])

    def columns(self, band: Band) -> list[int]:
        """The columns of a table; what stands outside of its rules is no part of it."""
        source = self.rules if band.ruled else self.by_row
        found = {column for row in band.rows for column in source.get(row, ())}
        if not found:
            return []
        last = max(found)
        if not band.ruled:
            ends = (self.cells.merged.get((row, column), (row, column))[1]
                    for row in band.rows for column in self.by_row.get(row, ()))  # fmt: skip
            last = max(last, *ends)
        wide = range(min(found), last + 1)
        return [column for column in wide if self.cells.xs.size(column) > 0]

    def used(self, rows: Sequence[int], columns: Sequence[int]) -> list[int]:
        """The rows down to the last one with text."""
        inside = range(columns[0], columns[-1] + 1)
        last = max((k for k, row in enumerate(rows)
                    if row in self.live or any(c in inside for c in self.by_row.get(row, ()))),
                   default=-1)  # fmt: skip
        return list(rows[: last + 1])

    def parted(self, rows: Sequence[int], columns: Sequence[int]) -> Iterator[list[int]]:
        """The rows of each table of a band."""
        part: list[int] = []
        headed = False
        for row in rows:
            texts = self.by_row.get(row, {})
            seen = Row(0, tuple(Cell(texts.get(column, "")) for column in columns))
            header, free = is_header(seen), self.free(row, columns[0])
            heads = header and (headed or len(part) > MOST_TOGETHER)
            again = heads and not (part and self.is_header_row(part[-1], columns))
            anew = headed and not header and is_identity(seen)
            if part and free and (again or anew or len(part) >= MOST_TOGETHER):
                yield part
                part, headed = [], headed and not anew
            headed = headed or header
            part.append(row)
        if part:
            yield part

    def is_header_row(self, row: int, columns: Sequence[int]) -> bool:
        """Whether a row heads a step table."""
        texts = self.by_row.get(row, {})
        return is_header(Row(0, tuple(Cell(texts.get(column, "")) for column in columns)))

    def free(self, row: int, column: int) -> bool:
        """Whether a new cell begins in the first column of `row`."""
        start = self.covered.get((row, column))
        return start is None or start[0] == row

    def spans(self, rows: Sequence[int], columns: Sequence[int], *, ruled: bool) -> list[Span]:
        """The visible cells of a table."""
        above: dict[int, Span] = {}
        found = []
        steps = False
        for row in rows:
            line: list[Span] = []
            steps = steps or self.is_header_row(row, columns)
            for column in columns:
                start = self.covered.get((row, column))
                if start is not None and start != (row, column) and (
                    start[0] >= rows[0] and self.visible(start)
                ):  # fmt: skip
                    above.pop(column, None)
                    continue
                text = self.by_row.get(row, {}).get(column, "")
                over = above.get(column)
                if ruled and over and start is None and not text and not self.rule(row, column):
                    over.last_row = row
                    continue
                end = self.cells.merged.get((row, column), (row, column))
                span = Span(row, column, min(end[0], rows[-1]), end[1], text)
                above[column] = span
                line.append(span)
            found += self.with_marks(line, steps=steps) if ruled else line
        return found

    def with_marks(self, line: Sequence[Span], *, steps: bool) -> list[Span]:
        """The cells of a row; "1." and the item beside it without a rule between are one.

        So are a number without a sign and its item, unless it numbers `steps`.
        """
        found: list[Span] = []
        for span in line:
            before = found[-1] if found else None
            number = not steps and before and NUMBER.fullmatch(before.text)
            marked = number or (before and MARK.fullmatch(before.text))
            if before and span.text and marked and not self.parts(span):
                before.text += f"{'.' if number else ''} {span.text}"
                before.last_column = span.last_column
            else:
                found.append(span)
        return found

    def rule(self, row: int, column: int) -> bool:
        """Whether a rule runs above a cell."""
        here = self.rules.get(row, {}).get(column, 0)
        return bool(here & TOP or self.rules.get(row - 1, {}).get(column, 0) & BOTTOM)

    def parts(self, span: Span) -> bool:
        """Whether a rule runs left of a cell."""
        rules = self.rules.get(span.row, {})
        return bool(rules.get(span.column, 0) & LEFT or rules.get(span.column - 1, 0) & RIGHT)

    def grid_cell(self, span: Span) -> GridCell:
        """A cell with its place."""
        return GridCell(
            self.place(span), span.row, span.column, span.last_row - span.row + 1,
            span.last_column - span.column + 1, span.text,
            tuple(span.text.split("\n")) if span.text else (),
        )  # fmt: skip

    def place(self, span: Span) -> Area:
        """The area of a cell."""
        return self.cells.area(span.row, span.column, span.last_row, span.last_column)
