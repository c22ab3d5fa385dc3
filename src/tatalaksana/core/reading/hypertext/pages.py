"""A web page as a page with tables. It has no places of its own: columns and rows are counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from lxml import etree

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading.hypertext.drawings import drawing_in
from tatalaksana.core.reading.hypertext.ragged import mended
from tatalaksana.core.reading.hypertext.texts import (
    BLOCKS,
    HEADING,
    Node,
    add_shown,
    flat,
    name_of,
    shown,
    symbols_in,
    text_of,
    tidied,
)
from tatalaksana.core.reading.layout.answers import is_answer
from tatalaksana.core.reading.layout.flows import Flow, laid, with_flow
from tatalaksana.core.reading.layout.pictures import PICTURE
from tatalaksana.core.reading.layout.tables import grid_rows, header_at
from tatalaksana.core.reading.page import Area, Grid, GridCell, Kind, Page, Shape, TextLine
from tatalaksana.core.reading.understand.kinds import number_in

LARGEST = 16_000_000  #: bytes; a page with a hundred procedures has 3
MOST_MARKS = 1_500_000  #: signs "<"; each may become an element, which takes some 150 bytes
MOST_CELLS, MOST_COLUMNS = 30_000, 400
ACROSS, DOWN = 40.0, 20.0  #: points for a column and a row
EDGE = re.compile(r"\b(?:row|column)-headers?-(?:background|shim)\b|\bfreezebar-")  #: of Google
APART = 4  #: columns from which a table in a cell is one of its own, not a list
HINT = "Salin tabelnya ke dokumen Word, lalu baca dokumen itu."


Around = AbstractSet[Node]


@dataclass(frozen=True, slots=True)
class Found:
    """A cell with what it shows beside its text."""

    cell: GridCell
    kinds: list[Kind | None]  #: of pictures and icons
    drawings: tuple[tuple[Flow, Area], ...]  #: flows of several symbols, with their frames


@dataclass(slots=True)
class Sheet:
    """The page while it is filled, from above."""

    holders: Around  #: of tables
    placing: Around  #: of tables that are more than lists
    top: float = 0.0
    cells: int = 0
    grids: list[Grid] = field(default_factory=list)
    lines: list[TextLine] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)

    def texts(self, text: str) -> None:
        """Lines outside every table."""
        for line in text.split("\n"):
            if line:
                area = Area(0.0, self.top, MOST_COLUMNS * ACROSS, self.top + DOWN)
                told = line.startswith(HEADING)
                self.lines.append(TextLine(area, line.replace(HEADING, ""), told))
                self.top += DOWN

    def flow(self, node: Node) -> None:
        """What stands in an element, its tables one by one."""
        waiting: list[str] = [flat(node.text)]
        for one in node:
            if shown(one):
                if name_of(one) == "table" or one in self.holders:
                    self.texts(tidied(waiting))
                    waiting = []
                    self.element(one)
                elif name_of(one) == "br":
                    waiting.append("\n")
                else:
                    edge = "\n" if name_of(one) in BLOCKS else ""
                    waiting.append(edge)
                    add_shown(waiting, one)
                    waiting.append(edge)
            waiting.append(flat(one.tail))
        self.texts(tidied(waiting))

    def element(self, node: Node) -> None:
        """An element that is a table, or has tables in it."""
        if name_of(node) != "table":
            self.flow(node)
        elif node in self.placing:
            for row in rows_of(node):  # only there to place other tables
                for cell in cells_of(row):
                    self.flow(cell)
        else:
            self.table(node)

    def table(self, node: Node) -> None:
        """One table, its cells under the columns they span."""
        rows = list(rows_of(node))
        until: list[int] = [0] * MOST_COLUMNS  # the row from which each column is free
        found: list[Found] = []
        for j, row in enumerate(rows):
            column = 0
            for one in cells_of(row):
                while column < MOST_COLUMNS and until[column] > j:
                    column += 1
                end = min(column + span_of(one, "colspan"), MOST_COLUMNS)
                if end <= column:
                    break
                down = min(span_of(one, "rowspan") or len(rows), len(rows) - j)
                until[column:end] = [j + down] * (end - column)
                self.cells += 1
                if self.cells > MOST_CELLS:
                    raise ReadingError("Halaman ini memuat terlalu banyak sel tabel.", hint=HINT)
                cell = self.cell(one, (j, column, down, end - column))
                found.append(Found(cell, symbols_in(one), tuple(drawings_in(one))))
                column = end
        if found:
            self.place(found, len(rows))

    def cell(self, node: Node, place: tuple[int, int, int, int]) -> GridCell:
        """One cell with its text."""
        row, column, rows, columns = place
        area = Area(
            column * ACROSS, self.top + row * DOWN,
            (column + columns) * ACROSS, self.top + (row + rows) * DOWN,
        )  # fmt: skip
        text = text_of(node)
        return GridCell(area, row, column, rows, columns, text, tuple(text.split("\n")))

    def place(self, found: Sequence[Found], rows: int) -> None:
        """The table with the symbols in its cells; beside words a picture is an ornament."""
        right = max(one.cell.area.right for one in found)
        area = Area(0.0, self.top, right, self.top + rows * DOWN)
        grid = Grid(area, tuple(one.cell for one in found))
        lines = grid_rows(grid)
        first = header_at(lines)
        if first is not None:
            found = whole_rows(found, lines[first][0].row)
        cells = []
        for one in found:
            cell, kinds = one.cell, one.kinds
            steps = first is not None and cell.row > lines[first][0].row
            if steps and one.drawings:
                edges = [cell.area.top + k * DOWN for k in range(cell.rows + 1)]
                self.flows += [laid(flow, frame, cell.area, edges) for flow, frame in one.drawings]
            elif kinds and steps and (not cell.text or is_answer(cell.text) or is_count(cell)):
                if is_count(cell):
                    cell = replace(cell, text="", lines=())
                self.shapes += [Shape(kind, cell.area) for kind in kinds if kind]
                if not (any(kinds) or cell.text):  # an arrow, a symbol? a hint and a doubt
                    cell = replace(cell, text=PICTURE, lines=(PICTURE,))
            cells.append(cell)
        self.grids.append(replace(grid, cells=tuple(cells)))
        self.top = area.bottom + DOWN


def page_of(text: str) -> Page:
    """The page. Errors: ReadingError TL200 when it is too large or nested too deep."""
    data = text.encode("utf-8", "replace")
    if len(data) > LARGEST:
        raise ReadingError(
            f"Halaman ini terlalu besar: lebih dari {LARGEST // 1_000_000} megabita.",
            hint="Bagi menjadi beberapa berkas.",
        )
    if data.count(b"<") > MOST_MARKS:
        raise ReadingError(
            "Halaman ini terlalu besar: elemennya melebihi halaman SOP mana pun.",
            hint="Salin tabelnya ke dokumen Word, lalu baca dokumen itu.",
        )
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True)
    try:
        root = etree.fromstring(data.replace(b"\0", b""), parser)
    except etree.XMLSyntaxError as wrong:
        raise ReadingError("Halaman ini rusak: isinya bukan HTML.", hint=HINT) from wrong
    tables = [] if root is None else list(root.iter("table"))
    if root is not None and not tables and next(root.iter("frameset"), None) is not None:
        raise ReadingError(
            "Halaman ini hanya bingkai; lembarnya berada dalam berkas lain di folder sebelahnya.",
            hint="Baca berkas lembarnya, misalnya sheet001.htm, atau buku kerja Excel aslinya.",
        )
    sheet = Sheet(around(tables), around(one for one in tables if is_apart(one)))
    try:
        if root is not None:
            sheet.flow(root)
    except RecursionError as wrong:
        raise ReadingError("Halaman ini bersarang terlalu dalam.", hint=HINT) from wrong
    width = max((grid.area.right for grid in sheet.grids), default=ACROSS)
    shapes = tuple(sheet.shapes)
    page = Page(1, width, sheet.top, tuple(sheet.grids), tuple(sheet.lines), shapes)
    for flow in sheet.flows:
        page = with_flow(page, flow)
    return page


def whole_rows(found: Sequence[Found], first: int) -> list[Found]:
    """The cells with those of rows that lost some where they belong, without their symbols."""
    mends = mended([one.cell for one in found], first, ACROSS)
    kept = []
    for k, one in enumerate(found):
        mend = mends.get(k, one.cell)
        kept.append(replace(one, cell=mend) if mend else replace(one, kinds=[], drawings=()))
    return kept


def is_count(cell: GridCell) -> bool:
    """Whether a cell behind those of number and activity only counts its symbol."""
    return cell.column > 1 and number_in(cell.text) is not None


def drawings_in(cell: Node) -> Iterator[tuple[Flow, Area]]:
    """The flows that are drawn in a cell."""
    for one in cell.iter("svg"):
        found = drawing_in(one)
        if found:
            yield found


def around(tables: Iterable[Node]) -> Around:
    """All elements in which one of the tables stands."""
    found: set[Node] = set()
    for one in tables:
        outer = one.getparent()
        while outer is not None and outer not in found:
            found.add(outer)
            outer = outer.getparent()
    return found


def is_apart(table: Node) -> bool:
    """Whether a table in a cell is more than a way to write a list."""
    rows = [sum(1 for _ in cells_of(row)) for row in rows_of(table)]
    return len(rows) > 1 and max(rows) >= APART and bool(text_of(table))


def rows_of(table: Node) -> Iterator[Node]:
    """The rows of a table."""
    for one in table:
        if name_of(one) in {"thead", "tbody", "tfoot"}:
            yield from rows_of(one)
        elif name_of(one) == "tr" and shown(one):
            yield one


def cells_of(row: Node) -> Iterator[Node]:
    """The cells of a row, without the numbers and letters at the edge of a sheet."""
    return (
        one for one in row
        if name_of(one) in {"td", "th"} and shown(one) and not EDGE.search(one.get("class", ""))
    )  # fmt: skip


def span_of(cell: Node, name: str) -> int:
    """How many columns or rows a cell spans; 0 rows are all that follow."""
    told = cell.get(name, "1").strip()
    found = int(told) if told.isdecimal() and len(told) < 6 else 1
    return found if name == "rowspan" else max(1, found)
