"""The paths of a PDF page, forms within it included, and how large its pictures are."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tatalaksana.core.reading.page import Area, Point
from tatalaksana.core.reading.pdf.sheet import SAME, Covers, Matrix, Trace
from tatalaksana.core.reading.pdf.stamps import stamped

if TYPE_CHECKING:
    from types import ModuleType

MOST_OBJECTS = 60_000  #: of one page; a crowded flow chart has some thousands
MOST_POINTS = 400_000  #: of the paths of one page
MOST_COVERS = 2000  #: of one page
MOST_STAMPS = 60  #: pictures of one page that are looked at
DEEPEST = 8  #: forms within forms
OPAQUE = 250  #: of 255, from which nothing shines through a fill
THIN = 3.0  #: points; what is thinner covers no letter
TWIN = 3.5  #: points between the outline and the fill of one symbol


class Pen:
    """Follows what a page paints, in its order."""

    def __init__(self, raw: ModuleType, document: Any, page: Any) -> None:
        self.raw = raw
        self.where = (document, page)
        self.traces: list[Trace] = []
        self.covers: list[tuple[Area, int]] = []
        self.turns: dict[int, int] = {}  #: of the texts, by their address
        self.seen = self.points = self.stamps = 0
        self.picture = 0.0  #: square points of the largest picture
        self.overdrawn = False
        self.x, self.y = ctypes.c_float(), ctypes.c_float()

    def objects(self, shown: Matrix) -> None:
        """All objects of the page."""
        raw, (_, page) = self.raw, self.where
        for i in range(raw.FPDFPage_CountObjects(page)):
            self.object(raw.FPDFPage_GetObject(page, i), shown, 0)

    def object(self, thing: Any, shown: Matrix, depth: int) -> None:
        """One object; a form is followed into its own."""
        raw = self.raw
        self.seen += 1
        if self.seen > MOST_OBJECTS or self.points > MOST_POINTS:
            self.overdrawn = True
            return
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            self.turns[ctypes.addressof(thing.contents)] = self.seen
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            self.path(thing, after(self.matrix(thing), shown))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            a, b, c, d, _, _ = after(self.matrix(thing), shown)
            self.picture = max(self.picture, abs(a * d - b * c))
            self.stamps += 1
            if self.stamps <= MOST_STAMPS:
                self.traces += stamped(raw, self.where, thing, shown, self.seen)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            within = after(self.matrix(thing), shown)
            for i in range(raw.FPDFFormObj_CountObjects(thing)):
                self.object(raw.FPDFFormObj_GetObject(thing, i), within, depth + 1)

    def matrix(self, thing: Any) -> Matrix:
        """The object's own matrix."""
        found = self.raw.FS_MATRIX()
        if not self.raw.FPDFPageObj_GetMatrix(thing, found):
            return SAME
        return (found.a, found.b, found.c, found.d, found.e, found.f)

    def path(self, thing: Any, shown: Matrix) -> None:
        """The subpaths of one path."""
        raw = self.raw
        mode, stroke = ctypes.c_int(), ctypes.c_int()
        raw.FPDFPath_GetDrawMode(thing, mode, stroke)
        stroked, filled = bool(stroke.value), mode.value != 0
        if not stroked and not filled:
            return
        weight = ctypes.c_float()
        raw.FPDFPageObj_GetStrokeWidth(thing, weight)
        scale = abs(shown[0] * shown[3] - shown[1] * shown[2]) ** 0.5
        light, opaque = self.ground(thing) if filled else (False, False)
        found = list(self.subpaths(thing, shown))
        for points, curved, closed in found:
            self.traces.append(
                Trace(
                    tuple(points), curved, closed or filled, stroked, filled, light,
                    weight.value * scale if stroked else 0.0, self.seen,
                )
            )  # fmt: skip
        if opaque and self.turns and len(found) == 1 and len(self.covers) < MOST_COVERS:
            area = rectangle(found[0][0])
            self.covers += [(area, self.seen)] if area else []

    def ground(self, thing: Any) -> tuple[bool, bool]:
        """(light, opaque): whether a fill lets a symbol on it be seen, and whether it hides."""
        colour = [ctypes.c_uint() for _ in range(4)]
        if not self.raw.FPDFPageObj_GetFillColor(thing, *colour):
            return False, False
        red, green, blue, alpha = (one.value for one in colour)
        return alpha < 64 or min(red, green, blue) > 120, alpha >= OPAQUE

    def seen_traces(self, covers: Covers) -> Iterator[Trace]:
        """The traces, without the outlines that were painted over."""
        for trace in self.traces:
            across, down = zip(*trace.points, strict=True)
            area = Area(min(across), min(down), max(across), max(down))
            outline = trace.closed and min(area.width, area.height) > THIN
            if not (outline and covers.hides(area, trace.turn, TWIN)):
                yield trace

    def subpaths(self, thing: Any, shown: Matrix) -> Iterator[tuple[list[Point], int, bool]]:
        """(points, curves, closed) of every subpath of two points or more."""
        raw, x, y = self.raw, self.x, self.y
        a, b, c, d, e, f = shown
        points: list[Point] = []
        curved, controls, closed = 0, 0, False
        for i in range(min(raw.FPDFPath_CountSegments(thing), MOST_POINTS)):
            piece = raw.FPDFPath_GetPathSegment(thing, i)
            kind = raw.FPDFPathSegment_GetType(piece)
            raw.FPDFPathSegment_GetPoint(piece, x, y)
            here = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
            self.points += 1
            if kind == raw.FPDF_SEGMENT_MOVETO:
                if len(points) > 1:
                    yield points, curved, closed
                points, curved, controls, closed = [here], 0, 0, False
                continue
            if kind == raw.FPDF_SEGMENT_BEZIERTO:
                controls += 1
                if controls % 3:
                    continue  # a control point lies off the line
                curved += 1
            points.append(here)
            closed = closed or bool(raw.FPDFPathSegment_GetClose(piece))
        if len(points) > 1:
            yield points, curved, closed


def after(first: Matrix, then: Matrix) -> Matrix:
    """One matrix that does `first`, then `then`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


def rectangle(points: list[Point]) -> Area | None:
    """The upright rectangle that these points go around; None where they go around another."""
    xs, ys = {round(x, 1) for x, _ in points}, {round(y, 1) for _, y in points}
    if len(points) not in (4, 5) or len(xs) != 2 or len(ys) != 2:
        return None
    area = Area(min(xs), min(ys), max(xs), max(ys))
    return area if min(area.width, area.height) > THIN else None
