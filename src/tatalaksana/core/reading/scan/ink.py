"""What is ink on a picture, and the straight lines in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading.page import Area
from tatalaksana.core.reading.scan.dots import Dots
from tatalaksana.core.reading.understand.labels import table

KNOWN = table("scan")["ink"]


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line along one axis, in points: at `at`, from `start` to `end`."""

    at: float
    start: float
    end: float
    thick: float

    @property
    def length(self) -> float:
        """From end to end."""
        return self.end - self.start


def per_point() -> float:
    """Dots of the working picture for each point."""
    return float(table("scan")["work"]["dots"]) / 72


def dots(points: float) -> int:
    """A length on the working picture, at least 1."""
    return max(1, round(points * per_point()))


def in_points(left: float, top: float, width: float, height: float) -> Area:
    """A rectangle of dots as an area in points."""
    k = per_point()
    return Area(left / k, top / k, (left + width) / k, (top + height) / k)


def cut(picture: Dots, area: Area, margin: float = 0.0) -> Dots:
    """The part of a picture in an area and at most `margin` points about it; a view, no copy."""
    k, (tall, wide) = per_point(), picture.shape
    top, bottom = (area.top - margin) * k, (area.bottom + margin) * k
    left, right = (area.left - margin) * k, (area.right + margin) * k
    down = slice(min(tall, max(0, int(top))), min(tall, max(0, int(bottom) + 1)))
    return picture[down, min(wide, max(0, int(left))) : min(wide, max(0, int(right) + 1))]


def ink_of(picture: Dots) -> Dots:
    """255 where a picture is darker than around it, else 0; grey grounds and shadows vanish."""
    import cv2  # noqa: PLC0415 - see needs

    calm = cv2.medianBlur(picture, 3)
    return cv2.adaptiveThreshold(
        calm,
        255,
        cv2.ADAPTIVE_THRESH_MEAN_C,
        cv2.THRESH_BINARY_INV,
        dots(KNOWN["around"]) | 1,
        KNOWN["contrast"],
    )


def lines_in(ink: Dots, *, across: bool, least: float) -> list[Line]:
    """The straight lines of at least `least` points, horizontal or vertical, in their order.

    Errors: ReadingError TL200 when there are more than on any page with a table.
    """
    import cv2  # noqa: PLC0415 - see needs

    known = table("scan")["lines"]
    size, k = dots(least), per_point()
    near = cv2.getStructuringElement(cv2.MORPH_RECT, (1, 3) if across else (3, 1))
    along = cv2.getStructuringElement(cv2.MORPH_RECT, (size, 1) if across else (1, size))
    # A line may lean by a dot on its way: it is first made a dot thicker on both sides.
    mask = cv2.morphologyEx(cv2.dilate(ink, near), cv2.MORPH_OPEN, along)
    mask = cv2.bitwise_and(mask, ink)
    count, _, stats, middles = cv2.connectedComponentsWithStats(mask, connectivity=8)
    if count > table("scan")["bounds"]["lines"]:
        raise crowded()
    found = []
    for i in range(1, count):
        left, top, width, height, mass = (int(one) for one in stats[i])
        length = width if across else height
        thick = mass / max(1, length)
        if length < size * 0.8 or thick > dots(known["thickest"]):
            continue
        start = left if across else top
        at = float(middles[i][1] if across else middles[i][0]) + 0.5
        found.append(Line(at / k, start / k, (start + length) / k, thick / k))
    return joined(found, known["joint"])


def crowded() -> ReadingError:
    """The refusal of a page with more lines or boxes than anybody draws."""
    return ReadingError(
        "Halaman pindaian ini terlalu rumit: garisnya terlalu banyak atau membentuk terlalu "
        "banyak kotak.",
        hint="Pindai ulang dengan 300 dpi hitam-putih, tanpa latar bergambar.",
    )


def joined(lines: Sequence[Line], gap: float) -> list[Line]:
    """Lines that follow one another at most `gap` apart as one."""
    found: list[Line] = []
    for line in sorted(lines, key=lambda one: (one.start, one.at)):
        for i, one in enumerate(found):
            level = abs(one.at - line.at) <= max(one.thick, line.thick, KNOWN["level"])
            if level and line.start <= one.end + gap:
                longer = one if one.length >= line.length else line
                found[i] = replace(longer, start=one.start, end=max(one.end, line.end))
                break
        else:
            found.append(line)
    return sorted(found, key=lambda one: (one.at, one.start))


def only(ink: Dots, areas: Sequence[Area]) -> Dots:
    """The ink that lies in `areas`."""
    kept = ink * 0
    for area in areas:
        cut(kept, area)[:] = cut(ink, area)
    return kept
