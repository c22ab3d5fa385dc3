"""Tables of Word: their columns as told, the heights of their rows as far as anyone can know.

A row is as high as it says, or as its text needs at the width of its cells: Word writes down
no more than that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading.word.drawingml import drawing_of
from tatalaksana.core.reading.word.figures import Drawing
from tatalaksana.core.reading.word.lists import Lists
from tatalaksana.core.reading.word.names import TWIP, Node, child, number, tag, value
from tatalaksana.core.reading.word.texts import (
    ALTERNATIVES,
    DRAWINGS,
    choice,
    joined_on,
    line_height,
    pieces,
    text_of,
)
from tatalaksana.core.reading.word.vml import drawings_of
from tatalaksana.core.reading.word.wrapping import lines_needed

MOST_CELLS, MOST_FIGURES = 30_000, 10_000  #: no SOP has as many
SIDE = 5.4  #: points between the edge of a cell and its text, where nothing else is told
COLUMN = 40.0  #: width of a column nobody tells
OWN_COLUMNS, OWN_ROWS = 4, 2  #: from here a table in a cell is one of its own, not a list
PARAGRAPH, TABLE, ROW, CELL = (tag(f"w:{one}") for one in ("p", "tbl", "tr", "tc"))
BLOCKS = frozenset(map(tag, ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo",
                             "w:smartTag", "mc:Choice")))  # fmt: skip
DRAWING = tag("w:drawing")


@dataclass(slots=True)
class Item:
    """One paragraph of a cell or of the page, or a table in it; `top` from that of its cell."""

    top: float
    height: float
    text: str = ""
    drawings: tuple[Drawing, ...] = ()
    centred: bool = False
    table: Table | None = None


@dataclass(slots=True)
class TableCell:
    """One cell with all it spans."""

    row: int
    column: int
    columns: int
    items: list[Item]
    rows: int = 1
    sides: tuple[float, float] = (SIDE, SIDE)
    above: float = 0.0
    sinks: float = 0.0  #: share of the free height above its text

    @property
    def height(self) -> float:
        """What its content needs."""
        return self.above + sum(one.height for one in self.items)


@dataclass(slots=True)
class Table:
    """One table before it is placed: its edges from its upper left corner."""

    xs: list[float]
    ys: list[float] = field(default_factory=lambda: [0.0])
    cells: list[TableCell] = field(default_factory=list)
    indent: float = 0.0
    align: str = ""

    @property
    def apart(self) -> bool:
        """Whether a table in a cell is more than a way to write a list."""
        return len(self.xs) > OWN_COLUMNS and len(self.ys) > OWN_ROWS

    def texts(self) -> Iterator[str]:
        """The rows as lines of text."""
        for row in range(len(self.ys) - 1):
            cells = [cell for cell in self.cells if cell.row == row]
            texts = [text for cell in cells if (text := words_of(cell.items))]
            if texts:
                yield " ".join(texts)


def words_of(items: Iterable[Item]) -> str:
    """The text of some paragraphs; a table among them that is one of its own is left out."""
    found = []
    for one in items:
        if one.table is None:
            found.append(one.text)
        elif not one.table.apart:
            found += one.table.texts()
    return "\n".join(text for text in found if text)


@dataclass(slots=True)
class Measure:
    """Reads the tables and paragraphs of a document, in their order, and counts what it meets."""

    lists: Lists
    usual: float  #: size of letters
    cells: int = 0
    figures: int = 0

    def items(self, node: Node, width: float) -> list[Item]:
        """The paragraphs and tables in a cell."""
        found: list[Item] = []
        top, goes_on = 0.0, False
        for block in blocks_in(node):
            if block.tag == TABLE:
                table = self.table(block)
                item = Item(top, table.ys[-1], table=table)
            else:
                item = self.paragraph(block, width, top)
                if goes_on and found:
                    last = found.pop()
                    item.text = f"{last.text} {item.text}".strip()
                    item.drawings = last.drawings + item.drawings
                goes_on = joined_on(block)
            found.append(item)
            top += item.height
        return found

    def paragraph(self, node: Node, width: float, top: float) -> Item:
        """One paragraph with the drawings anchored in it."""
        text, mark = text_of(node), self.lists.mark(node)
        if mark:
            text = f"{mark} {text}".strip()
        size, tall = line_height(node, self.usual)
        lines = lines_needed(text, max(width, size), size)
        drawings = tuple(self.drawings(node))
        inline = max((one.anchor.height for one in drawings if one.anchor.inline), default=0.0)
        spacing = child(node, "w:pPr", "w:spacing")
        around = 0.0
        if spacing is not None:
            sides = (spacing.get(tag("w:before")), spacing.get(tag("w:after")))
            around = sum(min(number(one), 2000.0) for one in sides) * TWIP
        centred = value(node, "w:pPr", "w:jc") == "center"
        return Item(top, max(lines * tall, inline) + around, text, drawings, centred)

    def drawings(self, paragraph: Node) -> Iterator[Drawing]:
        """The drawings anchored in a paragraph."""
        for one in pieces(paragraph):
            if one.tag not in DRAWINGS:
                continue
            drawn = [drawing_of(one)] if one.tag == DRAWING else drawings_of(one)
            for drawing in drawn:
                if drawing is not None:
                    self.figures += len(drawing.figures)
                    if self.figures > MOST_FIGURES:
                        raise too_large("gambar")
                    yield drawing

    def table(self, node: Node) -> Table:
        """A table, its rows as high as they say or as their texts need."""
        rows = [one for one in rows_of(node) if child(one, "w:trPr", "w:del") is None]
        found = Table(edges(node, rows))
        found.align = value(node, "w:tblPr", "w:jc")
        sides = sides_of(child(node, "w:tblPr", "w:tblCellMar"), (SIDE, 0.0, SIDE, 0.0))
        indent = child(node, "w:tblPr", "w:tblInd")
        found.indent = number(None if indent is None else indent.get(tag("w:w"))) * TWIP
        open_cells: dict[int, TableCell] = {}
        for j, row in enumerate(rows):
            told = self.row(found, row, j, open_cells, sides)
            found.ys.append(found.ys[-1] + told)
        for cell in found.cells:
            if cell.rows > 1:
                grow(found, cell)
        return found

    def row(
        self, table: Table, row: Node, j: int, above: dict[int, TableCell],
        sides: tuple[float, ...],
    ) -> float:  # fmt: skip
        """Add the cells of one row; its height."""
        column = int(number(value(row, "w:trPr", "w:gridBefore")))
        needs, here = 0.0, {}
        for one in cells_of(row):
            span = max(1, int(number(value(one, "w:tcPr", "w:gridSpan"), 1)))
            column, end = (min(k, len(table.xs) - 1) for k in (column, column + span))
            if end <= column:
                break
            merge = child(one, "w:tcPr", "w:vMerge")
            goes_on = merge is not None and merge.get(tag("w:val"), "continue") == "continue"
            if goes_on and column in above:
                here[column] = above[column]
                above[column].rows += 1
            else:
                cell = self.cell(one, table, (j, column, end - column), sides)
                if merge is None:
                    needs = max(needs, cell.height)
                else:
                    here[column] = cell
                table.cells.append(cell)
            column = end
        above.clear()
        above.update(here)
        height = child(row, "w:trPr", "w:trHeight")
        least = number(None if height is None else height.get(tag("w:val"))) * TWIP
        exact = height is not None and height.get(tag("w:hRule")) == "exact"
        return least if exact and least else max(least, needs, self.usual if not needs else 0.0)

    def cell(
        self, node: Node, table: Table, place: tuple[int, int, int], sides: tuple[float, ...]
    ) -> TableCell:
        """One cell with its content."""
        self.cells += 1
        if self.cells > MOST_CELLS:
            raise too_large("sel tabel")
        row, column, columns = place
        left, above, right, _ = sides_of(child(node, "w:tcPr", "w:tcMar"), sides)
        width = table.xs[column + columns] - table.xs[column] - left - right
        sinks = {"center": 0.5, "bottom": 1.0}.get(value(node, "w:tcPr", "w:vAlign"), 0.0)
        return TableCell(row, column, columns, self.items(node, width), 1, (left, right), above,
                         sinks)  # fmt: skip


def too_large(what: str) -> ReadingError:
    """There is more of something than any SOP has."""
    return ReadingError(
        f"Dokumen Word ini memuat terlalu banyak {what}.",
        hint="Bagi dokumennya menjadi beberapa berkas.",
    )


def grow(table: Table, cell: TableCell) -> None:
    """Make the last row of a cell higher, where its text needs more than all its rows."""
    end = cell.row + cell.rows
    lacks = cell.height - (table.ys[end] - table.ys[cell.row])
    if lacks > 0:
        table.ys[end:] = [y + lacks for y in table.ys[end:]]


def sides_of(node: Node | None, usual: Sequence[float]) -> tuple[float, float, float, float]:
    """Left, upper, right, lower margin of a cell."""
    found = []
    for names, default in zip((("left", "start"), ("top",), ("right", "end"), ("bottom",)), usual,
                              strict=True):  # fmt: skip
        told = [one for name in names if (one := child(node, f"w:{name}")) is not None]
        found.append(min(number(told[0].get(tag("w:w"))) * TWIP, 100.0) if told else default)
    return found[0], found[1], found[2], found[3]


def blocks_in(node: Node) -> Iterator[Node]:
    """The paragraphs and tables directly in an element."""
    for one in node:
        if one.tag in (PARAGRAPH, TABLE):
            yield one
        elif one.tag in BLOCKS:
            yield from blocks_in(one)
        elif one.tag == ALTERNATIVES and (taken := choice(one)) is not None:
            yield from blocks_in(taken)


def rows_of(table: Node) -> Iterator[Node]:
    """The rows of a table, those within content controls too."""
    for one in table:
        if one.tag == ROW:
            yield one
        elif one.tag in BLOCKS:
            yield from rows_of(one)


def cells_of(row: Node) -> Iterator[Node]:
    """The cells of a row that were not deleted."""
    for one in row:
        if one.tag == CELL:
            if child(one, "w:tcPr", "w:cellDel") is None:
                yield one
        elif one.tag in BLOCKS:
            yield from cells_of(one)


def edges(table: Node, rows: Sequence[Node]) -> list[float]:
    """Where the columns begin and end, by the grid; else by the widths the cells tell."""
    grid = child(table, "w:tblGrid")
    told = [] if grid is None else [number(one.get(tag("w:w"))) * TWIP for one in grid]
    wanted = 0
    widths: dict[int, float] = {}
    for row in rows:
        column = int(number(value(row, "w:trPr", "w:gridBefore")))
        for cell in cells_of(row):
            span = max(1, int(number(value(cell, "w:tcPr", "w:gridSpan"), 1)))
            wide = child(cell, "w:tcPr", "w:tcW")
            if span == 1 and wide is not None and wide.get(tag("w:type"), "dxa") == "dxa":
                widths.setdefault(column, number(wide.get(tag("w:w"))) * TWIP)
            column = min(column + span, MOST_CELLS)
        wanted = max(wanted, column)
    columns = min(max(wanted, len(told)), 400)
    usable = len(told) >= wanted and all(one > 0 for one in told)
    found = [
        told[k] if usable else widths.get(k) or (told[k] if k < len(told) else 0.0) or COLUMN
        for k in range(columns)
    ]
    return list(accumulate((min(one, 5000.0) for one in found), initial=0.0))
