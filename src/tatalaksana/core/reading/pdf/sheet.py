"""What is read of one PDF page before its meaning is judged: letters, traces, covers.

All places are in points from the upper left corner of the page as it is shown, rotation and
crop box included.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tatalaksana.core.reading.page import Area, Point

Matrix = tuple[float, float, float, float, float, float]
SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
COVERED = 0.75  #: of the height of a letter
SQUARE = 48.0  #: points of the squares by which covers are found


@dataclass(frozen=True, slots=True)
class Letter:
    """One visible letter with its box; `base` is the y of its baseline."""

    text: str
    area: Area
    size: float
    base: float
    upright: bool = False  #: reads from below to above, or from above to below


@dataclass(frozen=True, slots=True)
class Trace:
    """One run of a pen: the points of a subpath, curves by their end points."""

    points: tuple[Point, ...]
    curved: int  #: how many of the pieces are curves
    closed: bool
    stroked: bool
    filled: bool
    light: bool  #: filled with white or a light grey
    weight: float  #: of the stroke, in points
    turn: int = 0  #: when it was painted


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything read of one page; `refused` says why nothing was."""

    width: float
    height: float
    letters: tuple[Letter, ...] = ()
    traces: tuple[Trace, ...] = ()
    picture: float = 0.0  #: the part of the page that its largest picture covers
    refused: str = ""


class Covers:
    """Opaque rectangles of a page, each with the turn at which it was painted.

    What was painted before and lies under one is not seen: offices paste a new text over an
    old one, and both stay in the file.
    """

    def __init__(self, painted: Iterable[tuple[Area, int]]) -> None:
        self.squares: dict[tuple[int, int], list[tuple[Area, int]]] = {}
        for area, turn in painted:
            for square in squares(area):
                self.squares.setdefault(square, []).append((area, turn))

    def after(self, letter: Area) -> int:
        """The last turn at which a letter was covered; -1 where most of it never was."""
        x, y = letter.middle
        near = self.squares.get((int(x // SQUARE), int(y // SQUARE)), ())
        return max((turn for area, turn in near if mostly(letter, area)), default=-1)

    def hides(self, area: Area, turn: int, least: float) -> bool:
        """Whether a later cover, on some side more than `least` larger, hides all of `area`."""
        x, y = area.middle
        near = self.squares.get((int(x // SQUARE), int(y // SQUARE)), ())
        return any(
            later > turn
            and one.holds((area.left, area.top))
            and one.holds((area.right, area.bottom))
            and max(one.width - area.width, one.height - area.height) > 2 * least
            for one, later in near
        )


def mostly(letter: Area, cover: Area) -> bool:
    """Whether most of a letter lies under a cover; one that a row cuts in two is still read."""
    shared = min(letter.bottom, cover.bottom) - max(letter.top, cover.top)
    return cover.holds(letter.middle) and shared >= COVERED * letter.height


def squares(area: Area) -> Iterable[tuple[int, int]]:
    """The squares over which an area extends."""
    for i in range(int(area.left // SQUARE), int(area.right // SQUARE) + 1):
        for j in range(int(area.top // SQUARE), int(area.bottom // SQUARE) + 1):
            yield i, j
