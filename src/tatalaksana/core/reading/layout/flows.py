"""A flow drawn as one thing, a picture or an SVG, laid on the steps beside which it stands."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tatalaksana.core.reading.page import Area, Connector, Page, Point, Shape


@dataclass(frozen=True, slots=True)
class Flow:
    """Symbols, and the connectors between them by their place among these."""

    shapes: tuple[Shape, ...] = ()
    connectors: tuple[Connector, ...] = ()


def laid(flow: Flow, frame: Area, area: Area, edges: Sequence[float] = ()) -> Flow:
    """A flow whose own `frame` fills `area`.

    `edges` are the rules of the rows in it, from above. Where it has as many levels of symbols as
    there are rows, each level stands in its own row, however high the rows were when it was drawn.
    """
    across, down = area.width / frame.width, area.height / frame.height
    levels = levels_of(flow.shapes)
    plain = [area.top + (y - frame.top) * down for y in levels]
    rows = [(a + b) / 2 for a, b in pairwise(edges)]
    apart = len(rows) == len(levels) > 1 and not all(
        top < y < bottom for y, (top, bottom) in zip(plain, pairwise(edges), strict=True)
    )

    def point(one: Point) -> Point:
        x, y = area.left + (one[0] - frame.left) * across, area.top + (one[1] - frame.top) * down
        return x, between(one[1], levels, rows) if apart else y

    def place(one: Area) -> Area:
        return Area(*point((one.left, one.top)), *point((one.right, one.bottom)))

    return Flow(
        tuple(replace(one, area=place(one.area)) for one in flow.shapes),
        tuple(replace(one, points=tuple(map(point, one.points))) for one in flow.connectors),
    )


def levels_of(shapes: Sequence[Shape]) -> list[float]:
    """The heights at which symbols stand, from above; those beside one another are one level."""
    found: list[tuple[float, float]] = []  #: where each level stands, and where it ends
    for one in sorted(shapes, key=lambda one: one.area.middle[1]):
        y = one.area.middle[1]
        if not found or y > found[-1][1]:
            found.append((y, one.area.bottom))
    return [y for y, _ in found]


def between(y: float, levels: Sequence[float], rows: Sequence[float]) -> float:
    """A height where the levels were moved into their rows; beyond them as far as between them."""
    k = min(max(bisect(levels, y) - 1, 0), len(levels) - 2)
    share = (y - levels[k]) / (levels[k + 1] - levels[k])
    return rows[k] + share * (rows[k + 1] - rows[k])


def with_flow(page: Page, flow: Flow) -> Page:
    """The page with a flow that lies on it."""
    first = len(page.shapes)
    lines = (
        replace(
            one,
            start=None if one.start is None else one.start + first,
            end=None if one.end is None else one.end + first,
        )
        for one in flow.connectors
    )
    return replace(page, shapes=(*page.shapes, *flow.shapes), connectors=(*page.connectors, *lines))
