"""A flow drawn as one thing, a picture or an SVG, laid on the steps beside which it stands."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tatalaksana.core.reading.page import Area, Connector, Page, Point, Shape


@dataclass(frozen=True, slots=True)
class Flow:
    """Symbols, and the connectors between them by their place among these."""

    shapes: tuple[Shape, ...] = ()
    connectors: tuple[Connector, ...] = ()


def laid(flow: Flow, frame: Area, area: Area) -> Flow:
    """A flow whose own `frame` fills `area`."""
    across, down = area.width / frame.width, area.height / frame.height

    def point(one: Point) -> Point:
        x, y = one[0] - frame.left, one[1] - frame.top
        return area.left + x * across, area.top + y * down

    def place(one: Area) -> Area:
        return Area(*point((one.left, one.top)), *point((one.right, one.bottom)))

    return Flow(
        tuple(replace(one, area=place(one.area)) for one in flow.shapes),
        tuple(replace(one, points=tuple(map(point, one.points))) for one in flow.connectors),
    )


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
