"""A picture brought to the working size, and level: turned upright and its lean taken out."""

from __future__ import annotations

import math
from collections.abc import Iterable

from tatalaksana.core.reading.page import Levelling
from tatalaksana.core.reading.scan.dots import Dots
from tatalaksana.core.reading.scan.ink import dots
from tatalaksana.core.reading.scan.tesseract import turn_of
from tatalaksana.core.reading.understand.labels import table

KNOWN = table("scan")["upright"]


def levelled(picture: Dots, per_inch: float) -> tuple[Dots, Levelling]:
    """The picture upright and level, of the working number of dots in an inch, and how it was so.

    Errors: TooSlow TL203, ReaderStopped TL205 as `turn_of`.
    """
    import cv2  # noqa: PLC0415 - see needs

    picture = sized(picture, per_inch)
    lean = lean_of(picture)
    picture = level(picture, Levelling(lean, 0))
    turn = turn_of(
        cv2.resize(picture, None, fx=KNOWN["half"], fy=KNOWN["half"], interpolation=cv2.INTER_AREA)
    )
    return level(picture, Levelling(0.0, turn)), Levelling(lean, turn)


def level(picture: Dots, how: Levelling) -> Dots:
    """The picture turned in this way, however many dots it has in an inch."""
    import cv2  # noqa: PLC0415 - see needs

    if abs(how.lean) > KNOWN["least_lean"]:
        picture = turned_by(picture, how.lean)
    turns = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
    return cv2.rotate(picture, turns[how.turn]) if how.turn in turns else picture


def sized(picture: Dots, per_inch: float) -> Dots:
    """The picture with the working number of dots in an inch."""
    import cv2  # noqa: PLC0415 - see needs

    scale = table("scan")["work"]["dots"] / per_inch
    scale = min(scale, KNOWN["longest"] / max(picture.shape))
    if abs(scale - 1) <= KNOWN["same"]:
        return picture
    how = cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA
    return cv2.resize(picture, None, fx=scale, fy=scale, interpolation=how)


def lean_of(picture: Dots) -> float:
    """By how many degrees the long lines lean, clockwise; 0 where there are none."""
    import cv2  # noqa: PLC0415 - see needs

    small = cv2.resize(
        picture, None, fx=KNOWN["half"], fy=KNOWN["half"], interpolation=cv2.INTER_AREA
    )
    found = cv2.createLineSegmentDetector(cv2.LSD_REFINE_NONE).detect(small)[0]
    least = dots(KNOWN["long"]) * KNOWN["half"]
    lines: list[tuple[float, float]] = []  # angle, length
    for x0, y0, x1, y1 in found.reshape(-1, 4).tolist() if found is not None else ():
        length = math.hypot(y1 - y0, x1 - x0)
        angle = (math.degrees(math.atan2(y1 - y0, x1 - x0)) + 45) % 90 - 45  # upright ones too
        if length >= least and abs(angle) <= KNOWN["lean"]:
            lines.append((angle, length))
    return middle_of(lines)


def middle_of(lines: Iterable[tuple[float, float]]) -> float:
    """The angle on whose both sides the lines are as long together; 0 without lines."""
    ordered = sorted(lines)
    half = sum(length for _, length in ordered) / 2
    passed = 0.0
    for angle, length in ordered:
        passed += length
        if passed >= half:
            return angle
    return 0.0


def turned_by(picture: Dots, degrees: float) -> Dots:
    """The picture turned back by some degrees about its middle; what is new is white."""
    import cv2  # noqa: PLC0415 - see needs

    tall, wide = picture.shape
    how = cv2.getRotationMatrix2D((wide / 2, tall / 2), degrees, 1.0)
    return cv2.warpAffine(
        picture, how, (wide, tall), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
