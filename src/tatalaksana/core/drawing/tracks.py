"""The tracks along a lane: for the links of a BPMN process that do not lead to the next column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tatalaksana.core.drawing.drawing import Box, Way
from tatalaksana.core.drawing.nodes import GAP, GATEWAY_WIDTH
from tatalaksana.core.drawing.process import Link, Process

BETWEEN = 12.0  #: least distance of two lines on one track, in pixels


@dataclass(frozen=True, slots=True)
class Span:
    """A link that runs along the lane it leaves, on a track above or below its nodes."""

    link: Link
    lane: int
    above: bool  #: the track is the one above the nodes
    from_above: bool  #: the target is entered through its upper edge
    leaves: float  #: x in pixels
    enters: float  #: x in pixels
    track: int = 0  #: counted from the nodes outwards


def spans_of(process: Process, boxes: dict[str, Box]) -> dict[str, Span]:
    """The links that need a track, by id: where they leave, run and enter."""
    lane_of = {node.id: node.lane for node in process.nodes}
    order = {node.id: number for number, node in enumerate(process.nodes)}
    far = [
        link
        for link in process.links
        if link.way is Way.RETURN or order[link.target] != order[link.source] + 1
    ]
    sides = {link.id: sides_of(link, lane_of) for link in far}
    enters = entries(far, sides, boxes, order)
    spans = [
        Span(
            link,
            lane_of[link.source],
            *sides[link.id],
            leaving(link, boxes[link.source]),
            enters[link.id],
        )
        for link in far
    ]
    return on_tracks(spans)


def sides_of(link: Link, lane_of: dict[str, int]) -> tuple[bool, bool]:
    """Whether a link runs above its lane's nodes, and whether it enters its target from above.

    It turns to the side of its target; within a lane the way on runs above, a return below.
    """
    here, there = lane_of[link.source], lane_of[link.target]
    if here == there:
        onwards = link.way is not Way.RETURN
        return onwards, onwards
    return there < here, there > here


def leaving(link: Link, box: Box) -> float:
    """Where a link turns to its track: a return in its column, the way on behind it."""
    if link.way is Way.RETURN:
        return box.middle[0]
    return box.middle[0] + (GATEWAY_WIDTH + GAP) / 2


def entries(
    links: Sequence[Link],
    sides: dict[str, tuple[bool, bool]],
    boxes: dict[str, Box],
    order: dict[str, int],
) -> dict[str, float]:
    """Where each link meets the edge of its target, so ordered that they need not cross."""
    meeting: dict[tuple[str, bool], list[Link]] = {}
    for link in links:
        meeting.setdefault((link.target, sides[link.id][1]), []).append(link)
    found: dict[str, float] = {}
    for (target, _), group in meeting.items():
        # from the left the nearest first, then from the right the farthest first
        ordered = sorted(
            group,
            key=lambda link: (order[link.source] >= order[link.target], -order[link.source]),
        )
        box = boxes[target]
        for number, link in enumerate(ordered, 1):
            found[link.id] = round(box.x + box.width * number / (len(group) + 1), 1)
    return found


def on_tracks(spans: Sequence[Span]) -> dict[str, Span]:
    """Each span on the innermost track that is free, the short ones first."""
    found: dict[str, Span] = {}
    for span in sorted(spans, key=lambda one: abs(one.leaves - one.enters)):
        beside = [o for o in found.values() if (o.lane, o.above) == (span.lane, span.above)]
        taken = {other.track for other in beside if meet(span, other)}
        free = next(track for track in range(len(taken) + 1) if track not in taken)
        found[span.link.id] = Span(
            span.link, span.lane, span.above, span.from_above, span.leaves, span.enters, free
        )
    return found


def meet(one: Span, other: Span) -> bool:
    """Whether two spans would touch on one track."""
    return (
        min(one.leaves, one.enters) < max(other.leaves, other.enters) + BETWEEN
        and min(other.leaves, other.enters) < max(one.leaves, one.enters) + BETWEEN
    )
