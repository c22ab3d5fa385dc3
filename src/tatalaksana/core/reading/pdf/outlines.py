"""Paths sorted by what they show: symbols, arrow heads, and straight pieces of lines.

A pen of the printer may tell one thing in many ways: a line as a stroke, as a thin filled
rectangle or as the outline of its own stroke; a symbol as a path, as its fill and its outline
apart, or as two outlines, one within the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tatalaksana.core.reading.page import Area, Kind, Point
from tatalaksana.core.reading.pdf.corners import (
    NEAR,
    apart,
    around,
    between,
    off_line,
    thickness,
    without_straights,
)
from tatalaksana.core.reading.pdf.sheet import Trace

THIN = 2.6  #: points; a filled shape no thicker than this is a line
LARGEST = (260.0, 150.0)  #: width and height of a symbol, at most
SMALLEST = (7.0, 5.0)
HEAD = 14.0  #: points; a larger triangle is no arrow head
MOST_CORNERS = 400  #: of an outline that is looked at
MOST_PIECES = 24  #: sides of a stroke's outline
ALIKE = 3.5  #: points between two outlines of one symbol
SLANT = 0.9  #: points that a straight rule may be off


@dataclass(frozen=True, slots=True)
class Piece:
    """One straight piece of a line; `bent` when its path turns."""

    start: Point
    end: Point
    bent: bool = False

    @property
    def across(self) -> bool:
        """Whether it is horizontal."""
        return abs(self.start[1] - self.end[1]) <= SLANT

    @property
    def upright(self) -> bool:
        """Whether it is vertical."""
        return abs(self.start[0] - self.end[0]) <= SLANT

    @property
    def length(self) -> float:
        """From end to end."""
        return apart(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Figure:
    """One closed outline that may be a symbol."""

    kind: Kind
    area: Area


@dataclass(frozen=True, slots=True)
class Head:
    """One arrow head: its tip, and the middle of its base."""

    tip: Point
    base: Point


@dataclass(slots=True)
class Drawn:
    """All that a page draws, sorted."""

    pieces: list[Piece] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    heads: list[Head] = field(default_factory=list)


def sorted_out(traces: Iterable[Trace]) -> Drawn:
    """The traces of a page by what they show."""
    drawn = Drawn()
    for trace in traces:
        sort(trace, drawn)
    drawn.figures = without_twins(drawn.figures)
    return drawn


def sort(trace: Trace, drawn: Drawn) -> None:
    """One trace."""
    area = around(trace.points)
    corners = without_straights(trace.points)
    painted = trace.filled and not trace.stroked
    closed = trace.closed or apart(trace.points[0], trace.points[-1]) <= NEAR
    if len(corners) < 2 or max(area.width, area.height) <= THIN / 2:
        return
    if painted and min(area.width, area.height) <= THIN:
        dash(corners, area, drawn)
    elif painted and trace.light:
        return  # a ground: what stands on it is drawn by itself
    elif not closed or len(corners) < 3:
        open_line(trace.points, drawn)
    elif not (painted and len(corners) <= MOST_PIECES and small_mark(corners, area, drawn)):
        figure = figure_of(trace, corners, area)
        if figure:
            drawn.figures.append(figure)
        elif len(corners) == 4 and not trace.curved and area.width > THIN:
            drawn.figures.append(Figure(Kind.BOX, area))  # a frame: no symbol is so large


def dash(corners: Sequence[Point], area: Area, drawn: Drawn) -> None:
    """A filled outline as thin as a line: an arrow head, or a line."""
    head = head_of(corners, area) if len(corners) == 3 else None
    if head:
        drawn.heads.append(head)
    elif max(area.width, area.height) > THIN:
        drawn.pieces.append(middle_line(area))


def open_line(points: Sequence[Point], drawn: Drawn) -> None:
    """An open path: an arrow head of two strokes, or a line."""
    head = open_head_of(points)
    if head:
        drawn.heads.append(head)
    else:
        drawn.pieces += pieces_of(points)


def small_mark(corners: Sequence[Point], area: Area, drawn: Drawn) -> bool:
    """Whether a filled outline is an arrow head or that of a line; it is then taken."""
    if len(corners) > 3 and thickness(corners) <= THIN:
        lines = middle_lines(corners)
        sharp = sharp_head(lines)
        drawn.heads += [sharp] if sharp else []
        drawn.pieces += [] if sharp else lines
        return True
    head = head_of(corners, area)
    drawn.heads += [head] if head else []
    return head is not None


def middle_line(area: Area) -> Piece:
    """The line that a thin rectangle shows."""
    x, y = area.middle
    if area.width >= area.height:
        return Piece((area.left, y), (area.right, y))
    return Piece((x, area.top), (x, area.bottom))


def pieces_of(points: Sequence[Point]) -> list[Piece]:
    """The straight pieces of an open path."""
    corners = without_straights(points, ring=False)
    bent = len(corners) > 2
    return [Piece(a, b, bent) for a, b in pairwise(corners) if apart(a, b) > NEAR]


def middle_lines(corners: Sequence[Point]) -> list[Piece]:
    """The pieces of the line whose outline these corners are: between two edges side by side."""
    edges = [(a, b) for a, b in pairwise([*corners, corners[0]]) if apart(a, b) > THIN]
    found: list[tuple[Point, Point]] = []
    for i, (a, b) in enumerate(edges):
        for c, d in edges[i + 1 :]:
            opposite = (b[0] - a[0]) * (d[0] - c[0]) + (b[1] - a[1]) * (d[1] - c[1]) < 0
            if opposite and side_by_side((a, b), (c, d)):
                found.append((between(a, d), between(b, c)))
                break
    return [Piece(a, b, len(found) > 1) for a, b in found]


def side_by_side(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    """Whether two edges run beside each other, no farther apart than a line is thick."""
    (a, b), (c, d) = one, other
    ends = apart(a, d) <= 2.5 * THIN and apart(b, c) <= 2.5 * THIN
    return ends and off_line(between(c, d), a, b) <= 1.5 * THIN


def head_of(corners: Sequence[Point], area: Area) -> Head | None:
    """The arrow head that a small filled outline shows."""
    if max(area.width, area.height) > HEAD or len(corners) not in (3, 4):
        return None
    if len(corners) == 4:
        if touches(corners, area) >= 3 or is_diamond(corners, area):
            return None
        tip = max(corners, key=lambda one: sum(apart(one, other) for other in corners))
        rest = [one for one in corners if one != tip]
    else:
        sides = {
            point: abs(apart(point, corners[i - 1]) - apart(point, corners[i - 2]))
            for i, point in enumerate(corners)
        }
        tip = min(corners, key=lambda one: sides[one])
        rest = [one for one in corners if one != tip]
    x = sum(one[0] for one in rest) / len(rest)
    y = sum(one[1] for one in rest) / len(rest)
    return Head(tip, (x, y))


def sharp_head(lines: Sequence[Piece]) -> Head | None:
    """The arrow head that two short lines make which meet in their tip."""
    if len(lines) != 2 or max(one.length for one in lines) > HEAD:
        return None
    one, other = lines
    ends = [(a, b) for a in (one.start, one.end) for b in (other.start, other.end)]
    tip = min(ends, key=lambda pair: apart(*pair))
    if apart(*tip) > THIN:
        return None
    first = one.end if tip[0] == one.start else one.start
    last = other.end if tip[1] == other.start else other.start
    return open_head_of((first, between(*tip), last))


def open_head_of(points: Sequence[Point]) -> Head | None:
    """The arrow head that two short strokes make: as long as one another, at a sharp angle."""
    corners = without_straights(points, ring=False)
    if len(corners) != 3:
        return None
    first, tip, last = corners
    legs = apart(first, tip), apart(tip, last)
    alike = min(legs) > 0.6 * max(legs) and max(legs) <= HEAD
    return (
        Head(tip, between(first, last)) if alike and apart(first, last) < max(legs) * 1.2 else None
    )


def figure_of(trace: Trace, corners: Sequence[Point], area: Area) -> Figure | None:
    """The symbol that a closed outline shows; None when it is too small, large or tangled."""
    if not (SMALLEST[0] <= area.width <= LARGEST[0] and SMALLEST[1] <= area.height <= LARGEST[1]):
        return None
    if len(corners) > MOST_CORNERS:
        return None
    return Figure(kind_of(trace, corners, area), area)


def kind_of(trace: Trace, corners: Sequence[Point], area: Area) -> Kind:
    """The kind of a symbol by its corners."""
    square = touches(corners, area)
    if square == 4:
        return Kind.BOX  # of a curved one, the corners are cut by a hair
    if is_diamond(corners, area):
        return Kind.DIAMOND  # its corners may be rounded by the pen
    if trace.curved or len(corners) > 8:
        small = area.width < 26 and 0.8 < area.width / area.height < 1.25
        return Kind.OTHER if square else Kind.CIRCLE if small else Kind.CAPSULE
    if square == 2 and len(corners) == 5:
        return Kind.PENTAGON
    return Kind.CAPSULE if not square and len(corners) == 8 else Kind.OTHER


def touches(corners: Sequence[Point], area: Area) -> int:
    """How many corners of the area the outline reaches."""
    slack = max(NEAR, 0.12 * min(area.width, area.height))
    ends = [(x, y) for x in (area.left, area.right) for y in (area.top, area.bottom)]
    return sum(any(apart(end, corner) <= slack for corner in corners) for end in ends)


def is_diamond(corners: Sequence[Point], area: Area) -> bool:
    """Whether all corners lie in the middles of the area's edges."""
    if not 4 <= len(corners) <= 8:
        return False
    x, y = area.middle
    slack = max(NEAR * 2, 0.15 * min(area.width, area.height))
    ends = ((x, area.top), (area.right, y), (x, area.bottom), (area.left, y))
    near = [min(apart(end, corner) for end in ends) for corner in corners]
    reached = all(any(apart(end, corner) <= slack for corner in corners) for end in ends)
    return reached and max(near) <= slack


