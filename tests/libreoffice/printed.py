"""What is seen on a page that LibreOffice printed, from its lines and curves alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
from pdfplumber.page import Page

from tatalaksana.core.drawing.drawing import Box, Drawing, Kind, Part, Point, Symbol, Table
from tatalaksana.core.drawing.drawing import Page as DrawnPage
from tatalaksana.core.drawing.pen import Pen

POINT = 25.4 / 72  #: millimetres
THIN = 0.02  #: points between the thickness of a symbol's line and of the table's rules
SAME = 0.5  #: millimetres
Found = tuple[Kind, Box]
NEAR = 0.7  #: millimetres between a symbol where it was drawn and where it is printed
#: every page that was drawn, beside the page that LibreOffice printed
Pairs = list[tuple[str, DrawnPage, Page]]
#: files by name, such as "a.xlsx", as the PDFs LibreOffice makes of them, by the same name
AsPdf = Callable[[Mapping[str, bytes]], dict[str, Path]]


@dataclass(frozen=True)
class Cells:
    """The cells of a page, from the edges of its columns and rows."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]

    def of(self, box: Box) -> tuple[int, int]:
        """The column and the row that the middle of a box lies in."""
        x, y = box.middle
        return bisect_left(self.xs, x) - 1, bisect_left(self.ys, y) - 1


def cells_of(table: Table) -> Cells:
    """The cells of a table as it was drawn."""
    return Cells(table.xs, table.ys)


def cells_on(page: Page, rule: float) -> Cells:
    """The cells of a printed page, whose rules are `rule` points thick."""
    rules = [line for line in page.lines if abs(line["linewidth"] - rule) < THIN]
    return Cells(
        apart(line["x0"] * POINT for line in rules if line["x1"] - line["x0"] < 1),
        apart(line["top"] * POINT for line in rules if line["bottom"] - line["top"] < 1),
    )


def apart(values: Iterable[float]) -> tuple[float, ...]:
    """The values in order, those that are nearly the same once."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > SAME:
            found.append(value)
    return tuple(found)


def symbols_on(page: Page) -> list[Found]:
    """The symbols: white grounds with an outline around them."""
    drawn = [*page.rects, *page.curves]
    grounds = {place(one) for one in drawn if one["fill"] and one["non_stroking_color"] == (1,) * 3}
    return [
        (kind_of(one), Box(*(round(value * POINT, 2) for value in place(one))))
        for one in drawn
        if one["stroke"] and not one["fill"] and place(one) in grounds
    ]


def place(one: dict) -> tuple[float, float, float, float]:
    """Left, top, width and height of what is drawn, in points."""
    return one["x0"], one["top"], one["x1"] - one["x0"], one["bottom"] - one["top"]


def kind_of(one: dict) -> Kind:
    """A rectangle, a diamond, a pentagon, or anything rounder."""
    if one["object_type"] == "rect":
        return Kind.BOX
    corners = {(round(x, 1), round(y, 1)) for x, y in one["pts"]}
    return {4: Kind.DIAMOND, 5: Kind.PENTAGON}.get(len(corners), Kind.CAPSULE)


def corners_on(page: Page) -> list[Point]:
    """Every corner and beginning of a line that is no rule and no outline, in millimetres."""
    return [
        (x * POINT, y * POINT)
        for one in (*page.lines, *page.curves)
        if one["stroke"] and not one["fill"]
        for x, y in one["pts"]
    ]


def printed_pages(drawings: Mapping[str, Drawing], as_pdf: AsPdf, pen: Pen) -> Iterator[Pairs]:
    """The pages of all drawings in pairs, as many as were drawn; yields once, then closes."""
    files = as_pdf({f"{name}.{pen.name}": pen.draw(one)[0][1] for name, one in drawings.items()})
    opened = {name: pdfplumber.open(files[f"{name}.{pen.name}"]) for name in drawings}
    found = []
    for name, drawing in drawings.items():
        assert len(opened[name].pages) == len(drawing.pages), name
        found += [(name, *both) for both in zip(drawing.pages, opened[name].pages, strict=True)]
    yield found
    for one in opened.values():
        one.close()


def charts(pairs: Pairs) -> Pairs:
    """The pages with a flow chart."""
    return [one for one in pairs if one[1].tables[0].part is Part.STEPS]


def elsewhere(pairs: Pairs) -> list[tuple[str, Symbol]]:
    """The symbols that are not printed where they were drawn, or not as large."""
    found = []
    for name, drawn, page in pairs:
        there = symbols_on(page)
        found += [
            (name, symbol)
            for symbol in drawn.elements
            if isinstance(symbol, Symbol)
            and not any(kind is symbol.kind and alike(box, symbol.box) for kind, box in there)
        ]
    return found


def alike(one: Box, other: Box) -> bool:
    """Whether both lie at the same place and are of the same size."""
    (a, b), (x, y) = one.middle, other.middle
    pairs = (a, x), (b, y), (one.width, other.width), (one.height, other.height)
    return all(abs(here - there) < NEAR for here, there in pairs)
