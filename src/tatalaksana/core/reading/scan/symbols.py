"""The closed shapes of a flow chart on a picture: what their outline goes around is white."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tatalaksana.core.reading.page import Area, Kind
from tatalaksana.core.reading.scan.dots import Dots
from tatalaksana.core.reading.scan.ink import cut, dots, in_points, per_point
from tatalaksana.core.reading.understand.labels import table

KNOWN = table("scan")["symbols"]


@dataclass(frozen=True, slots=True)
class Outline:
    """A closed shape in points, to the middle of its outline."""

    kind: Kind
    area: Area


def symbols_in(ink: Dots) -> list[Outline]:
    """The symbols of a picture, and what looks like one: letters in boxes, marks of a code."""
    import cv2  # noqa: PLC0415 - see needs

    found: list[Outline] = []
    for gap in KNOWN["closing"]:
        shown = ink
        if gap:
            square = cv2.getStructuringElement(cv2.MORPH_RECT, (dots(gap), dots(gap)))
            shown = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, square)
        contours, nesting = cv2.findContours(shown, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
        if nesting is None:
            continue
        for contour, (_, _, _, parent) in zip(contours, nesting[0], strict=True):
            outline = outline_of(contour, shown) if parent >= 0 else None
            if outline and not any(same(outline.area, one.area) for one in found):
                found.append(outline)
    return innermost(found)


def outline_of(contour: Dots, ink: Dots) -> Outline | None:
    """The symbol around one white spot; None where it is none."""
    import cv2  # noqa: PLC0415 - see needs

    left, top, width, height = cv2.boundingRect(contour)
    small = width < dots(KNOWN["smallest"][0]) or height < dots(KNOWN["smallest"][1])
    if small or width > dots(KNOWN["largest"][0]) or height > dots(KNOWN["largest"][1]):
        return None
    filled = cv2.contourArea(cv2.convexHull(contour)) / (width * height)
    own = cv2.contourArea(contour) / (width * height)
    if own < KNOWN["dented"] * filled:
        return None  # dented: the white between letters or arrows
    area = Area(left, top, left + width, top + height)
    kind = kind_of(cuts_of(contour, area), filled, area)
    if kind is None or not drawn_so(kind, contour):
        return None
    stroke = stroke_of(area, ink)
    if (
        kind in (Kind.BOX, Kind.PENTAGON)
        and lines_beyond(area, ink, stroke) > KNOWN["most_going_on"]
    ):
        return None
    return Outline(kind, widened(area, stroke))


def cuts_of(contour: Dots, area: Area) -> list[float]:
    """How far each corner of an area is cut off, in halves of its shorter side."""
    points = contour[:, 0, :].astype("float32")
    half = min(area.width, area.height) / 2
    return [
        float((abs(points[:, 0] - x) + abs(points[:, 1] - y)).min()) / half
        for x, y, _, _ in corners(area)
    ]


def kind_of(cuts: Sequence[float], filled: float, area: Area) -> Kind | None:
    """The kind of a symbol by its corners; None where no symbol has such corners."""
    square = [one <= KNOWN["square"] for one in cuts]
    if not any(square):
        return rounded_kind(cuts, filled, area)
    if all(square):
        return Kind.BOX if filled >= KNOWN["whole"] else None
    # left above, left below, right above, right below
    pairs = ((0, 1), (2, 3), (0, 2), (1, 3))
    side = sum(square) == 2 and any(square[i] and square[k] for i, k in pairs)
    return Kind.PENTAGON if side and filled > KNOWN["house"] else None


def rounded_kind(cuts: Sequence[float], filled: float, area: Area) -> Kind | None:
    """The kind of a symbol all of whose corners are cut off."""
    least = min(cuts) * min(area.width, area.height) / 2
    if max(cuts) - min(cuts) > KNOWN["unlike"] or least < dots(KNOWN["rounded"]):
        return None
    if filled <= KNOWN["diamond"]:
        return Kind.DIAMOND if filled >= KNOWN["slim"] else None
    if not KNOWN["full"][0] <= filled <= KNOWN["full"][1]:
        return None
    likeness = area.width / area.height
    small = area.width < dots(KNOWN["round"])
    flattest, highest = KNOWN["like_circle"]
    return Kind.CIRCLE if small and flattest < likeness < highest else Kind.CAPSULE


def corners(area: Area) -> Iterator[tuple[float, float, int, int]]:
    """The four corners of an area, each with the way outwards."""
    for x, dx in ((area.left, -1), (area.right, 1)):
        for y, dy in ((area.top, -1), (area.bottom, 1)):
            yield x, y, dx, dy


def drawn_so(kind: Kind, contour: Dots) -> bool:
    """Whether the corners of an outline are those of its kind; round ones have none to count."""
    import cv2  # noqa: PLC0415 - see needs

    if kind in (Kind.CAPSULE, Kind.CIRCLE):
        return True
    hull = cv2.convexHull(contour)
    bends = cv2.approxPolyDP(hull, KNOWN["bend"] * cv2.arcLength(hull, closed=True), closed=True)
    return len(bends) == (5 if kind is Kind.PENTAGON else 4)


def lines_beyond(area: Area, ink: Dots, stroke: int) -> int:
    """How many lines go on beyond the corners: the white between rules has them, a box has not."""
    far, near = dots(KNOWN["outward"]), stroke
    count = 0
    for x, y, dx, dy in corners(area):
        thick = (y - near, y) if dy < 0 else (y, y + near)
        beside = (x - far - near, x - near) if dx < 0 else (x + near, x + near + far)
        count += runs_on(ink, Area(beside[0], thick[0], beside[1], thick[1]), across=True)
        thick = (x - near, x) if dx < 0 else (x, x + near)
        beside = (y - far - near, y - near) if dy < 0 else (y + near, y + near + far)
        count += runs_on(ink, Area(thick[0], beside[0], thick[1], beside[1]), across=False)
    return count


def runs_on(ink: Dots, area: Area, *, across: bool) -> bool:
    """Whether a line runs through a small area from end to end."""
    part = ink[
        max(0, int(area.top)) : max(0, int(area.bottom)),
        max(0, int(area.left)) : max(0, int(area.right)),
    ]
    if not part.size:
        return False
    dark = part.any(axis=0 if across else 1)
    return bool(dark.mean() >= KNOWN["goes_on"])


def stroke_of(area: Area, ink: Dots) -> int:
    """How many dots thick the outline about a white spot is: the median of its four sides."""
    most = dots(KNOWN["stroke"]) + 2
    tall, wide = ink.shape
    x, y = min(wide - 1, int(area.middle[0])), min(tall - 1, int(area.middle[1]))
    left, top, right, bottom = (int(v) for v in (area.left, area.top, area.right, area.bottom))
    ways = (
        ink[max(0, top - most) : top, x][::-1], ink[bottom : bottom + most, x],
        ink[y, max(0, left - most) : left][::-1], ink[y, right : right + most],
    )  # fmt: skip
    thick = sorted(run_of(way) for way in ways)
    return max(1, min(thick[1], most))


def run_of(way: Dots) -> int:
    """How many dots in a row are ink, from the first that is."""
    filled = way > 0
    if not filled.any():
        return 0
    first = int(filled.argmax())
    rest = filled[first:]
    return int(rest.argmin()) if not rest.all() else len(rest)


def widened(area: Area, stroke: float) -> Area:
    """The area in points with the outline around it, to the middle of its stroke."""
    more = stroke / 2
    return in_points(area.left - more, area.top - more, area.width + stroke, area.height + stroke)


def same(one: Area, other: Area) -> bool:
    """Whether two areas are findings of one symbol."""
    wide = min(one.right, other.right) - max(one.left, other.left)
    tall = min(one.bottom, other.bottom) - max(one.top, other.top)
    if wide <= 0 or tall <= 0:
        return False
    sizes = one.width * one.height, other.width * other.height
    return bool(wide * tall >= KNOWN["twin"] * max(sizes))


def innermost(found: Iterable[Outline]) -> list[Outline]:
    """The symbols in which no other one lies: two outlines, one within the other, are a frame."""
    kept: list[Outline] = []
    for one in sorted(found, key=lambda one: one.area.width * one.area.height):
        if not any(one.area.holds(other.area.middle) for other in kept):
            kept.append(one)
    return kept


def without(picture: Dots, symbols: Iterable[Outline], margin: float, colour: int) -> Dots:
    """A copy of a picture in which the symbols and `margin` points about them have one colour."""
    import cv2  # noqa: PLC0415 - see needs
    import numpy as np  # noqa: PLC0415

    left, k = picture.copy(), per_point()
    for one in symbols:
        if one.kind is not Kind.DIAMOND:  # labels stand close to a diamond, beside its slopes
            cut(left, one.area, margin)[:] = colour
            continue
        (x, y), area, more = one.area.middle, one.area, 1.5 * margin
        ends = (
            (x, area.top - more), (area.right + more, y),
            (x, area.bottom + more), (area.left - more, y),
        )  # fmt: skip
        points = np.rint(np.array(ends) * k).astype("int32")
        cv2.fillConvexPoly(left, points, colour)
    return left
