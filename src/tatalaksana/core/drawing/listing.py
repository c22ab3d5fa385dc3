"""Plain tables: a title, a header, rows of text that go on over as many pages as they need."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

from tatalaksana.core.drawing.cells import PAD_Y, Line, height_of, lines_of, pitch, placed
from tatalaksana.core.drawing.drawing import (
    Align,
    Box,
    Cell,
    Element,
    Part,
    Rule,
    Shade,
    Text,
)
from tatalaksana.core.drawing.leaf import Leaf, floor
from tatalaksana.core.drawing.paper import PageFormat
from tatalaksana.core.drawing.tables import paragraphs_of, table_of

HEADS = 2  #: rows: the title of the table, the titles of its columns
Lines = tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title, its share of the width, where its text stands."""

    title: str
    share: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a text for each column; the page of the drawing it leads to, from 1."""

    texts: tuple[str, ...]
    link: int | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A table of text."""

    part: Part
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    size: float  #: points
    fill: str  #: ground of the header; empty: none


@dataclass(frozen=True, slots=True)
class Ruled:
    """A listing on a paper: the edges of its columns and its header."""

    listing: Listing
    edges: tuple[float, ...]
    titles: Lines
    title: tuple[Line, ...]

    def widths(self) -> Iterator[float]:
        """The widths of the columns."""
        yield from (b - a for a, b in pairwise(self.edges))

    @property
    def title_height(self) -> float:
        """The height of the title."""
        return height_of(self.title, self.listing.size + 1)

    @property
    def head_height(self) -> float:
        """The height of title and header."""
        tallest = max(height_of(lines, self.listing.size) for lines in self.titles)
        return self.title_height + tallest


def ruled(listing: Listing, page: PageFormat) -> Ruled:
    """The listing over the whole width of the page."""
    whole, total = page.width - 2 * page.margin, sum(c.share for c in listing.columns)
    shares = accumulate((c.share / total for c in listing.columns), initial=0.0)
    edges = tuple(page.margin + share * whole for share in shares)
    titles = tuple(
        lines_of((column.title,), b - a, listing.size, bold=True)
        for column, (a, b) in zip(listing.columns, pairwise(edges), strict=True)
    )
    title = lines_of((listing.title,), whole, listing.size + 1, bold=True)
    return Ruled(listing, edges, titles, title)


def add_listing(leaves: list[Leaf], listing: Listing, page: PageFormat) -> None:
    """Write a listing below what stands on the last leaf, or on new ones where it ends."""
    form, bottom = ruled(listing, page), floor(page)
    table = Started(form, leaves[-1])
    for row in listing.rows:
        lines = row_lines(form, row)
        tall = tallest(lines, listing.size)
        if table.rows == 0 and bottom is not None and leaves[-1].y > page.margin:
            least = min(tall, 2 * pitch(listing.size) + 2 * PAD_Y)
            if leaves[-1].y + form.head_height + least > bottom:
                leaves.append(Leaf(page.margin))
                table = Started(form, leaves[-1])
        for piece in pieces(
            lines, table.room(bottom), whole_room(form, page, bottom), listing.size
        ):
            if table.rows and not table.holds(tallest(piece, listing.size), bottom):
                table.end()
                leaves.append(Leaf(page.margin))
                table = Started(form, leaves[-1])
            table.add(piece, row.link)
    table.end()


def row_lines(form: Ruled, row: Row) -> Lines:
    """The texts of a row, broken into lines."""
    return tuple(
        lines_of((text,), width, form.listing.size)
        for text, width in zip(row.texts, form.widths(), strict=True)
    )


def tallest(lines: Lines, size: float) -> float:
    """The height of a row."""
    return max(height_of(one, size) for one in lines)


def whole_room(form: Ruled, page: PageFormat, bottom: float | None) -> float | None:
    """The height a page offers the rows."""
    return None if bottom is None else bottom - page.margin - form.head_height


