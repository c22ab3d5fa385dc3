"""A drawing as sheets of a workbook: one continuous table for several pages.

A sheet counts in screen pixels, because a workbook can only hold column widths and row heights in
whole pixels. Edges are rounded, never lengths, so that no rounding adds up over a page.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from math import ceil

from tatalaksana.core.drawing.drawing import (
    POINT,
    Box,
    Cell,
    Code,
    Connector,
    Drawing,
    Page,
    Paragraph,
    Part,
    Picture,
    Symbol,
)
from tatalaksana.core.drawing.metrics import ems
from tatalaksana.core.drawing.paper import SMALLEST_FONT
from tatalaksana.core.drawing.tables import edges

PIXEL = 25.4 / 96  #: millimetres
TALLEST_ROW = 400 * 25.4 / 72  #: millimetres; a row of a sheet is at most 409 points high
MOST_LETTERS = 32_767  #: of a cell
MOST_LINES = 253  #: line ends of a cell
#: points by which text is smaller than drawn: programs set its lines wider apart
SMALLER = 0.5
LEAST_SIZE = 1.0  #: points, the smallest font there is
BESIDE = 1.4  #: millimetres a program keeps free beside the text of a cell
BELOW_PICTURE = 3.0  #: millimetres between the logo and the text
SAME = 0.01  #: millimetres between two edges that are one


@dataclass(frozen=True, slots=True)
class Place:
    """A point of a sheet: column and row, counted from 0, and millimetres into that cell."""

    column: int
    right: float
    row: int
    down: float


@dataclass(frozen=True, slots=True)
class Run:
    """One line of a cell as people write it, wrapped by the program that shows it."""

    text: str
    bold: bool


@dataclass(frozen=True, slots=True)
class Field:
    """A range of cells that is one cell to the reader; the last row and column belong to it."""

    cell: Cell
    runs: tuple[Run, ...]
    row: int
    column: int
    last_row: int
    last_column: int
    size: float  #: of its font, in points
    top: bool = True  #: a rule above it; none between the parts of one cell
    bottom: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One sheet, printed on pages like `paper`; all lengths in millimetres.

    `xs` and `ys` are the edges of its columns and rows, whole pixels from its upper left corner.
    Shapes have their places on the sheet, the corner of which is that of the page's first table.
    """

    number: int  #: of the procedure, from 1; 0: the front of a book
    part: Part  #: what it shows; FIELDS is the whole identity block
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    fields: tuple[Field, ...]
    heads: int  #: rows repeated on every page
    breaks: tuple[int, ...]  #: rows that begin a new page
    shapes: tuple[Symbol | Connector, ...]
    places: tuple[Box, ...]  #: kept free for a logo
    images: tuple[Picture | Code, ...]
    paper: Page

    @property
    def drawn(self) -> bool:
        """Whether anything lies on its cells."""
        return bool(self.shapes or self.places or self.images)

    def place(self, x: float, y: float) -> Place:
        """The cell a point lies in."""
        column = min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        return Place(column, max(x - self.xs[column], 0.0), row, max(y - self.ys[row], 0.0))


@dataclass(frozen=True, slots=True)
class Piece:
    """A cell, or a part of one, with its box on the sheet before it has a row."""

    cell: Cell
    box: Box
    runs: tuple[Run, ...]
    top: bool = True
    bottom: bool = True


def sheets_of(drawing: Drawing) -> tuple[Sheet, ...]:
    """The sheets of a drawing: identity block and flow chart of each procedure, in their order."""
    groups = groupby(drawing.pages, key=lambda page: (page.sop, part_of(page)))
    return tuple(
        sheet_of(tuple(pages), 0 if sop is None else sop + 1, drawing.family)
        for (sop, _), pages in groups
    )


def part_of(page: Page) -> Part:
    """What a page shows: the identity block (FIELDS), or what its first table is."""
    part = page.tables[0].part
    return Part.FIELDS if part in (Part.LISTS, Part.SIGNATURE) else part


def sheet_of(pages: Sequence[Page], number: int, family: str) -> Sheet:
    """Pages of one kind as one sheet."""
    builder = Builder(-pages[0].tables[0].xs[0])
    for page in pages:
        builder.add(page)
    xs = edges(x for piece in builder.pieces for x in (piece.box.x, piece.box.right))
    ys = low_rows(edges(y for piece in builder.pieces for y in (piece.box.y, piece.box.bottom)))
    return Sheet(
        number=number,
        part=part_of(pages[0]),
        xs=tuple(round(x / PIXEL) * PIXEL for x in xs),
        ys=tuple(round(y / PIXEL) * PIXEL for y in ys),
        fields=tuple(
            field_of(piece, size, xs, ys)
            for piece, size in zip(builder.pieces, sizes_of(builder.pieces, family), strict=True)
        ),
        heads=index(ys, builder.below_heads),
        breaks=tuple(index(ys, start) for start in builder.starts[1:]),
        shapes=tuple(builder.shapes),
        places=tuple(builder.places),
        images=tuple(builder.images),
        paper=pages[0],
    )


