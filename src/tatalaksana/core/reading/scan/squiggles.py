"""The red lines under words that a word processor draws, and a picture of its window shows."""

from __future__ import annotations

from tatalaksana.core.reading.scan.dots import Dots
from tatalaksana.core.reading.understand.labels import table

KNOWN = table("scan")["squiggles"]


def without_squiggles(picture: Dots, per_point: float) -> Dots:
    """A picture of blue, green and red in grey, without the flat red lines in it."""
    import cv2  # noqa: PLC0415 - see needs
    import numpy as np  # noqa: PLC0415

    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    blue, green, red = (picture[:, :, k] for k in range(3))
    others = np.maximum(blue, green)
    glow = ((red > others) & (red - others > KNOWN["redder"])).astype("uint8")
    if not glow.any():
        return grey
    near = cv2.getStructuringElement(cv2.MORPH_RECT, (3, 1))
    wider = cv2.dilate(glow, near)
    _, marks, stats, _ = cv2.connectedComponentsWithStats(wider, connectivity=8)
    flat = stats[:, 3] <= KNOWN["flat"] * per_point
    long = stats[:, 2] >= KNOWN["long"] * per_point
    lines = np.flatnonzero(flat & long)
    mask = np.isin(marks, lines[lines > 0]).astype("uint8")
    square = cv2.getStructuringElement(cv2.MORPH_RECT, (3, 3))
    about = cv2.dilate(mask, square) > 0
    grey[about] = red[about]  # red dots are light there, and black letters stay black
    return grey
