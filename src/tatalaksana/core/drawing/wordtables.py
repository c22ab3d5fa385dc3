"""The tables of a page as Word tables: fixed columns, least heights, whole texts, real lists."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tatalaksana.core.drawing.cells import PAD_X, PAD_Y
from tatalaksana.core.drawing.drawing import Align, Cell, Page, Paragraph, Point, Table
from tatalaksana.core.drawing.fieldblock import UNDER_LOGO
from tatalaksana.core.drawing.package import Node
from tatalaksana.core.drawing.tables import SAME, table_of
from tatalaksana.core.drawing.wordlists import Numbering
from tatalaksana.core.drawing.wordml import half_points, node, twips, value

#: space above the first line of every cell, millimetres: less than `PAD_Y`, because Word sets a
#: line lower in its height than the picture does
TOP = 0.7
ROUNDING = 0.018  #: a twip in millimetres, given to a line so that rounding breaks it nowhere else
NAME_PAD, TITLE_PAD = 0.8, 0.2  #: beside a performer's name of several lines, and one line
THICK, THIN = 6, 4  #: rules, in eighths of a point
OPTIONAL_BREAK = "\u200b"  #: a space without width: Word has no element for it
LINE = 251  #: a line of Arial 1.2 font sizes high (single is 1.15)


@dataclass(slots=True)
class Anchors:
    """The shapes of a table, each run under the cell it moves with: (row, column) -> runs."""

    table: Table
    runs: dict[tuple[int, int], list[Node]] = field(default_factory=dict)

    def cell_at(self, point: Point) -> Cell:
        """The cell in which a point lies, or the nearest."""
        row, column = place(self.table.ys, point[1]), place(self.table.xs, point[0])
        return next(
            cell
            for cell in self.table.cells
            if cell.row <= row < cell.row + cell.rows
            and cell.column <= column < cell.column + cell.columns
        )

    def add(self, cell: Cell, run: Node) -> None:
        """Anchor a shape in `cell`."""
        self.runs.setdefault((cell.row, cell.column), []).append(run)


def place(edges: Sequence[float], at: float) -> int:
    """The number of the stretch between two edges in which `at` lies; beyond them the nearest."""
    return min(max(bisect_right(edges, at) - 1, 0), len(edges) - 2)


def tables_of(page: Page) -> list[Table]:
    """The tables of a page; those that touch are one, for Word would join them anyway."""
    groups: list[list[Table]] = []
    for table in page.tables:
        if not groups or table.box.y - groups[-1][-1].box.bottom > SAME:
            groups.append([])
        groups[-1].append(table)
    return [joined(group) for group in groups]


def joined(tables: Sequence[Table]) -> Table:
    """Tables one below the other as one."""
    if len(tables) == 1:
        return tables[0]
    cells = [cell for table in tables for cell in table.cells]
    return table_of(tables[0].part, cells, tables[0].heads)


def table_markup(anchors: Anchors, numbering: Numbering, caption: str, description: str) -> Node:
    """A table with its shapes anchored in its cells."""
    table = anchors.table
    xs = [twips(x) for x in table.xs]
    return node(
        "w:tbl",
        properties(xs, caption, description, header=table.heads > 0),
        node("w:tblGrid", *(node("w:gridCol", w=b - a) for a, b in pairwise(xs))),
        *(row_markup(anchors, numbering, row, xs) for row in range(len(table.ys) - 1)),
    )


def properties(xs: Sequence[int], caption: str, description: str, *, header: bool) -> Node:
    """What holds for the whole table; the caption is read aloud, not printed."""
    sides = (("top", THICK), ("left", THIN), ("bottom", THICK), ("right", THIN),
             ("insideH", THIN), ("insideV", THIN))  # fmt: skip
    return node(
        "w:tblPr",
        node("w:tblW", w=xs[-1] - xs[0], type="dxa"),
        node("w:tblInd", w=0, type="dxa"),
        node(
            "w:tblBorders",
            *(node(f"w:{side}", val="single", sz=size, space=0, color="000000")
              for side, size in sides),
        ),
        node("w:tblLayout", type="fixed"),
        node(
            "w:tblCellMar",
            node("w:top", w=twips(TOP), type="dxa"),
            node("w:left", w=twips(PAD_X), type="dxa"),
            node("w:bottom", w=0, type="dxa"),
            node("w:right", w=twips(PAD_X - ROUNDING), type="dxa"),
        ),
        node("w:tblLook", val="0020" if header else "0000", firstRow=int(header), lastRow=0,
             firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
        value("w:tblCaption", caption),
        value("w:tblDescription", description),
    )  # fmt: skip


def row_markup(anchors: Anchors, numbering: Numbering, row: int, xs: Sequence[int]) -> Node:
    """One row: a header row keeps its height, another grows with its text."""
    table = anchors.table
    tall = twips(table.ys[row + 1]) - twips(table.ys[row])
    head = row < table.heads
    rule = "exact" if head else "atLeast"
    return node(
        "w:tr",
        node(
            "w:trPr",
            node("w:cantSplit"),
            node("w:trHeight", val=tall, hRule=rule),
            node("w:tblHeader") if head else None,
        ),
        *(cell_markup(anchors, numbering, cell, row, xs) for cell in cells_of(table, row)),
    )


def cells_of(table: Table, row: int) -> Iterator[Cell]:
    """The cells that show in a row, those that came down from above with them."""
    cells = [cell for cell in table.cells if cell.row <= row < cell.row + cell.rows]
    yield from sorted(cells, key=lambda cell: cell.column)


def cell_markup(
    anchors: Anchors, numbering: Numbering, cell: Cell, row: int, xs: Sequence[int]
) -> Node:
    """One cell, or its empty continuation in a later row."""
    begins = cell.row == row
    merge = None
    if cell.rows > 1:
        merge = value("w:vMerge", "restart") if begins else node("w:vMerge")
    runs = anchors.runs.get((cell.row, cell.column), []) if begins else []
    found = node(
        "w:tc",
        node(
            "w:tcPr",
            node("w:tcW", w=xs[cell.column + cell.columns] - xs[cell.column], type="dxa"),
            value("w:gridSpan", cell.columns) if cell.columns > 1 else None,
            merge,
            node("w:shd", val="clear", color="auto", fill=cell.fill.lstrip("#").upper())
            if cell.shaded and cell.fill
            else None,
            margins(cell, cell.row < anchors.table.heads),
            value("w:textDirection", "btLr") if cell.upright else None,
            value("w:vAlign", "center") if cell.centred else None,
        ),
    )
    texts = list(paragraphs(cell, numbering)) if begins else []
    found.extend(texts or [node("w:p")])
    for run in runs:
        found[1].append(run)
    return found


def margins(cell: Cell, head: bool) -> Node | None:
    """The margins of a cell that are not those of the table."""
    if not cell.paragraphs and not cell.picture:
        return sides_of(left=0.0, right=0.0)  # shapes are placed from the left edge
    if cell.upright:
        return sides_of(top=0.0, left=0.0, bottom=0.0, right=0.0)
    if head:
        pad = NAME_PAD if cell.paragraphs[0].lines > 1 else TITLE_PAD
        return sides_of(left=pad, bottom=TOP, right=pad - ROUNDING)
    return sides_of(bottom=TOP) if cell.centred else None


def sides_of(**sides: float) -> Node:
    """Margins in millimetres; Word wants top, left, bottom, right in this order."""
    return node(
        "w:tcMar",
        *(node(f"w:{side}", w=twips(wide), type="dxa") for side, wide in sides.items()),
    )


def paragraphs(cell: Cell, numbering: Numbering) -> Iterator[Node]:
    """The texts of a cell; consecutive numbers are one list."""
    above = 0.0
    if cell.picture:
        above = cell.picture.bottom + UNDER_LOGO + PAD_Y - cell.box.y - TOP
    number, due = 0, ""
    for one in cell.paragraphs:
        if one.mark == "-":
            number = 1
        elif one.mark:
            number = number if one.mark == due else numbering.numbered(one.mark)
            due = f"{int(one.mark.rstrip('.')) + 1}."
        yield text_markup(one, cell, number if one.mark else 0, above)
        above = 0.0


def text_markup(one: Paragraph, cell: Cell, number: int, above: float) -> Node:
    """One whole text; where the picture parts a word, Word may part it, and only there."""
    face = run_face(cell.size, bold=one.bold)
    indent = twips(one.indent)
    return node(
        "w:p",
        node(
            "w:pPr",
            node("w:numPr", value("w:ilvl", 0), value("w:numId", number)) if number else None,
            node("w:spacing", before=twips(above), after=0, line=LINE, lineRule="auto"),
            node("w:ind", left=indent, hanging=indent if one.mark else 0) if indent else None,
            value("w:jc", "center") if cell.align is Align.CENTRE else None,
            run_face(cell.size, bold=one.bold and not one.mark),
        ),
        node("w:r", face, *pieces(one)) if one.text else None,
    )


def pieces(one: Paragraph) -> Iterator[Node]:
    """The text with its optional hyphens, and its optional breaks after "/"."""
    edges = sorted({0, *one.parted, *one.broken, len(one.text)})
    for begin, end in pairwise(edges):
        if begin in one.parted:
            yield node("w:softHyphen")
        elif begin:
            yield node("w:t", OPTIONAL_BREAK)
        yield node(
            "w:t", one.text[begin:end], **{"xml:space": "preserve"},
        )  # fmt: skip


def run_face(size: float, *, bold: bool = False) -> Node:
    """Weight and size of letters."""
    return node(
        "w:rPr",
        node("w:b") if bold else None,
        node("w:bCs") if bold else None,
        value("w:sz", half_points(size)),
        value("w:szCs", half_points(size)),
    )
