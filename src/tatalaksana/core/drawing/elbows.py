"""Connectors as Office knows them: an orthogonal line as a preset shape with adjustments.

A preset elbow (`bentConnector2` to `5`) leaves its upper left corner to the right and ends in its
lower right corner; flips and a quarter turn lead it anywhere else. Source: ECMA-376, part 1,
presetShapeDefinitions.xml.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tatalaksana.core.drawing.drawing import POINT, Box, Point
from tatalaksana.core.drawing.grid import straightened

MOST_BENDS = 4  #: of bentConnector5
SAME = 0.02  #: millimetres between two values that are one
LEAST_SIDE = POINT  #: of an elbow, in millimetres: its adjustments are shares of its sides
QUARTER_TURN = 90  #: degrees, clockwise


@dataclass(frozen=True, slots=True)
class Elbow:
    """A preset connector.

    `box` is its frame before it is turned, `bounds` the place it takes up on the page.
    `adjustments` are shares of the frame's sides, alternately of its width and height.
    """

    preset: str
    box: Box
    bounds: Box
    turn: int = 0  #: degrees, clockwise, about the middle
    flip_x: bool = False
    flip_y: bool = False
    adjustments: tuple[float, ...] = ()


def elbow(points: Sequence[Point]) -> Elbow | None:
    """The preset for an orthogonal line; None where it has more bends than any preset."""
    line = rooted(straightened(list(points)))
    bends = len(line) - 2
    if bends > MOST_BENDS:
        return None
    (x, y), (end_x, end_y) = line[0], line[-1]
    bounds = Box(min(x, end_x), min(y, end_y), abs(end_x - x), abs(end_y - y))
    if bends == 0:
        return Elbow("straightConnector1", bounds, bounds, 0, end_x < x, end_y < y)
    upright = abs(line[1][0] - x) <= SAME
    along, across = (end_y - y, x - end_x) if upright else (end_x - x, end_y - y)
    wide, high = max(abs(along), LEAST_SIDE), max(abs(across), LEAST_SIDE)
    sign_x, sign_y = (-1 if along < 0 else 1), (-1 if across < 0 else 1)
    shares = []
    for number, (a, b) in enumerate(line[1:-2]):
        u, v = (b - y, x - a) if upright else (a - x, b - y)
        shares.append(v * sign_y / high if number % 2 else u * sign_x / wide)
    middle_x, middle_y = bounds.middle
    box = Box(middle_x - wide / 2, middle_y - high / 2, wide, high)
    taken = Box(middle_x - high / 2, middle_y - wide / 2, high, wide) if upright else box
    return Elbow(
        f"bentConnector{bends + 1}", box, taken, QUARTER_TURN if upright else 0,
        along < 0, across < 0, tuple(shares),
    )  # fmt: skip


def rooted(line: list[Point]) -> list[Point]:
    """The line, begun a little inside its symbol where both its ends lie in one column or row.

    Without this its elbow would have no width that its adjustments could be shares of.
    """
    (x, y), (next_x, next_y), (end_x, end_y) = line[0], line[1], line[-1]
    if len(line) == 2:
        return line
    upright = abs(next_x - x) <= SAME
    out = 1.0 if (next_y > y if upright else next_x > x) else -1.0
    along = out * (end_y - y if upright else end_x - x)
    if abs(along) >= LEAST_SIDE:
        return line
    back = out * (LEAST_SIDE - along)
    return [(x, y - back) if upright else (x - back, y), *line[1:]]


def led(one: Elbow) -> list[Point]:
    """The points an Office program draws for `one`: what `elbow` was given."""
    wide, high = one.box.width, one.box.height
    local: list[Point] = [(0.0, 0.0)]
    for number, share in enumerate(one.adjustments):
        x, y = local[-1]
        local.append((x, share * high) if number % 2 else (share * wide, y))
    if one.preset != "straightConnector1":
        x, y = local[-1]
        local.append((x, high) if len(one.adjustments) % 2 else (wide, y))
    local.append((wide, high))
    return [turned(one, point) for point in local]


def turned(one: Elbow, point: Point) -> Point:
    """A point of the frame, flipped and turned, on the page."""
    middle_x, middle_y = one.box.middle
    x = (point[0] - one.box.width / 2) * (-1 if one.flip_x else 1)
    y = (point[1] - one.box.height / 2) * (-1 if one.flip_y else 1)
    if one.turn:
        x, y = -y, x
    return middle_x + x, middle_y + y
