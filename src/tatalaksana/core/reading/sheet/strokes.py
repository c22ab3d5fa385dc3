"""Strokes as connectors: by the shapes they are glued to, else by where they end.

Lines that meet are one way: what begins at its tails leads to its heads.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from math import floor, hypot

from tatalaksana.core.reading.layout.answers import pairs_of
from tatalaksana.core.reading.page import Area, Connector, Point, Shape
from tatalaksana.core.reading.sheet.shapes import Note, Stroke, Symbol

TOUCHES = 6.0  #: points between the end of a stroke and its symbol
MEETS = 4.0  #: points between two strokes that are one way
REACHES = 20.0  #: points to the symbol of an end that meets nothing
SHORTEST_LOOP = 24.0  #: points of a stroke that leads back to its own symbol
LONGEST_LABEL = 24  #: letters
MOST_PAIRS = 1_000_000  #: of labels and connectors that are weighed
SQUARE = 60.0  #: points of the squares by which neighbours are found
MOST_SQUARES = 400  #: one thing is put into
MOST_MET = 40  #: ends of one way; more is a drawing, not a way
End = tuple[int, int]  #: stroke, and 0 for its start or 1 for its end


@dataclass(frozen=True, slots=True)
class Tie:
    """An end of a way at a symbol."""

    stroke: int
    end: int
    symbol: int
    head: bool


class Squares:
    """Areas by the squares of the sheet they lie in."""

    def __init__(self, areas: Sequence[Area]) -> None:
        self.found: dict[tuple[int, int], list[int]] = defaultdict(list)
        for k, area in enumerate(areas):
            for square in squares_of(area):
                self.found[square].append(k)

    def near(self, point: Point, far: float) -> list[int]:
        """What may lie at most `far` from a point."""
        x, y = point
        area = Area(x - far, y - far, x + far, y + far)
        return sorted({k for square in squares_of(area) for k in self.found.get(square, ())})


def squares_of(area: Area) -> Iterator[tuple[int, int]]:
    """The squares an area touches; those of a monstrous one only at its beginning."""
    across = range(floor(area.left / SQUARE), floor(area.right / SQUARE) + 1)
    down = range(floor(area.top / SQUARE), floor(area.bottom / SQUARE) + 1)
    for k, square in enumerate(product(across, down)):
        if k >= MOST_SQUARES:
            return
        yield square


def connectors_of(symbols: Sequence[Symbol], strokes: Sequence[Stroke]) -> list[Connector]:
    """The connectors between symbols, without labels but for their own words."""
    glue = {name: k for k in range(len(symbols) - 1, -1, -1) for name in symbols[k].numbers[1:]}
    glue |= {one.numbers[0]: k for k, one in enumerate(symbols) if one.numbers[0]}
    places = Squares([one.area for one in symbols])
    ties: dict[End, int] = {}
    for i, stroke in enumerate(strokes):
        for end, name in ((0, stroke.start), (1, stroke.end)):
            known = glue.get(name) if name else None
            if known is None:
                known = nearest(stroke.points[-end], symbols, places, TOUCHES)
            if known is not None:
                ties[i, end] = known
    ways = met(strokes, ties)
    for i, stroke in enumerate(strokes):
        for end in (0, 1):
            if (i, end) not in ties and (i, end) not in ways.joined:
                known = nearest(stroke.points[-end], symbols, places, REACHES)
                if known is not None:
                    ties[i, end] = known
    found: list[Connector] = []
    for way in ways.parts():
        tied = [tie for i in way for tie in ties_of(i, strokes[i], ties)]
        found += between(tied, strokes)
        found += aimed(tied, [(i, end) for i in way for end in (0, 1)], strokes)
    return found


def aimed(ties: Sequence[Tie], ends: Sequence[End], strokes: Sequence[Stroke]) -> list[Connector]:
    """The way from one symbol to a head that stands at none: at least it tells a row."""
    free = [(i, end) for i, end in ends if strokes[i].heads[end]]
    if len(ties) != 1 or ties[0].head or len(free) != 1:
        return []
    (i, end), tie = free[0], ties[0]
    points = (strokes[tie.stroke].points[-tie.end], strokes[i].points[-end])
    label = strokes[tie.stroke].text or strokes[i].text
    return [Connector(points, tie.symbol, None, True, label[:LONGEST_LABEL].strip(" .,:"))]


def ties_of(i: int, stroke: Stroke, ties: dict[End, int]) -> Iterator[Tie]:
    """The ends of a stroke that stand at symbols."""
    for end in (0, 1):
        if (i, end) in ties:
            yield Tie(i, end, ties[i, end], stroke.heads[end])


def nearest(point: Point, symbols: Sequence[Symbol], places: Squares, far: float) -> int | None:
    """The symbol nearest to a point; of several it lies in, the smallest."""
    near = [
        (symbols[k].area.distance(point), symbols[k].area.width * symbols[k].area.height, k)
        for k in places.near(point, far)
    ]
    return min((one for one in near if one[0] <= far), default=(0, 0, None))[2]


class Ways:
    """Strokes that meet, as sets."""

    def __init__(self, count: int) -> None:
        self.of = list(range(count))
        self.joined: set[End] = set()  #: ends that stand at another stroke

    def first(self, i: int) -> int:
        """The stroke that stands for the set of stroke `i`."""
        while self.of[i] != i:
            self.of[i] = self.of[self.of[i]]
            i = self.of[i]
        return i

    def parts(self) -> list[list[int]]:
        """The sets."""
        found: dict[int, list[int]] = defaultdict(list)
        for i in range(len(self.of)):
            found[self.first(i)].append(i)
        return list(found.values())


def met(strokes: Sequence[Stroke], ties: dict[End, int]) -> Ways:
    """Which strokes go on in which: an end that is at no symbol, on any part of another."""
    ways = Ways(len(strokes))
    pieces = [(i, a, b) for i, one in enumerate(strokes)
              for a, b in pairwise(one.points)]  # fmt: skip
    places = Squares([spanned(a, b) for _, a, b in pieces])
    for i, stroke in enumerate(strokes):
        for end in (0, 1):
            if (i, end) in ties:
                continue
            point = stroke.points[-end]
            for k in places.near(point, MEETS):
                j, a, b = pieces[k]
                if j != i and apart(point, a, b) <= MEETS:
                    ways.of[ways.first(i)] = ways.first(j)
                    ways.joined.add((i, end))
    return ways


def spanned(a: Point, b: Point) -> Area:
    """The area between two points."""
    return Area(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))


def apart(point: Point, a: Point, b: Point) -> float:
    """How far a point lies from a piece of a line."""
    size = hypot(b[0] - a[0], b[1] - a[1])
    if not size:
        return hypot(point[0] - a[0], point[1] - a[1])
    along = ((point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])) / size / size
    along = min(1.0, max(0.0, along))
    x, y = a[0] + along * (b[0] - a[0]), a[1] + along * (b[1] - a[1])
    return hypot(point[0] - x, point[1] - y)


def between(ties: Sequence[Tie], strokes: Sequence[Stroke]) -> Iterator[Connector]:
    """The connectors of one way."""
    if not 2 <= len(ties) <= MOST_MET:
        return
    to = [tie for tie in ties if tie.head]
    start = [tie for tie in ties if not tie.head] or to
    directed = bool(to)
    if not to:
        start, to = start[:1], start[1:]
    for one, other in product(start, to):
        if one.symbol != other.symbol or loops(one, other, strokes):
            points = strokes[one.stroke].points
            points = points if one.end == 0 else points[::-1]
            label = strokes[one.stroke].text or strokes[other.stroke].text
            yield Connector(
                points, one.symbol, other.symbol, directed, label[:LONGEST_LABEL].strip(" .,:")
            )


def loops(one: Tie, other: Tie, strokes: Sequence[Stroke]) -> bool:
    """Whether a stroke leaves a symbol and leads back to it, or into an arrow that does.

    A short one is drawn by mistake.
    """
    own = strokes[one.stroke]
    long = sum(hypot(c - a, d - b) for (a, b), (c, d) in pairwise(own.points))
    if one.stroke == other.stroke:
        return one.end != other.end and long > SHORTEST_LOOP
    return own.heads[1 - one.end] and long > SHORTEST_LOOP


def with_labels(
    lines: Sequence[Connector], symbols: Sequence[Symbol], notes: Sequence[Note]
) -> tuple[list[Connector], list[Note]]:
    """The connectors with the words beside them, and the notes left."""
    found = list(lines)
    short = [note for note in notes if len(note.text) <= LONGEST_LABEL]
    if len(short) * len(lines) > MOST_PAIRS:
        return found, list(notes)
    shapes = [Shape(one.kind, one.area) for one in symbols]
    taken: set[Note] = set()
    for k, n in pairs_of(lines, shapes, [note.area for note in short]):
        found[k] = replace(found[k], label=short[n].text.strip(" .,:"))
        taken.add(short[n])
    return found, [note for note in notes if note not in taken]
