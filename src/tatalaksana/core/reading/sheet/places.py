"""Where the shapes of a sheet lie: anchors of all three kinds, turned and mirrored boxes.

Source: ECMA-376, part 1, 20.1.7 (transforms) and 20.5 (SpreadsheetML drawing).
"""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, radians, sin

from tatalaksana.core.reading.markup import Node, children, name_of, number, within
from tatalaksana.core.reading.page import Area, Point
from tatalaksana.core.reading.sheet.cells import MOST_COLUMNS, MOST_ROWS, Cells

EMU = 12_700  #: English metric units in a point
DEGREE = 60_000  #: an angle counts in these


def chosen(node: Node | None) -> Iterator[Node]:
    """The children; of alternatives the first, which is what Excel shows."""
    for child in node if node is not None else ():
        if name_of(child) == "AlternateContent":
            options = [*children(child, "Choice"), *children(child, "Fallback")]
            yield from chosen(next((one for one in options if len(one)), None))
        else:
            yield child


def anchored(cells: Cells, anchor: Node) -> Area | None:
    """The place of an anchor."""
    name = name_of(anchor)
    start, end, size = (within(anchor, one) for one in ("from", "to", "ext"))
    if name == "twoCellAnchor" and start is not None and end is not None:
        x, y = corner(cells, start)
        right, bottom = corner(cells, end)
        return Area(x, y, max(x, right), max(y, bottom))
    if name == "oneCellAnchor" and start is not None and size is not None:
        x, y = corner(cells, start)
    elif name == "absoluteAnchor" and size is not None:
        place = within(anchor, "pos")
        x, y = number(place, "x") / EMU, number(place, "y") / EMU
    else:
        return None
    return Area(x, y, x + abs(number(size, "cx")) / EMU, y + abs(number(size, "cy")) / EMU)


def corner(cells: Cells, node: Node) -> Point:
    """A point by its cell and how far in it lies; never beyond that cell."""
    column, row = (min(max(int(value(node, name)), 0), most - 1)
                   for name, most in (("col", MOST_COLUMNS), ("row", MOST_ROWS)))  # fmt: skip
    right, down = (max(value(node, name) / EMU, 0.0) for name in ("colOff", "rowOff"))
    x = cells.xs.at(column) + min(right, cells.xs.size(column))
    return x, cells.ys.at(row) + min(down, cells.ys.size(row))


def value(node: Node, name: str) -> float:
    """The number that is the text of a child."""
    child = within(node, name)
    try:
        found = float(child.text or "0") if child is not None else 0.0
    except ValueError:
        return 0.0
    return found if abs(found) < 1e12 else 0.0


class Turn:
    """Lays the shares of a shape's box on the sheet, mirrored and turned."""

    def __init__(self, looks: Node | None, box: Area) -> None:
        about = within(looks, "xfrm")
        self.box = box
        self.angle = angle_of(about)
        self.mirrored = [about is not None and about.get(key) in ("1", "true")
                         for key in ("flipH", "flipV")]  # fmt: skip

    def point(self, u: float, v: float) -> Point:
        """A point by its shares of the box."""
        u, v = 1 - u if self.mirrored[0] else u, 1 - v if self.mirrored[1] else v
        middle_x, middle_y = self.box.middle
        x, y = (u - 0.5) * self.box.width, (v - 0.5) * self.box.height
        turn = radians(self.angle)
        return middle_x + x * cos(turn) - y * sin(turn), middle_y + x * sin(turn) + y * cos(turn)

    @property
    def seen(self) -> Area:
        """The area of the shape as it is seen."""
        return swapped(self.box) if is_quarter(self.angle) else self.box


def own_box(node: Node, area: Area) -> Area:
    """The box of a shape before it is turned; its anchor tells the one that is seen."""
    about = within(node, "spPr", "xfrm")
    return swapped(area) if is_quarter(angle_of(about)) else area


def angle_of(about: Node | None) -> float:
    """Degrees by which a shape is turned, clockwise."""
    return number(about, "rot") / DEGREE % 360


def is_quarter(angle: float) -> bool:
    """Whether a shape lies rather than stands."""
    return 45 <= angle % 180 < 135


def swapped(area: Area) -> Area:
    """The area turned by a quarter about its middle."""
    (x, y), half_wide, half_high = area.middle, area.height / 2, area.width / 2
    return Area(x - half_wide, y - half_high, x + half_wide, y + half_high)
