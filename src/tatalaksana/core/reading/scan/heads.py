"""Arrow heads on a picture: small filled triangles at a line, thicker than any line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tatalaksana.core.reading.page import Area, Point
from tatalaksana.core.reading.pdf.outlines import Head
from tatalaksana.core.reading.scan.dots import Dots
from tatalaksana.core.reading.scan.ink import Line, dots, in_points
from tatalaksana.core.reading.understand.labels import table

KNOWN = table("scan")["heads"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A thick spot: its dots, and where they begin."""

    part: Dots
    left: int
    top: int

    @property
    def area(self) -> Area:
        """Around its dots, in points."""
        (x0, x1), (y0, y1) = span(self.part.any(axis=0)), span(self.part.any(axis=1))
        return in_points(self.left + x0, self.top + y0, x1 - x0, y1 - y0)


def heads_in(
    ink: Dots, flat: Sequence[Line], tall: Sequence[Line], symbols: Sequence[Area]
) -> list[Head]:
    """The heads that stand on one of the lines, in points. The symbols are erased from `ink`."""
    found = []
    for spot in spots(ink):
        area = spot.area
        ways = on_lines(area, flat, across=True), on_lines(area, tall, across=False)
        base = base_away(area, symbols, ways) or widest_side(spot, ways)
        if base:
            found.append(Head(opposite(area, base), base))
    return found


def spots(ink: Dots) -> Iterator[Spot]:
    """What is thicker than a line, and not larger than a head."""
    import cv2  # noqa: PLC0415 - see needs

    size = dots(KNOWN["thick"])
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size))
    thick = cv2.morphologyEx(ink, cv2.MORPH_OPEN, disc)
    count, marks, stats, _ = cv2.connectedComponentsWithStats(thick, connectivity=8)
    more = dots(KNOWN["about"])
    around = cv2.getStructuringElement(cv2.MORPH_RECT, (more, more))
    for i in range(1, count):
        left, top, width, height, _ = (int(one) for one in stats[i])
        if max(width, height) > dots(KNOWN["largest"]):
            continue
        y, x = max(0, top - more), max(0, left - more)
        part = (marks[y : top + height + more, x : left + width + more] == i).astype("uint8") * 255
        part = cv2.dilate(part, around)
        part = cv2.bitwise_and(part, ink[y : y + part.shape[0], x : x + part.shape[1]]) // 255
        if part.any():
            yield Spot(part, x, y)


def on_lines(area: Area, lines: Sequence[Line], *, across: bool) -> bool:
    """Whether one of the lines runs into the middle of a spot."""
    near = KNOWN["touches"]
    x, y = area.middle
    at, low, high = (y, area.left, area.right) if across else (x, area.top, area.bottom)
    return any(
        abs(one.at - at) <= near and one.start - near <= high and low <= one.end + near
        for one in lines
    )


def base_away(area: Area, symbols: Sequence[Area], ways: tuple[bool, bool]) -> Point | None:
    """The base of a head that touches a symbol: on its far side, where its line comes from."""
    near = KNOWN["touches"]
    x, y = area.middle
    for one in symbols:
        if ways[0] and one.top <= y <= one.bottom:
            if abs(area.left - one.right) <= near:
                return area.right, y
            if abs(area.right - one.left) <= near:
                return area.left, y
        if ways[1] and one.left <= x <= one.right:
            if abs(area.top - one.bottom) <= near:
                return x, area.bottom
            if abs(area.bottom - one.top) <= near:
                return x, area.top
    return None


def widest_side(spot: Spot, ways: tuple[bool, bool]) -> Point | None:
    """The base of a head by its form; None where it is as wide at both ends."""
    area = spot.area
    x, y = area.middle
    across, down = tapering(spot.part.sum(axis=0)), tapering(spot.part.sum(axis=1))
    if ways[0] and abs(across) >= KNOWN["tapers"] and (abs(across) >= abs(down) or not ways[1]):
        return (area.right if across > 0 else area.left), y
    if ways[1] and abs(down) >= KNOWN["tapers"]:
        return x, (area.bottom if down > 0 else area.top)
    return None


def opposite(area: Area, point: Point) -> Point:
    """The point of an area that lies across from `point`."""
    return area.left + area.right - point[0], area.top + area.bottom - point[1]


def span(filled: Dots) -> tuple[int, int]:
    """Where a row of dots begins and ends to be filled."""
    found = filled.nonzero()[0]
    return int(found[0]), int(found[-1]) + 1


def tapering(counts: Dots) -> float:
    """Where a spot is widest: 1 at its end, -1 at its beginning, 0 in the middle."""
    start, end = span(counts > 0)
    wide = (counts >= KNOWN["widest"] * counts.max()).nonzero()[0]
    return float((wide.mean() + 0.5 - (start + end) / 2) / ((end - start) / 2))
