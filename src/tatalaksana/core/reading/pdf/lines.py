"""The connectors among the lines of a page: those that hang on a symbol or an arrow head.

Their pieces are joined into paths, both ends snapped to symbols. What hangs on nothing is a
rule of a table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tatalaksana.core.reading.page import Area, Connector, Point, Shape
from tatalaksana.core.reading.pdf.corners import apart
from tatalaksana.core.reading.pdf.outlines import Head, Piece

JOINT = 2.6  #: points between two pieces that are one line
REACH = 4.0  #: points from the end of a line to its symbol
FAR = 12.0  #: the same for an end that hangs in the air
TIP = 3.0  #: points from a line to its arrow head
MOST_PIECES = 1500  #: of one page that are looked at as connectors
MOST_ENDS = 12  #: of one path


@dataclass(slots=True)
class Net:
    """The pieces of a page with what they touch."""

    pieces: list[Piece]
    shapes: Sequence[Shape]
    heads: Sequence[Head]

    def near(self, point: Point, reach: float = REACH) -> int | None:
        """The symbol at whose outline `point` lies."""
        best, found = reach, None
        for i, shape in enumerate(self.shapes):
            away = shape.area.distance(point)
            if away == 0.0:
                away = depth(shape.area, point) / 2  # inside: a line that runs under its symbol
            if away <= best:
                best, found = away, i
        return found

    def head_at(self, point: Point) -> Head | None:
        """The arrow head at `point`."""
        best = min(
            self.heads,
            key=lambda one: min(apart(point, one.tip), apart(point, one.base)),
            default=None,
        )
        if best and min(apart(point, best.tip), apart(point, best.base)) <= TIP:
            return best
        return None


def depth(area: Area, point: Point) -> float:
    """How deep `point` lies within `area`."""
    x, y = point
    return min(x - area.left, area.right - x, y - area.top, area.bottom - y)


def parted(
    pieces: Sequence[Piece], shapes: Sequence[Shape], heads: Sequence[Head]
) -> tuple[list[Piece], list[Piece]]:
    """(pieces of connectors, rules): connectors bend, or hang on a symbol or on one another."""
    net = Net(list(pieces), shapes, heads)
    if not shapes and not heads:
        return [], list(pieces)
    sure = [i for i, one in enumerate(pieces) if one.bent or hangs(net, one)]
    taken = set(sure)
    ends: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i, piece in enumerate(pieces):
        for end in (piece.start, piece.end):
            ends[cell_of(end)].append(i)
    while sure:
        piece = pieces[sure.pop()]
        for end in (piece.start, piece.end):
            if net.near(end) is not None or net.head_at(end):
                continue
            for i in around_cell(ends, end):
                other = pieces[i]
                if i not in taken and min(apart(end, other.start), apart(end, other.end)) <= JOINT:
                    taken.add(i)
                    sure.append(i)
    return (
        [one for i, one in enumerate(pieces) if i in taken],
        [one for i, one in enumerate(pieces) if i not in taken],
    )


def hangs(net: Net, piece: Piece) -> bool:
    """Whether an end of a straight piece lies at a symbol or at an arrow head."""
    if not (piece.across or piece.upright):
        return True
    return any(
        net.head_at(end) is not None or meets(net, end, piece) for end in (piece.start, piece.end)
    )


def meets(net: Net, end: Point, piece: Piece) -> bool:
    """Whether a piece runs square against the outline of a symbol, at about its middle."""
    shape = net.near(end, JOINT)
    if shape is None:
        return False
    area = net.shapes[shape].area
    x, y = end
    if piece.across:
        inside = area.top + 1 < y < area.bottom - 1
        return inside and min(abs(x - area.left), abs(x - area.right)) <= 2 * JOINT
    inside = area.left + 1 < x < area.right - 1
    return inside and min(abs(y - area.top), abs(y - area.bottom)) <= 2 * JOINT


def cell_of(point: Point) -> tuple[int, int]:
    """The square of a coarse net in which `point` lies."""
    return int(point[0] // JOINT), int(point[1] // JOINT)


def around_cell(ends: dict[tuple[int, int], list[int]], point: Point) -> Iterator[int]:
    """The pieces that end near `point`."""
    x, y = cell_of(point)
    for i in (x - 1, x, x + 1):
        for j in (y - 1, y, y + 1):
            yield from ends.get((i, j), ())


def connectors(
    pieces: Sequence[Piece], shapes: Sequence[Shape], heads: Sequence[Head]
) -> tuple[Connector, ...]:
    """The connectors that the pieces make."""
    net = flowing_on(Net(list(pieces[:MOST_PIECES]), shapes, heads))
    found: list[Connector] = []
    for group in paths(net):
        found += path(net, group)
    return tuple(found)


def flowing_on(net: Net) -> Net:
    """The net without the heads that point at a line: there one arrow flows on in another."""
    ways = list(net.pieces)
    for i, piece in enumerate(net.pieces):
        for end, other in ((piece.start, piece.end), (piece.end, piece.start)):
            head = net.head_at(end)
            if head is None or net.near(head.tip) is not None or net.near(end) is not None:
                continue
            if any(touching(one, head.tip) for k, one in enumerate(net.pieces) if k != i):
                net.heads = [one for one in net.heads if one is not head]
                ways[i] = Piece(other, head.tip, piece.bent)
    return Net(ways, net.shapes, net.heads)


def paths(net: Net) -> Iterator[list[int]]:
    """The pieces that hang together, where they do not end at a symbol."""
    group = list(range(len(net.pieces)))

    def root(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    for i, piece in enumerate(net.pieces):
        for end in (piece.start, piece.end):
            if net.near(end, JOINT) is None:
                for other in crossed(net, end):
                    group[root(other)] = root(i)
    found: dict[int, list[int]] = defaultdict(list)
    for i in range(len(net.pieces)):
        found[root(i)].append(i)
    yield from found.values()


def crossed(net: Net, end: Point) -> list[int]:
    """The pieces on which `end` lies: there one line goes on in another, or flows into it."""
    return [i for i, piece in enumerate(net.pieces) if touching(piece, end)]


def on_piece(piece: Piece, point: Point) -> bool:
    """Whether `point` lies on a straight piece."""
    (x0, y0), (x1, y1) = piece.start, piece.end
    x, y = point
    if piece.across:
        return abs(y - y0) <= JOINT and min(x0, x1) - JOINT <= x <= max(x0, x1) + JOINT
    if piece.upright:
        return abs(x - x0) <= JOINT and min(y0, y1) - JOINT <= y <= max(y0, y1) + JOINT
    return min(apart(point, piece.start), apart(point, piece.end)) <= JOINT


def touching(piece: Piece, end: Point) -> bool:
    """Whether a piece begins, ends or passes at `end`."""
    return min(apart(end, piece.start), apart(end, piece.end)) <= JOINT or on_piece(piece, end)


def path(net: Net, group: Sequence[int]) -> Iterator[Connector]:
    """The connectors of one group of pieces: from every tail to every head."""
    pieces = [net.pieces[i] for i in group]
    ends = loose_ends(net, pieces)
    if not 2 <= len(ends) <= MOST_ENDS:
        return
    found: list[tuple[Point, int | None, bool]] = []
    for end in ends:
        head = net.head_at(end)
        tip = head.tip if head else end
        shape = net.near(tip, REACH)
        shape = net.near(tip, FAR) if shape is None else shape
        found.append((end, shape, head is not None))
    tails = [one for one in found if not one[2]]
    tips = [one for one in found if one[2]]
    pairs = [(a, b) for a in tails for b in tips]
    directed = bool(pairs)
    if not pairs:
        pairs = [(found[0], other) for other in found[1:]]
    for (start, a, _), (end, b, _) in pairs:
        if a is not None or b is not None:
            yield Connector(way(pieces, start, end), a, b, directed=directed)


def way(pieces: Sequence[Piece], start: Point, end: Point) -> tuple[Point, ...]:
    """The points of the way over the pieces from one end to another."""
    came = {i: -1 for i, one in enumerate(pieces) if touching(one, start)}
    open_ = list(came)
    for i in open_:  # it grows while it is walked: the shortest way first
        if touching(pieces[i], end):
            chain = [i]
            while came[chain[-1]] >= 0:
                chain.append(came[chain[-1]])
            pairs = pairwise(pieces[k] for k in reversed(chain))
            return (start, *(joint(one, other) for one, other in pairs), end)
        for k, other in enumerate(pieces):
            if k not in came and meet(pieces[i], other):
                came[k] = i
                open_.append(k)
    return (start, end)


def meet(one: Piece, other: Piece) -> bool:
    """Whether an end of one piece lies on the other."""
    return any(touching(other, end) for end in (one.start, one.end)) or any(
        touching(one, end) for end in (other.start, other.end)
    )


def joint(one: Piece, other: Piece) -> Point:
    """Where two pieces meet: the end of one that is nearest to the other."""
    ends = [(apart(a, b), a) for a in (one.start, one.end) for b in (other.start, other.end)]
    ends += [(0.0, a) for a in (one.start, one.end) if on_piece(other, a)]
    ends += [(0.0, b) for b in (other.start, other.end) if on_piece(one, b)]
    return min(ends)[1]


def loose_ends(net: Net, pieces: Sequence[Piece]) -> list[Point]:
    """The ends of the pieces at which no other piece goes on."""
    found: list[Point] = []
    for i, piece in enumerate(pieces):
        for end in (piece.start, piece.end):
            at_symbol = net.near(end, JOINT) is not None
            goes_on = not at_symbol and any(
                touching(other, end) for k, other in enumerate(pieces) if k != i
            )
            if not goes_on and all(apart(end, one) > JOINT for one in found):
                found.append(end)
    return found
