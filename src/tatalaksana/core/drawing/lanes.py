"""The places of a BPMN process: one lane a performer, one column a node, in pixels.

Because no two nodes share a column, a line that goes up or down in the middle of a column, or
between two columns, meets no node. Links to the next column bend between the columns; every other
one runs along its own track at the edge of the lane it leaves. The origin is the upper left
corner, y grows downwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from tatalaksana.core.drawing.drawing import Box, Point, Way
from tatalaksana.core.drawing.metrics import length
from tatalaksana.core.drawing.nodes import (
    GAP,
    HEADER,
    LINE,
    NEAR,
    SIZE,
    TASK_LEAST,
    body_of,
    columns_of,
    even,
    label_size,
    upright_length,
)
from tatalaksana.core.drawing.process import Link, Node, Process, Sort
from tatalaksana.core.drawing.tracks import Span, spans_of

LEFT, TOP = 160.0, 80.0  #: where the first pool begins; modellers keep their tools left of it
EDGE = 18.0  #: free at the upper and lower edge of a lane
TRACK = 16.0  #: from one line along a lane to the next
SLASH = 10.0  #: the mark of the default flow, behind its gateway


@dataclass(frozen=True, slots=True)
class Route:
    """The corners of a link, from border to border, and where its name stands."""

    points: tuple[Point, ...]
    label: Box | None = None


@dataclass(frozen=True, slots=True)
class Pool:
    """A process with a place for everything in it. Units: pixels."""

    process: Process
    box: Box
    lanes: tuple[Box, ...]
    nodes: dict[str, Box]
    labels: dict[str, Box]  #: the names beside events and gateways
    routes: dict[str, Route]


@dataclass(frozen=True, slots=True)
class Lane:
    """How high the nodes of a lane are, and how many tracks it has above and below them."""

    body: float
    above: int
    below: int
    least: float  #: for its name

    @property
    def height(self) -> float:
        """The height of the lane."""
        return max(self.least, 2 * EDGE + self.body + (self.above + self.below) * TRACK)


def laid_out(process: Process, top: float = TOP) -> Pool:
    """The places of everything in `process`, its pool beginning at `top`."""
    flat, right = columns_of(process.nodes, LEFT + 2 * HEADER + GAP)
    spans = spans_of(process, flat)
    lanes = lanes_of(process, flat, spans.values())
    boxes = stacked(lanes, top, right)
    middles = [
        box.y + (box.height + (lane.above - lane.below) * TRACK) / 2
        for lane, box in zip(lanes, boxes, strict=True)
    ]
    nodes = {
        node.id: replace(flat[node.id], y=middles[node.lane] - flat[node.id].height / 2)
        for node in process.nodes
    }
    routes = {}
    for link in process.links:
        source, target, span = nodes[link.source], nodes[link.target], spans.get(link.id)
        if span is None:
            routes[link.id] = straight(link, source, target)
        else:
            outside = lanes[span.lane].body / 2 + (span.track + 1) * TRACK
            line = middles[span.lane] + (-outside if span.above else outside)
            routes[link.id] = along(span, line, source, target)
    below = {s.link.source for s in spans.values() if s.link.way is Way.RETURN and not s.above}
    return Pool(
        process=process,
        box=Box(LEFT, top, right - LEFT, boxes[-1].bottom - top),
        lanes=boxes,
        nodes=nodes,
        labels={
            node.id: beside(node, nodes[node.id], above=node.id in below)
            for node in process.nodes
            if node.sort is not Sort.TASK
        },
        routes=routes,
    )


def lanes_of(process: Process, boxes: dict[str, Box], spans: Iterable[Span]) -> list[Lane]:
    """What each lane must hold; together they are high enough for the name of the pool."""
    found = []
    for number, name in enumerate(process.lanes):
        bodies = [body_of(one, boxes[one.id]) for one in process.nodes if one.lane == number]
        tracks = {
            side: max(
                (s.track + 1 for s in spans if (s.lane, s.above) == (number, side)), default=0
            )
            for side in (True, False)
        }
        least = max(TASK_LEAST, upright_length(name))
        found.append(Lane(max(bodies, default=0.0), tracks[True], tracks[False], least))
    lacking = upright_length(process.name) - sum(lane.height for lane in found)
    more = even(max(0.0, lacking) / len(found))
    return [replace(lane, least=lane.height + more) for lane in found]


def stacked(lanes: Iterable[Lane], top: float, right: float) -> tuple[Box, ...]:
    """The lanes, one below the other."""
    boxes = []
    for lane in lanes:
        boxes.append(Box(LEFT + HEADER, top, right - LEFT - HEADER, lane.height))
        top += lane.height
    return tuple(boxes)


def straight(link: Link, source: Box, target: Box) -> Route:
    """From the right edge to the left edge of the next column, with a bend between them."""
    (x1, y1), (x2, y2) = (source.right, source.middle[1]), (target.x, target.middle[1])
    label = behind(link, source)
    if y1 == y2:
        return Route(((x1, y1), (x2, y2)), label)
    turn = x2 - GAP / 2
    return Route(((x1, y1), (turn, y1), (turn, y2), (x2, y2)), label)


def along(span: Span, line: float, source: Box, target: Box) -> Route:
    """From a gateway to the track at y = `line`, along it, and to the edge of the target."""
    last = (span.enters, target.y if span.from_above else target.bottom)
    turns = ((span.leaves, line), (span.enters, line), last)
    if span.link.way is not Way.RETURN:
        y = source.middle[1]
        return Route(((source.right, y), (span.leaves, y), *turns), behind(span.link, source))
    tip = source.y if span.above else source.bottom
    wide = even(length(span.link.name, SIZE) + 2 * NEAR)
    y = tip - NEAR - LINE if span.above else tip + NEAR
    return Route(((span.leaves, tip), *turns), Box(span.leaves + NEAR, y, wide, LINE))


def behind(link: Link, source: Box) -> Box | None:
    """Where the name of a way on stands: above the line, right of its gateway."""
    if not link.name:
        return None
    wide = even(length(link.name, SIZE) + 2 * NEAR)
    return Box(source.right + SLASH, source.middle[1] - NEAR / 2 - LINE, wide, LINE)


def beside(node: Node, box: Box, *, above: bool) -> Box:
    """Where the name of an event or a gateway stands."""
    width, height = label_size(node)
    y = box.y - NEAR - height if above else box.bottom + NEAR
    return Box(box.middle[0] - width / 2, y, width, height)
