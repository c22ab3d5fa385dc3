"""What a drawing is: pages of flat elements with absolute places, in millimetres.

The origin is the upper left corner of the page, y grows downwards. Font sizes are in points.
Pens only draw these elements; they never work anything out. The texts and rules of a page are
told twice: as elements, for formats that only know places, and as tables of cells with whole
paragraphs, for formats in which people go on editing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tatalaksana.core.procedure.model import Procedure

POINT = 25.4 / 72  #: millimetres in a point
ABOVE, BELOW = 0.74, 0.21  #: ink above and below the baseline, in ems of Liberation Sans
SANS = "Liberation Sans"
GREY = "#ececec"  #: the ground of headers
Point = tuple[float, float]


class Kind(StrEnum):
    """The symbols of a flow chart. Source: PermenPANRB 35/2012; the fifth is the arrow."""

    CAPSULE = "capsule"
    BOX = "box"
    DIAMOND = "diamond"
    PENTAGON = "pentagon"


class Align(StrEnum):
    """Where a line stands in its cell."""

    LEFT = "left"
    CENTRE = "centre"


class Part(StrEnum):
    """What a table of the document is."""

    FIELDS = "fields"  #: the upper block of the first page: logo, agency, number, dates, name
    LISTS = "lists"  #: legal basis, qualifications and the other lists, two side by side
    STEPS = "steps"  #: the flow chart
    REVISIONS = "revisions"  #: what changed from version to version
    SIGNATURE = "signature"  #: the note and the code of an electronic signature
    FINDINGS = "findings"  #: the annex: what is wrong with the document
    COVER = "cover"  #: the first page of a book
    CONTENTS = "contents"  #: the SOPs of a book and their pages


class Way(StrEnum):
    """What a connector says."""

    FORWARD = "forward"
    RETURN = "return"
    JOIN = "join"  #: several performers of one step


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in millimetres."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> Point:
        """The centre."""
        return self.x + self.width / 2, self.y + self.height / 2

    def meets(self, other: Box, gap: float = 0.0) -> bool:
        """Whether both share an area once `other` is grown by `gap`."""
        return (
            self.x < other.right + gap
            and other.x - gap < self.right
            and self.y < other.bottom + gap
            and other.y - gap < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight rule of the form; `weight` is its thickness in millimetres."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: float = 0.2
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Shade:
    """A ground, for headers; `fill` is its colour as #rrggbb."""

    box: Box
    fill: str = GREY


@dataclass(frozen=True, slots=True)
class Image:
    """A picture from outside; `kind` is png, jpeg or svg, width and height are in its own unit."""

    kind: str
    data: bytes
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Picture:
    """An image in its box, which has the proportions of the image; `told` is it in words."""

    box: Box
    image: Image
    told: str


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code, dark squares on white: each row a string of 1 (dark) and 0; `told` is its text."""

    box: Box
    rows: tuple[str, ...]
    told: str

    def bars(self) -> Iterator[Box]:
        """The dark squares, those side by side in a row as one."""
        side = self.box.width / len(self.rows)
        for down, row in enumerate(self.rows):
            for run in re.finditer("1+", row):
                yield Box(
                    self.box.x + run.start() * side,
                    self.box.y + down * side,
                    (run.end() - run.start()) * side,
                    side,
                )


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One line of text, `width` millimetres long, that belongs into `cell`.

    `upright` text reads from below to above; (x, baseline) is then its lower end.
    """

    x: float
    baseline: float
    text: str
    size: float
    width: float
    cell: Box
    bold: bool = False
    upright: bool = False
    row: int | None = None
    link: int | None = None  #: the page of the drawing it leads to, from 1

    @property
    def box(self) -> Box:
        """The ink of the line."""
        above, below = ABOVE * self.size * POINT, BELOW * self.size * POINT
        if self.upright:
            return Box(self.x - above, self.baseline - self.width, above + below, self.width)
        return Box(self.x, self.baseline - above, self.width, above + below)


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol:
    """One symbol; `label` is the letter of a pentagon or empty, `role` the performer column."""

    kind: Kind
    box: Box
    row: int
    role: int
    label: str = ""
    size: float = 7.0  #: of the label, in points


@dataclass(frozen=True, slots=True, kw_only=True)
class Connector:
    """An orthogonal line from a symbol to a symbol; the arrow head is at its last point.

    A connector that leaves the page, or would find no free way, is two: one into a lettered
    pentagon and one out of it. Both tell the rows they link.
    """

    points: tuple[Point, ...]
    way: Way
    from_row: int
    to_row: int
    label: Text | None = None  #: "Ya" or "Tidak", beside the diamond

    @property
    def row(self) -> int:
        """The row it starts from."""
        return self.from_row


Element = Rule | Shade | Picture | Code | Text | Symbol | Connector


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One text of a cell, whole. Its `mark` ("-", "3.") hangs left of `indent` millimetres."""

    text: str
    mark: str = ""
    indent: float = 0.0
    bold: bool = False
    lines: int = 1  #: it takes in the picture
    parted: tuple[int, ...] = ()  #: letters before each place where the picture parts a word
    broken: tuple[int, ...] = ()  #: the same where it breaks one after a sign such as "/"
    goes_on: bool = False  #: begun on the page before


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table; rows and columns count from 0, `size` is the font's in points."""

    box: Box
    row: int = 0
    column: int = 0
    rows: int = 1  #: spanned
    columns: int = 1  #: spanned
    paragraphs: tuple[Paragraph, ...] = ()
    size: float = 9.0
    align: Align = Align.LEFT
    centred: bool = False  #: between top and bottom, else from the top
    upright: bool = False  #: read from below to above
    shaded: bool = False
    fill: str = GREY  #: of a shaded cell, as #rrggbb
    picture: Box | None = None  #: kept free for the logo, above the paragraphs
    step: int | None = None  #: the row of the procedure it belongs to; None: header, strip, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table of a page. Its cells, by row and column, cover every slot once.

    `xs` and `ys` are the edges of its columns and rows. A step that goes on over the page is one
    row on each; a strip of pentagons is a row without `step`. Symbols lie in the cells.
    """

    part: Part
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[Cell, ...]
    heads: int = 0  #: header rows, the same on every page of the table

    @property
    def box(self) -> Box:
        """The whole table."""
        return Box(self.xs[0], self.ys[0], self.xs[-1] - self.xs[0], self.ys[-1] - self.ys[0])


@dataclass(frozen=True, slots=True)
class Foot:
    """What stands below the tables: at the left the title, at the right "Halaman 2 dari 3"."""

    title: str
    number: int
    count: int
    size: float = 7.0  #: of its letters, in points

    @property
    def told(self) -> str:
        """The number in words."""
        return f"Halaman {self.number} dari {self.count}"


@dataclass(frozen=True, slots=True)
class Page:
    """One page, its size in millimetres."""

    width: float
    height: float
    elements: tuple[Element, ...]
    tables: tuple[Table, ...] = ()  #: from above to below
    foot: Foot | None = None
    sop: int | None = 0  #: which procedure of the drawing, from 0; None: the front of a book
    bookmark: str = ""  #: its entry in the outline of the document


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A procedure, arranged. `remarks` (Bahasa Indonesia) tell what could not be drawn."""

    title: str
    agency: str
    day: date | None  #: the day of the document: in force, made, or unknown
    pages: tuple[Page, ...]
    procedures: tuple[Procedure, ...] = ()  #: what is drawn, for pens that write the flow itself
    told: tuple[str, ...] = ()  #: each step as one sentence, by row: the picture in words
    remarks: tuple[str, ...] = ()
    family: str = SANS  #: of its letters