def without_twins(figures: Iterable[Figure]) -> list[Figure]:
    """The figures, with one for every two outlines of the same symbol."""
    rank = list(Kind)
    found: list[Figure] = []
    corners: dict[tuple[int, int], list[int]] = {}  # by the square of the upper left corner
    ordered = sorted(figures, key=lambda one: (-one.area.width, -one.area.height))
    for figure in ordered:
        x, y = int(figure.area.left // ALIKE), int(figure.area.top // ALIKE)
        near = sorted(i for u in (x - 1, x, x + 1) for v in (y - 1, y, y + 1)
                      for i in corners.get((u, v), ()))  # fmt: skip
        twin = next((i for i in near if same(found[i].area, figure.area)), None)
        if twin is None:
            corners.setdefault((x, y), []).append(len(found))
            found.append(figure)
        elif rank.index(figure.kind) < rank.index(found[twin].kind) and (
            found[twin].kind is Kind.OTHER
        ):
            found[twin] = Figure(figure.kind, found[twin].area)
    return found


def same(one: Area, other: Area) -> bool:
    """Whether two areas are two outlines of one symbol."""
    return (
        abs(one.left - other.left) <= ALIKE
        and abs(one.top - other.top) <= ALIKE
        and abs(one.right - other.right) <= ALIKE
        and abs(one.bottom - other.bottom) <= ALIKE
    )
