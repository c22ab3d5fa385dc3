"""What is seen on a page that LibreOffice printed, from its lines and curves alone."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pdfplumber.page import Page

from tatalaksana.core.drawing.drawing import Box, Kind, Point, Table

POINT = 25.4 / 72  #: millimetres
THIN = 0.02  #: points between the thickness of a symbol's line and of the table's rules
SAME = 0.5  #: millimetres
Found = tuple[Kind, Box]
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
