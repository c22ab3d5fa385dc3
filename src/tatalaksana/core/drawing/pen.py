"""What a pen is: it draws an arranged procedure in one file format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tatalaksana.core.drawing.drawing import Box, Drawing, Kind, Point

#: the name's ending of a file, such as ".pdf" or "-2.svg", and its content
Files = list[tuple[str, bytes]]
HEAD_LENGTH, HEAD_WIDTH = 1.8, 1.5  #: of an arrow, in millimetres
LINE = 0.28  #: thickness of symbols and connectors, in millimetres


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """One file format. `draw` gives the same bytes for the same drawing."""

    name: str
    draw: Callable[[Drawing], Files]
    single: bool = True  #: one file for all pages, else one for each
    paged: bool = True  #: it draws the pages; otherwise the procedures alone, without a paper
    program: str = ""  #: what people call its files by, such as "Word"

    @property
    def label(self) -> str:
        """The format as people read it: PDF, Word (DOCX)."""
        ending = self.name.upper()
        return f"{self.program} ({ending})" if self.program else ending


def outline(kind: Kind, box: Box) -> tuple[Point, ...]:
    """The corners of a diamond, a pentagon or a box."""
    x, y = box.middle
    if kind is Kind.DIAMOND:
        return (x, box.y), (box.right, y), (x, box.bottom), (box.x, y)
    if kind is Kind.PENTAGON:
        shoulder = box.y + box.height * 0.62
        return (
            (box.x, box.y), (box.right, box.y), (box.right, shoulder), (x, box.bottom),
            (box.x, shoulder),
        )  # fmt: skip
    return (box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom)


def head(before: Point, tip: Point) -> tuple[Point, Point, Point]:
    """The triangle of an arrow that comes from `before` and ends at `tip`."""
    (a, b), (x, y) = before, tip
    far = abs(x - a) + abs(y - b) or 1.0
    dx, dy = (x - a) / far, (y - b) / far
    back = min(HEAD_LENGTH, max(far, 0.6))
    half = HEAD_WIDTH / 2
    return (
        (x, y),
        (x - dx * back - dy * half, y - dy * back + dx * half),
        (x - dx * back + dy * half, y - dy * back - dx * half),
    )
