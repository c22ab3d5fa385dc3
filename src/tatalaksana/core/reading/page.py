"""What a format with geometry yields: pages or sheets with tables, shapes and connectors.

A PDF page, an Excel sheet, a table of Word or HTML are all told in it. Lengths are in points,
the origin is the upper left corner, y grows downwards; a format without places of its own
counts rows and columns instead. `layout` makes the blocks of rows from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Point = tuple[float, float]


class Kind(StrEnum):
    """The kind of a shape. Source: PermenPANRB 35/2012, and what else offices draw."""

    CAPSULE = "capsule"
    BOX = "box"
    DIAMOND = "diamond"
    PENTAGON = "pentagon"  #: leads to another page
    CIRCLE = "circle"  #: small and round: leads to another place
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle by its edges."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From the left edge to the right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From the upper edge to the lower."""
        return self.bottom - self.top

    @property
    def middle(self) -> Point:
        """The centre."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, point: Point, slack: float = 0.0) -> bool:
        """Whether `point` lies in it, or at most `slack` outside."""
        x, y = point
        across = self.left - slack <= x <= self.right + slack
        return across and self.top - slack <= y <= self.bottom + slack

    def distance(self, point: Point) -> float:
        """How far `point` lies outside; 0 within."""
        across = max(self.left - point[0], 0.0, point[0] - self.right)
        down = max(self.top - point[1], 0.0, point[1] - self.bottom)
        return float((across * across + down * down) ** 0.5)


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a table with all it spans; rows and columns count from 0."""

    area: Area
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    text: str = ""  #: "\n" where the document begins a new item or paragraph
    lines: tuple[str, ...] = ()  #: the same as it is broken on the paper
    places: tuple[Area, ...] = ()  #: of those lines, where the format tells them


@dataclass(frozen=True, slots=True)
class Grid:
    """One table; its cells by row and column."""

    area: Area
    cells: tuple[GridCell, ...]


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text, outside every table or in a cell."""

    area: Area
    text: str
    heading: bool = False  #: the format itself says that it is one


@dataclass(frozen=True, slots=True)
class ScannedWord:
    """One word as it was made out on a picture."""

    area: Area
    text: str
    sure: float  #: 0 … 1, as the program that reads pictures judges itself
    faint: bool = False  #: it may be misread: the value in which it stands is doubted


@dataclass(frozen=True, slots=True)
class Levelling:
    """How a picture was turned before it was read: level first, then upright."""

    lean: float  #: degrees, clockwise, by which its lines leaned
    turn: int  #: degrees, clockwise, by which it was turned then: 0, 90, 180 or 270


@dataclass(frozen=True, slots=True)
class Shape:
    """One symbol of a flow chart, with the text in it."""

    kind: Kind
    area: Area
    text: str = ""
    element: str = ""  #: of a process model: what it is there, e.g. "endEvent"


@dataclass(frozen=True, slots=True)
class Connector:
    """A line between two shapes of its page, by their place in `Page.shapes`.

    `directed` is False where neither end has a head: then nobody knows which end is the start.
    """

    points: tuple[Point, ...]
    start: int | None
    end: int | None
    directed: bool = True
    label: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One page or sheet, from 1."""

    number: int
    width: float
    height: float
    grids: tuple[Grid, ...] = ()
    lines: tuple[TextLine, ...] = ()
    shapes: tuple[Shape, ...] = ()
    connectors: tuple[Connector, ...] = ()
    model: bool = False  #: the picture of a process model: shown as its modeller placed it
    picture: float = 0.0  #: the part of it that its largest picture covers
    words: tuple[ScannedWord, ...] = ()  #: those made out on a picture
    unread: str = ""  #: why its picture was not read, where the identity of an SOP may stand on it
    levelled: Levelling | None = None  #: all of it is a picture; its places are those when turned