@dataclass(slots=True)
class Builder:
    """Collects pages one below the other; what is repeated on each is taken once."""

    right: float  #: by which everything moves
    bottom: float = 0.0
    below_heads: float = 0.0
    starts: list[float] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    shapes: list[Symbol | Connector] = field(default_factory=list)
    places: list[Box] = field(default_factory=list)
    images: list[Picture | Code] = field(default_factory=list)

    def add(self, page: Page) -> None:
        """Put a page below the others."""
        self.starts.append(self.bottom)
        first = page.tables[0]
        skipped = first.heads if self.pieces else 0
        top = first.ys[skipped]
        down = self.bottom - top
        if not self.pieces:
            self.below_heads = first.ys[first.heads] + down
        filled = any(isinstance(element, Picture) for element in page.elements)
        for table in page.tables:
            for cell in table.cells:
                if cell.row >= skipped:
                    box = moved(cell.box, self.right, down)
                    self.pieces += pieces_of(cell, box)
                    if cell.picture and not filled:
                        self.places.append(moved(cell.picture, self.right, down))
            self.bottom = table.ys[-1] + down
        for element in page.elements:
            if isinstance(element, Picture | Code):
                self.images.append(replace(element, box=moved(element.box, self.right, down)))
            elif isinstance(element, Symbol):
                self.shapes.append(replace(element, box=moved(element.box, self.right, down)))
            elif isinstance(element, Connector):
                self.shapes.append(moved_connector(element, self.right, down))


def moved(box: Box, right: float, down: float) -> Box:
    """The box elsewhere."""
    return replace(box, x=box.x + right, y=box.y + down)


def moved_connector(line: Connector, right: float, down: float) -> Connector:
    """The connector elsewhere, with its label."""
    label = line.label
    if label is not None:
        label = replace(label, x=label.x + right, baseline=label.baseline + down)
    points = tuple((x + right, y + down) for x, y in line.points)
    return replace(line, points=points, label=label)


def pieces_of(cell: Cell, box: Box) -> Iterator[Piece]:
    """A cell in as many parts as its text needs, and its logo in one of its own."""
    down = box.y
    if cell.picture is not None:
        down += cell.picture.bottom + BELOW_PICTURE - cell.box.y
        yield Piece(cell, replace(box, height=down - box.y), (), bottom=False)
    texts = list(texts_of(cell.paragraphs)) or [()]
    high = (box.bottom - down) / len(texts)
    for number, text in enumerate(texts):
        part = replace(box, y=down + number * high, height=high)
        top, bottom = number == 0 and cell.picture is None, number == len(texts) - 1
        yield Piece(cell, part, text, top, bottom)


def texts_of(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[Run, ...]]:
    """The text of a cell in portions a cell can hold; together they are the whole text."""
    portion: list[Run] = []
    letters = lines = 0
    for paragraph in paragraphs:
        whole = " ".join(filter(None, (paragraph.mark, paragraph.text)))
        for at in range(0, len(whole) or 1, MOST_LETTERS):
            text = whole[at : at + MOST_LETTERS]
            if portion and (letters + len(text) + 1 > MOST_LETTERS or lines + 1 > MOST_LINES):
                yield tuple(portion)
                portion, letters, lines = [], 0, 0
            letters += len(text) + bool(portion)
            lines += bool(portion)
            portion.append(Run(text, paragraph.bold))
    if portion:
        yield tuple(portion)


def field_of(piece: Piece, size: float, xs: Sequence[float], ys: Sequence[float]) -> Field:
    """The piece with the rows and columns it covers."""
    box = piece.box
    return Field(
        cell=piece.cell,
        runs=piece.runs,
        row=index(ys, box.y),
        column=index(xs, box.x),
        last_row=index(ys, box.bottom) - 1,
        last_column=index(xs, box.right) - 1,
        size=size,
        top=piece.top,
        bottom=piece.bottom,
    )


def sizes_of(pieces: Sequence[Piece], family: str) -> list[float]:
    """The font size of each piece in points; headers of one row and size stay of one size."""
    found = [font_size(piece, family) for piece in pieces]
    least: dict[tuple[int, float], float] = {}
    for piece, size in zip(pieces, found, strict=True):
        if piece.cell.shaded:
            key = piece.cell.row, piece.cell.size
            least[key] = min(size, least.get(key, size))
    return [
        least[piece.cell.row, piece.cell.size] if piece.cell.shaded else size
        for piece, size in zip(pieces, found, strict=True)
    ]


def font_size(piece: Piece, family: str) -> float:
    """Points at which the text stays in its cell, and no word is parted if that can be."""
    cell = piece.cell
    size = max(cell.size - SMALLER, LEAST_SIZE)
    room = (piece.box.height if cell.upright else piece.box.width) - BESIDE
    widest = max(
        (ems(word, run.bold, family) for run in piece.runs for word in run.text.split()),
        default=0.0,
    )
    fits = room / POINT / widest if widest else size
    if SMALLEST_FONT <= fits < size:
        return int(fits * 2) / 2
    return size


def low_rows(ys: Sequence[float]) -> list[float]:
    """The edges of rows, those that are too high for a sheet parted evenly."""
    found = [ys[0]]
    for above, below in pairwise(ys):
        parts = ceil((below - above) / TALLEST_ROW)
        found += [above + (below - above) * part / parts for part in range(1, parts + 1)]
    return found


def index(edges: Sequence[float], value: float) -> int:
    """Which of the edges lies at `value`."""
    return bisect_left(edges, value - SAME)
