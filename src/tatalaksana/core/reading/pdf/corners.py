"""The corners of an outline, and how far points lie from each other and from lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import hypot

from tatalaksana.core.reading.page import Area, Point

NEAR = 0.8  #: points; corners closer than this are one


def apart(one: Point, other: Point) -> float:
    """The distance of two points."""
    return hypot(one[0] - other[0], one[1] - other[1])


def around(points: Iterable[Point]) -> Area:
    """The smallest area with all `points`."""
    across, down = zip(*points, strict=True)
    return Area(min(across), min(down), max(across), max(down))


def between(one: Point, other: Point) -> Point:
    """The point halfway."""
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def without_straights(points: Sequence[Point], *, ring: bool = True) -> list[Point]:
    """The corners: points that repeat, or lie on the line of their neighbours, left out."""
    found: list[Point] = []
    for point in points:
        if not found or apart(found[-1], point) > NEAR:
            found.append(point)
    if ring and len(found) > 1 and apart(found[0], found[-1]) <= NEAR:
        found.pop()
    if len(found) < 3:
        return found
    if ring:  # begin at a corner
        first = min(range(len(found)), key=lambda i: (found[i][0] + found[i][1], found[i]))
        found = [*found[first:], *found[:first]]
    kept = [found[0]]
    for here, behind in pairwise([*found[1:], found[0]] if ring else found[1:]):
        if off_line(here, kept[-1], behind) > NEAR / 2:
            kept.append(here)
    return kept if ring else [*kept, found[-1]]


def off_line(point: Point, start: Point, end: Point) -> float:
    """How far `point` lies from the line between two others; its distance where they are one."""
    size = apart(start, end)
    if size <= NEAR:
        return apart(point, start)
    (x, y), (x0, y0), (x1, y1) = point, start, end
    off = abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / size
    along = ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / size
    return off if -NEAR <= along <= size + NEAR else min(apart(point, start), apart(point, end))


def thickness(corners: Sequence[Point]) -> float:
    """How thick the line is whose outline these corners are: twice the area by its length."""
    double = edge = 0.0
    for (x0, y0), (x1, y1) in pairwise([*corners, corners[0]]):
        double += x0 * y1 - x1 * y0
        edge += hypot(x1 - x0, y1 - y0)
    return abs(double) / edge if edge else 0.0
