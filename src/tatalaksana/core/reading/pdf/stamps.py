"""Arrows that a program has put on the page as small pictures: their lines and heads.

Some programs print a connector with a shadow as dots. Only what consists of straight lines and
arrow heads is taken; logos, codes and signatures are not.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tatalaksana.core.reading.page import Point
from tatalaksana.core.reading.pdf.sheet import Matrix, Trace

if TYPE_CHECKING:
    from types import ModuleType

FINE = 3  #: dots for a point
LARGEST = 25_000.0  #: square points of a picture that is looked at
MOST_DOTS = 4_000_000  #: of the picture as it is kept in the file
MOST_LINES = 12  #: of one picture
LEAST = 20  #: dots of a line
THICK = 10  #: dots of a line, at most
EVEN = 0.8  #: how alike the rows of one line are; those of an arrow head are not
HEAD = (7, 48)  #: dots, the width of an arrow head
DEEP = 42  #: dots from its tip to its base, at most
TOLD = 0.6  #: of all dark dots that lines and heads must be
DARK, THERE = 150, 100  #: of 255: darker is ink, where it is opaque enough
RUN = re.compile(rb"\x01{%d,}" % LEAST)
INK = bytes(value < DARK for value in range(256))
SOLID = bytes(value > THERE for value in range(256))


@dataclass(frozen=True, slots=True)
class Dots:
    """The dark dots of a picture, by rows and by columns; 1 is dark."""

    rows: tuple[bytes, ...]
    columns: tuple[bytes, ...]

    @property
    def turned(self) -> Dots:
        """The same with rows and columns exchanged."""
        return Dots(self.columns, self.rows)


@dataclass(frozen=True, slots=True)
class Stroke:
    """A horizontal line of dots: from `start` to `end` at height `at`."""

    at: float
    start: int
    end: int
    thick: int


def stamped(
    raw: ModuleType, where: tuple[Any, Any], thing: Any, shown: Matrix, turn: int
) -> list[Trace]:
    """The lines and heads on the picture `thing`; `where` are its document and page."""
    frame = frame_of(raw, thing)
    dots = dots_of(raw, where, thing) if frame else None
    if frame is None or dots is None:
        return []
    flat, tall = list(strokes(dots)), list(strokes(dots.turned))
    if (not flat and not tall) or len(flat) + len(tall) > MOST_LINES or not told(dots, flat, tall):
        return []
    found = [ends for one in flat for ends in drawn(one, dots)]
    found += [tuple((y, x) for x, y in ends) for one in tall for ends in drawn(one, dots.turned)]
    left, top = frame
    a, b, c, d, e, f = shown
    traces = []
    for ends in found:
        points = [(left + x / FINE, top - y / FINE) for x, y in ends]
        shape = tuple((a * x + c * y + e, b * x + d * y + f) for x, y in points)
        head = len(shape) == 3
        traces.append(Trace(shape, 0, head, not head, head, False, 0.0 if head else 1.0, turn))
    return traces


def frame_of(raw: ModuleType, thing: Any) -> Point | None:
    """The upper left corner of a picture that is upright and small; None for another."""
    found = raw.FS_MATRIX()
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    if not raw.FPDFPageObj_GetMatrix(thing, found):
        return None
    if not raw.FPDFImageObj_GetImagePixelSize(thing, wide, high):
        return None
    upright = abs(found.b) < 0.01 and abs(found.c) < 0.01 and found.a > 0 and found.d > 0
    small = abs(found.a * found.d) <= LARGEST and wide.value * high.value <= MOST_DOTS
    return (found.e, found.f + found.d) if upright and small else None


def dots_of(raw: ModuleType, where: tuple[Any, Any], thing: Any) -> Dots | None:
    """The dark dots of a picture as it is shown."""
    own, fine = raw.FS_MATRIX(), raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(thing, own)
    fine.a, fine.d, fine.e, fine.f = own.a * FINE, own.d * FINE, 0.0, 0.0
    raw.FPDFPageObj_SetMatrix(thing, fine)
    try:
        bitmap = raw.FPDFImageObj_GetRenderedBitmap(*where, thing)
    finally:
        raw.FPDFPageObj_SetMatrix(thing, own)
    if not bitmap:
        return None
    try:
        if raw.FPDFBitmap_GetFormat(bitmap) != raw.FPDFBitmap_BGRA:
            return None
        wide, high = raw.FPDFBitmap_GetWidth(bitmap), raw.FPDFBitmap_GetHeight(bitmap)
        stride = raw.FPDFBitmap_GetStride(bitmap)
        data = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * high)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    rows = tuple(ink(data[y * stride : y * stride + 4 * wide]) for y in range(high))
    whole = b"".join(rows)
    return Dots(rows, tuple(whole[x::wide] for x in range(wide)))


def ink(row: bytes) -> bytes:
    """One row of dots of blue, green, red and opacity: 1 where there is ink."""
    blue, green, red, solid = (int.from_bytes(row[k::4].translate(t), "big")
                               for k, t in enumerate((INK, INK, INK, SOLID)))  # fmt: skip
    return ((blue | green | red) & solid).to_bytes(len(row) // 4, "big")


def strokes(dots: Dots) -> Iterator[Stroke]:
    """The horizontal lines."""
    open_: list[list[tuple[int, int, int]]] = []
    for y, row in enumerate((*dots.rows, b"")):
        runs = [(y, found.start(), found.end()) for found in RUN.finditer(row)]
        left = []
        for band in open_:
            _, start, end = band[-1]
            same = next((one for one in runs if one[1] < end and start < one[2]), None)
            if same is None:
                yield from stroke_of(band)
            else:
                runs.remove(same)
                band.append(same)
                left.append(band)
        open_ = left + [[one] for one in runs]


def stroke_of(band: list[tuple[int, int, int]]) -> Iterator[Stroke]:
    """The line that rows of dots make, unless they are an arrow head or an area."""
    lengths = [end - start for _, start, end in band]
    core = [one for one, length in zip(band, lengths, strict=True) if length > EVEN * max(lengths)]
    if len(core) <= THICK and len(core) * 2 > len(band) - 2:
        yield Stroke(
            (core[0][0] + core[-1][0] + 1) / 2, min(one[1] for one in core),
            max(one[2] for one in core), len(core),
        )  # fmt: skip


def drawn(stroke: Stroke, dots: Dots) -> Iterator[tuple[Point, ...]]:
    """The line of a stroke without its heads, and each head as a triangle."""
    start, end, y = float(stroke.start), float(stroke.end), stroke.at
    for last in (False, True):
        head = head_at(stroke, dots, last=last)
        if head is None:
            continue
        depth, width = head
        tip, base = (end, end - depth) if last else (start, start + depth)
        yield (tip, y), (base, y - width / 2), (base, y + width / 2)
        start, end = (start, base) if last else (base, end)
    yield (start, y), (end, y)


def head_at(stroke: Stroke, dots: Dots, *, last: bool) -> tuple[int, int] | None:
    """(depth, width) of the arrow head at an end of a line; None where there is none."""
    y = int(stroke.at)
    count = min(DEEP, stroke.end - stroke.start)
    places = range(stroke.end - 1, stroke.end - 1 - count, -1) if last else range(
        stroke.start, stroke.start + count)  # fmt: skip
    widths = [across(dots.columns[x], y) for x in places]
    most = max(widths, default=0)
    depth = widths.index(most) if widths else 0
    tapers = depth >= 3 and max(widths[:2]) <= 0.7 * most and widths[depth // 2] >= 0.35 * most
    behind = widths[depth + 6 :]
    ends = not behind or min(behind) <= max(1.5 * stroke.thick, 0.4 * most)
    wide = HEAD[0] <= most <= HEAD[1] and most >= 2 * stroke.thick
    return (depth, most) if tapers and ends and wide else None


def across(column: bytes, y: int) -> int:
    """How many dark dots stand together in a column about `y`."""
    if not column[y]:
        return 0
    start = column.rfind(b"\x00", 0, y) + 1
    end = column.find(b"\x00", y)
    return (end if end >= 0 else len(column)) - start


def told(dots: Dots, flat: list[Stroke], tall: list[Stroke]) -> bool:
    """Whether lines with their heads are most of what is dark."""
    every = sum(row.count(1) for row in dots.rows)
    lines = sum((one.end - one.start) * one.thick for one in (*flat, *tall))
    heads = HEAD[1] * 6 * 2
    return lines + heads >= TOLD * every