def pieces(lines: Lines, room: float | None, whole: float | None, size: float) -> Iterator[Lines]:
    """The lines of a row; in pieces of pages where no page can hold them."""
    if room is None or whole is None or tallest(lines, size) <= whole:
        yield lines
        return
    at, most = 0, max(len(one) for one in lines)
    while at < most:
        count = max(2, int((room - 2 * PAD_Y) // pitch(size)))
        yield tuple(one[at : at + count] for one in lines)
        at, room = at + count, whole


class Started:
    """A table that is being written on a leaf; its header appears with the first row."""

    def __init__(self, form: Ruled, leaf: Leaf) -> None:
        self.form, self.leaf = form, leaf
        self.rows = 0
        self.cells: list[Cell] = []
        self.top = leaf.y

    def room(self, bottom: float | None) -> float | None:
        """The height left for rows."""
        if bottom is None:
            return None
        return bottom - self.leaf.y - (0.0 if self.rows else self.form.head_height)

    def holds(self, tall: float, bottom: float | None) -> bool:
        """Whether a row of this height ends above `bottom`."""
        room = self.room(bottom)
        return room is None or tall <= room + 0.01

    def add(self, lines: Lines, link: int | None) -> None:
        """One row, and the header before the first."""
        if not self.rows:
            self.begin()
        listing, y = self.form.listing, self.leaf.y
        tall = tallest(lines, listing.size)
        for column, one, (a, b) in zip(
            listing.columns, lines, pairwise(self.form.edges), strict=True
        ):
            box = Box(a, y, b - a, tall)
            texts = placed(one, box, listing.size, column.align)
            self.leaf.elements += linked(texts, link)
            self.cells.append(
                Cell(box=box, paragraphs=paragraphs_of(one), size=listing.size, align=column.align)
            )
        self.leaf.y += tall
        self.rows += 1
        left, right = self.form.edges[0], self.form.edges[-1]
        self.leaf.elements.append(Rule(left, self.leaf.y, right, self.leaf.y))

    def begin(self) -> None:
        """Title and header."""
        form, size, fill = self.form, self.form.listing.size, self.form.listing.fill
        left, right, top = form.edges[0], form.edges[-1], self.leaf.y
        middle, bottom = top + form.title_height, top + form.head_height
        band = Box(left, top, right - left, bottom - top)
        elements: list[Element] = [Shade(band, fill)] if fill else []
        boxes = [(form.title, Box(left, top, right - left, middle - top), size + 1)]
        boxes += [
            (lines, Box(a, middle, b - a, bottom - middle), size)
            for lines, (a, b) in zip(form.titles, pairwise(form.edges), strict=True)
        ]
        for lines, box, at in boxes:
            elements += placed(lines, box, at, Align.CENTRE, centred=True)
            self.cells.append(
                Cell(box=box, paragraphs=paragraphs_of(lines), size=at, align=Align.CENTRE,
                     centred=True, shaded=bool(fill), fill=fill)
            )  # fmt: skip
        elements += [Rule(left, y, right, y, 0.3) for y in (top, bottom)]
        elements.append(Rule(left, middle, right, middle))
        self.leaf.elements += elements
        self.leaf.y = bottom

    def end(self) -> None:
        """Close the table; nothing when it has no row."""
        if not self.rows:
            return
        edges, y = self.form.edges, self.leaf.y
        middle = self.top + self.form.title_height
        self.leaf.elements += [Rule(x, middle, x, y) for x in edges[1:-1]]
        self.leaf.elements += [Rule(x, self.top, x, y) for x in (edges[0], edges[-1])]
        self.leaf.elements.append(Rule(edges[0], y, edges[-1], y, 0.3))
        self.leaf.tables.append(table_of(self.form.listing.part, self.cells, HEADS))


def linked(texts: Sequence[Text], link: int | None) -> list[Text]:
    """The texts, each leading to a page if there is one."""
    return [replace(text, link=link) if link else text for text in texts]
