"""The outlines of symbols by their kinds."""

from __future__ import annotations

from tatalaksana.core.reading.explain.svg import path
from tatalaksana.core.reading.page import Area, Kind, Point, Shape


def outline(shape: Shape, area: Area, **values: str | float) -> str:
    """A symbol by its kind."""
    around = corners(shape.kind, area)
    return path([*around, around[0]], "", **values)


def corners(kind: Kind, area: Area) -> list[Point]:
    """The corners of a symbol, clockwise; round ones have eight."""
    left, top, right, bottom = area.left, area.top, area.right, area.bottom
    (x, y), cut = area.middle, min(area.width, area.height) * 0.3
    if kind is Kind.DIAMOND:
        return [(x, top), (right, y), (x, bottom), (left, y)]
    if kind is Kind.PENTAGON:
        return [(left, top), (right, top), (right, y), (x, bottom), (left, y)]
    if kind in (Kind.CAPSULE, Kind.CIRCLE):
        return [
            (left + cut, top), (right - cut, top), (right, top + cut), (right, bottom - cut),
            (right - cut, bottom), (left + cut, bottom), (left, bottom - cut), (left, top + cut),
        ]  # fmt: skip
    return [(left, top), (right, top), (right, bottom), (left, bottom)]
