"""Finding ways on a sparse grid of channels: A* with costs for bends and crossings.

The lines of the grid are the channels; a stretch between two neighbouring crossings belongs to
at most one connector, and those beside it nearer than `CLEARANCE` to none, so that no two ever
run on top of each other or look as if they did. Source of the method:
Wybrow, Marriott, Stuckey, Orthogonal Connector Routing (Graph Drawing 2009), simplified.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

from tatalaksana.core.drawing.drawing import Box, Point

BEND, CROSSING = 11.0, 14.0  #: in millimetres of line that one of them is worth
CLEARANCE = 0.45  #: millimetres between a connector and what it passes
SAME = 0.05  #: millimetres; channels nearer than this are one
TRIES = 3_000  #: crossings looked at before the search gives up
LEVEL, PLUMB, TURNED = 1, 2, 4  #: how a connector uses a crossing
EAST, SOUTH, WEST, NORTH = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Gate:
    """Where a connector may begin or end: a point on a symbol and the way from it outwards."""

    point: Point
    out: int  #: EAST, SOUTH, WEST or NORTH
    cost: float = 0.0
    joins: bool = False  #: the point lies on a line of another connector, not on a symbol


class Grid:
    """The channels of one page and what already runs in them."""

    def __init__(self, xs: Iterable[float], ys: Iterable[float]) -> None:
        self.xs, self.ys = apart(xs), apart(ys)
        self.columns = len(self.xs)
        self.beside = close(self.xs), close(self.ys)
        count = self.columns * len(self.ys)
        self.use = bytearray(count)
        #: whether the stretch from each crossing lies open, in each direction
        self.free = tuple(bytearray(b"\1") * count for _ in (EAST, SOUTH, WEST, NORTH))
        for first in range(0, count, self.columns or 1):
            self.free[WEST][first] = self.free[EAST][first + self.columns - 1] = 0
        for column in range(min(self.columns, count)):
            self.free[NORTH][column] = self.free[SOUTH][count - 1 - column] = 0

    def block(self, box: Box) -> None:
        """Keep connectors out of `box` and its clearance."""
        left = bisect_right(self.xs, box.x - CLEARANCE)
        right = bisect_left(self.xs, box.right + CLEARANCE)
        top = bisect_right(self.ys, box.y - CLEARANCE)
        bottom = bisect_left(self.ys, box.bottom + CLEARANCE)
        for iy in range(top, bottom):
            for ix in range(max(left - 1, 0), min(right, self.columns - 1)):
                self.close(iy * self.columns + ix, EAST)
        for ix in range(left, right):
            for iy in range(max(top - 1, 0), min(bottom, len(self.ys) - 1)):
                self.close(iy * self.columns + ix, SOUTH)

    def close(self, node: int, way: int) -> None:
        """Close the stretch to the east or to the south of a crossing, from both its ends."""
        self.free[way][node] = 0
        self.free[way + 2][node + (1 if way == EAST else self.columns)] = 0

    def way(self, starts: Iterable[Gate], ends: Iterable[Gate]) -> list[Point] | None:
        """The cheapest free way from a start to an end, taken and marked; None if there is none."""
        first = [(node, gate) for gate in starts if (node := self.outside(gate)) is not None]
        goals: dict[int, list[Gate]] = {}
        for gate in ends:
            node = self.outside(gate)
            if node is not None:
                goals.setdefault(node, []).append(gate)
        found = self.search(first, goals) if first and goals else None
        if found is None:
            return None
        nodes, start, end = found
        self.take(nodes, start.out, (end.out + 2) % 4)
        if end.joins:
            self.claim(nodes[-1], (end.out + 2) % 4)
            self.use[self.at(self.ys, end.point[1]) * self.columns
                     + self.at(self.xs, end.point[0])] |= TURNED  # fmt: skip
        return straightened([start.point, *map(self.point, nodes), end.point])

    def outside(self, gate: Gate) -> int | None:
        """The first crossing outside of the gate's symbol; None if there is none."""
        x, y = gate.point
        ix, iy = self.at(self.xs, x), self.at(self.ys, y)
        if gate.out == EAST:
            ix = bisect_right(self.xs, x + CLEARANCE - SAME)
        elif gate.out == WEST:
            ix = bisect_left(self.xs, x - CLEARANCE + SAME) - 1
        elif gate.out == SOUTH:
            iy = bisect_right(self.ys, y + CLEARANCE - SAME)
        else:
            iy = bisect_left(self.ys, y - CLEARANCE + SAME) - 1
        if not (0 <= ix < self.columns and 0 <= iy < len(self.ys)):
            return None
        node = iy * self.columns + ix
        if gate.joins and not self.free[(gate.out + 2) % 4][node]:
            return None
        return node

    @staticmethod
    def at(lines: list[float], value: float) -> int:
        """The index of the channel at `value`, or -1."""
        i = bisect_left(lines, value - SAME)
        return i if i < len(lines) and abs(lines[i] - value) <= SAME else -1

    def point(self, node: int) -> Point:
        """Where a crossing lies."""
        return self.xs[node % self.columns], self.ys[node // self.columns]

    def occupy(self, here: Point, there: Point) -> None:
        """Take the straight line between two points, for a link that needs no search."""
        (a, b), (c, d) = sorted((here, there))
        level = abs(b - d) <= SAME
        lines = self.xs if level else self.ys
        first, last = (a, c) if level else (b, d)
        other = self.at(self.ys, b) if level else self.at(self.xs, a)
        step, base = (1, other * self.columns) if level else (self.columns, other)
        if other < 0:
            return
        left, right = bisect_left(lines, first), bisect_right(lines, last)
        for i in range(max(left - 1, 0), min(right, len(lines) - 1)):
            self.claim(base + i * step, EAST if level else SOUTH)
        for i in range(left, right):
            self.use[base + i * step] |= LEVEL if level else PLUMB

    def claim(self, node: int, way: int) -> None:
        """Take the stretch from `node` to its neighbour, and those that would look the same."""
        at = node - 1 if way == WEST else node - self.columns if way == NORTH else node
        if way in (EAST, WEST):
            for there in self.beside[1][at // self.columns]:
                self.close(there * self.columns + at % self.columns, EAST)
        else:
            for there in self.beside[0][at % self.columns]:
                self.close(at - at % self.columns + there, SOUTH)

    def search(
        self, first: list[tuple[int, Gate]], goals: dict[int, list[Gate]]
    ) -> tuple[list[int], Gate, Gate] | None:
        """A* over states (crossing, direction), as numbers 4 * crossing + direction."""
        xs, ys, columns, use, free = self.xs, self.ys, self.columns, self.use, self.free
        goal_x, goal_y = [xs[n % columns] for n in goals], [ys[n // columns] for n in goals]
        left, right, top, bottom = min(goal_x), max(goal_x), min(goal_y), max(goal_y)
        shift = (1, columns, -1, -columns)
        best: dict[int, float] = {}
        before: dict[int, int] = {}
        begun: dict[int, Gate] = {}
        heap: list[tuple[float, int, float, int, Gate | None]] = []
        for node, gate in first:
            state = 4 * node + gate.out
            if gate.cost < best.get(state, 1e9):
                best[state], begun[state] = gate.cost, gate
                heappush(heap, (gate.cost, len(heap), gate.cost, state, None))
        tries, count = 0, len(heap)
        while heap and tries < TRIES:
            _, _, cost, state, end = heappop(heap)
            if end is not None:
                return self.told(state, before), begun[self.root(state, before)], end
            if cost > best[state]:
                continue
            tries += 1
            node, going = state >> 2, state & 3
            here_x, here_y, used = xs[node % columns], ys[node // columns], use[node]
            taken = used & ((LEVEL if going in (EAST, WEST) else PLUMB) | TURNED)
            straight = None if taken else cost + (CROSSING if used else 0.0)
            bent = None if used else cost + BEND
            for gate in goals.get(node, ()):
                way = (gate.out + 2) % 4
                price = straight if way == going else bent if gate.out != going else None
                if price is not None:
                    count += 1
                    total = price + gate.cost
                    heappush(heap, (total, count, total, state, gate))
            for way in (going, (going + 1) % 4, (going + 3) % 4):
                price = straight if way == going else bent
                if price is None or not free[way][node]:
                    continue
                there = node + shift[way]
                x, y = xs[there % columns], ys[there // columns]
                price += abs(x - here_x) + abs(y - here_y)
                state_there = 4 * there + way
                if price < best.get(state_there, 1e9):
                    best[state_there], before[state_there] = price, state
                    across = left - x if x < left else x - right if x > right else 0.0
                    along = top - y if y < top else y - bottom if y > bottom else 0.0
                    hope = across + along
                    if across if way in (SOUTH, NORTH) else along:
                        hope += BEND
                    count += 1
                    heappush(heap, (price + hope, count, price, state_there, None))
        return None

    @staticmethod
    def root(state: int, before: dict[int, int]) -> int:
        """The state a way began with."""
        while state in before:
            state = before[state]
        return state

    @staticmethod
    def told(state: int, before: dict[int, int]) -> list[int]:
        """The crossings of a way, from its start."""
        nodes = [state >> 2]
        while state in before:
            state = before[state]
            nodes.append(state >> 2)
        return nodes[::-1]

    def take(self, nodes: list[int], out: int, into: int) -> None:
        """Mark a way that leaves its symbol towards `out` and enters towards `into`."""
        ways = [out, *(self.towards(a, b) for a, b in pairwise(nodes)), into]
        for node, (came, goes) in zip(nodes, pairwise(ways), strict=True):
            self.use[node] |= TURNED if came != goes else LEVEL if came in (EAST, WEST) else PLUMB
        for node, way in zip(nodes, ways[1:-1], strict=False):
            self.claim(node, way)

    def towards(self, here: int, there: int) -> int:
        """The direction from a crossing to its neighbour."""
        step = there - here
        if step in (1, -1) and self.columns > 1:
            return EAST if step == 1 else WEST
        return SOUTH if step > 0 else NORTH


def apart(lines: Iterable[float]) -> list[float]:
    """The lines in order, each once."""
    found: list[float] = []
    for line in sorted(lines):
        if not found or line - found[-1] > SAME:
            found.append(line)
    return found


def close(lines: list[float]) -> list[range]:
    """Of each line: the lines nearer than `CLEARANCE`, itself among them."""
    return [
        range(bisect_right(lines, line - CLEARANCE), bisect_left(lines, line + CLEARANCE))
        for line in lines
    ]


def straightened(points: list[Point]) -> list[Point]:
    """The corners only."""
    kept = [points[0]]
    for here, there in pairwise(points[1:]):
        (a, b), (x, y), (c, d) = kept[-1], here, there
        level = abs(b - y) <= SAME and abs(y - d) <= SAME
        plumb = abs(a - x) <= SAME and abs(x - c) <= SAME
        if not (level or plumb):
            kept.append(here)
    return [*kept, points[-1]]
