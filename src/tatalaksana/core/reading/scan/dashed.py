"""Refusals drawn with a dashed line on a picture: from a diamond to where their head points.

Such a line often lies over the symbols it passes, and over the one at which it ends; it is
therefore followed by itself, not among the solid lines that it touches. Without a head that is
seen, or where it could go on in two ways, nothing is said of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tatalaksana.core.reading.page import Connector, Kind, Point, Shape
from tatalaksana.core.reading.pdf.outlines import Piece
from tatalaksana.core.reading.scan.dashes import KNOWN, Leg, dashed_in
from tatalaksana.core.reading.scan.dots import Dots
from tatalaksana.core.reading.scan.drawn import along
from tatalaksana.core.reading.scan.ink import Line, ink_of, lines_in
from tatalaksana.core.reading.scan.sight import enough_memory
from tatalaksana.core.reading.scan.symbols import Outline, without
from tatalaksana.core.reading.understand.labels import table


def dashed_on(
    picture: Dots, shapes: Sequence[Shape], rules: Sequence[Piece]
) -> Iterator[Connector]:
    """The connectors that leave a diamond and are dashed where their head is.

    `picture` is level and of the working size. Errors: ReadingError TL200, see `lines_in`;
    MemoryError.
    """
    if any(one.kind is Kind.DIAMOND for one in shapes):
        with enough_memory():
            yield from dashed_ways(ink_of(picture), shapes, rules)


def dashed_ways(ink: Dots, shapes: Sequence[Shape], rules: Sequence[Piece]) -> Iterator[Connector]:
    """The same, of the ink."""
    known = table("scan")
    outlines = [Outline(one.kind, one.area) for one in shapes]
    diamonds = [one for one in outlines if one.kind is Kind.DIAMOND]
    margin = known["symbols"]["stroke"] / 2
    open_ink = without(ink, diamonds, margin, 0)  # their words are no dashes
    ruled = (
        tuple(Line(one.start[1], one.start[0], one.end[0], 0.0) for one in rules if one.across),
        tuple(Line(one.start[0], one.start[1], one.end[1], 0.0) for one in rules if one.upright),
    )
    dashed = [leg for k in (True, False) for leg in dashed_in(open_ink, ruled, across=k)]
    if not any(leg.tip for leg in dashed):
        return
    bare = without(ink, outlines, margin, 0)
    solid = [
        Leg(line, across=k == 0)
        for k in (0, 1)
        for line in lines_in(bare, across=k == 0, least=known["lines"]["least"])
        if not any(along(line, one) for one in ruled[k])
    ]
    for leg in dashed:
        way = way_to(leg, [*dashed, *solid], diamonds)
        if way is None:
            continue
        start = outlines.index(way[0])
        end = aimed_at(leg, shapes, start)
        if end is not None:
            yield Connector(way[1], start, end, directed=True)


def way_to(
    last: Leg, legs: Sequence[Leg], diamonds: Sequence[Outline]
) -> tuple[Outline, tuple[Point, ...]] | None:
    """The diamond from which a way leads over `last` to its tip, and the points of that way.

    None where there is no tip, no diamond, or more than one way.
    """
    if last.tip is None:
        return None
    points, leg, came = [last.tip], last, last.tip
    for _ in range(KNOWN["turns"] + 1):
        tail = max(leg.ends, key=lambda end: apart(end, came))
        points.insert(0, tail)
        left = [one for one in diamonds if leaves(leg, tail, one)]
        turned = [
            (one, end) for one in legs for end in one.ends
            if one.tip is None and turns(leg, tail, one, end)
        ]  # fmt: skip
        if len(left) == 1 and not turned:
            return left[0], tuple(points)
        if left or len(turned) != 1:
            return None
        leg, came = turned[0]
    return None


def leaves(leg: Leg, end: Point, diamond: Outline) -> bool:
    """Whether a part of a line comes from a corner of a diamond, on the level of that corner."""
    (x, y), area, near = diamond.area.middle, diamond.area, float(KNOWN["corner"])
    level, at = (y, end[1]) if leg.across else (x, end[0])
    sides = (area.left, area.right) if leg.across else (area.top, area.bottom)
    at_end = end[0] if leg.across else end[1]
    return abs(level - at) <= near and min(abs(at_end - one) for one in sides) <= near + leg.slack


def turns(leg: Leg, tail: Point, other: Leg, end: Point) -> bool:
    """Whether a line may turn from the end of one part into the end of another."""
    if leg.across == other.across:
        return False
    flat, tall = (leg, other) if leg.across else (other, leg)
    near = float(KNOWN["corner"])
    return abs(tail[0] - end[0]) <= near + flat.slack and abs(tail[1] - end[1]) <= near + tall.slack


def aimed_at(leg: Leg, shapes: Sequence[Shape], start: int) -> int | None:
    """The symbol in which the head lies or at which it points; else the one at its height above.

    None where it is not clear which one.
    """
    if leg.tip is None:
        return None
    near = table("scan")["drawn"]["touches"]
    at = [i for i, one in enumerate(shapes) if one.area.holds(leg.tip, near)]
    if not at:
        _, y = leg.tip
        level = [i for i, one in enumerate(shapes) if one.area.top - near <= y <= one.area.bottom]
        at = [i for i in level if shapes[i].area.bottom < shapes[start].area.top]
        at = at if len(level) == 1 else []
    return at[0] if len(at) == 1 and at[0] != start else None


def apart(one: Point, other: Point) -> float:
    """How far two points lie apart, along the axis on which they do so more."""
    return max(abs(one[0] - other[0]), abs(one[1] - other[1]))
