"""The letters and paths of a PDF page, by PDFium: nothing is run, nothing is fetched.

All places are in points from the upper left corner of the page as it is shown, rotation and
crop box included.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading.page import Area, Point
from tatalaksana.core.reading.pdf.bombs import unpacks_too_far

if TYPE_CHECKING:
    from types import ModuleType

ONE_AT_A_TIME = Lock()  #: PDFium knows no threads
MOST_PAGES = 500
MOST_SIDE = 5000.0  #: points of a page; A0 has 3370
MOST_OBJECTS = 60_000  #: of one page; a crowded flow chart has some thousands
MOST_POINTS = 400_000  #: of the paths of one page
MOST_LETTERS = 60_000  #: of one page
DEEPEST = 8  #: forms within forms
NO_LETTERS = frozenset({0, 10, 13, 0xFFFE, 0xFFFF})
HYPHEN = 2  #: how PDFium tells the dash at the end of a line
Matrix = tuple[float, float, float, float, float, float]
SAME: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


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


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything read of one page; `refused` says why nothing was."""

    width: float
    height: float
    letters: tuple[Letter, ...] = ()
    traces: tuple[Trace, ...] = ()
    picture: float = 0.0  #: the part of the page that its largest picture covers
    refused: str = ""


def sheets(data: bytes) -> Iterator[Sheet]:
    """The pages of a document, one after the other.

    Errors: ReadingError TL200 when it is encrypted, broken, or has too many pages.
    """
    if unpacks_too_far(data):
        raise ReadingError(
            "Berkas PDF ini membesar tidak wajar saat dibuka; isinya tidak dibaca.",
            hint="Minta berkas aslinya, atau simpan ulang dari program pembuatnya.",
        )
    import pypdfium2  # noqa: PLC0415 - loading it takes time
    from pypdfium2 import raw  # noqa: PLC0415

    try:
        with ONE_AT_A_TIME:
            document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as wrong:
        raise refusal(str(wrong)) from wrong
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise ReadingError(
                f"Berkas PDF ini {count} halaman; yang dibaca paling banyak {MOST_PAGES}.",
                hint="Bagi berkasnya menurut SOP, lalu baca satu per satu.",
            )
        for number in range(count):
            with ONE_AT_A_TIME:
                sheet = loaded(raw, document, number)
            yield sheet
    finally:
        with ONE_AT_A_TIME:
            document.close()


def loaded(raw: ModuleType, document: Any, number: int) -> Sheet:
    """One page, counted from 0."""
    page = raw.FPDF_LoadPage(document.raw, number)
    if not page:
        return Sheet(0.0, 0.0, refused="halamannya rusak")
    try:
        return sheet_of(raw, page)
    finally:
        raw.FPDF_ClosePage(page)


def refusal(message: str) -> ReadingError:
    """What PDFium complains about, for the user."""
    if "assword" in message or "ecurity" in message:
        return ReadingError(
            "Berkas PDF ini terkunci dengan kata sandi.",
            hint="Simpan ulang tanpa kata sandi, lalu baca lagi.",
        )
    return ReadingError(
        "Berkas PDF ini rusak atau terpotong.",
        hint="Unduh atau simpan ulang berkasnya, lalu baca lagi.",
    )


def sheet_of(raw: ModuleType, page: Any) -> Sheet:
    """One page."""
    width, height = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
    if not (0 < width <= MOST_SIDE and 0 < height <= MOST_SIDE):
        return Sheet(width, height, refused="halamannya terlalu besar")
    if raw.FPDFPage_CountObjects(page) > MOST_OBJECTS:
        return Sheet(width, height, refused="gambarnya terlalu rumit")
    shown = display(raw, page, width, height)
    pen = Pen(raw)
    pen.objects(page, shown)
    if pen.overdrawn:
        return Sheet(width, height, refused="gambarnya terlalu rumit")
    letters = tuple(letters_of(raw, page, shown))
    if len(letters) > MOST_LETTERS:
        return Sheet(width, height, refused="tulisannya terlalu banyak")
    return Sheet(width, height, letters, tuple(pen.traces), pen.picture / (width * height))


def display(raw: ModuleType, page: Any, width: float, height: float) -> Matrix:
    """From the page's own coordinates to what is shown, y downwards."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    boxes = (raw.FPDFPage_GetCropBox, raw.FPDFPage_GetMediaBox)
    known = any(box(page, left, bottom, right, top) for box in boxes)
    x0, y0 = (left.value, bottom.value) if known else (0.0, 0.0)
    x1, y1 = (right.value, top.value) if known else (width, height)
    turned = raw.FPDFPage_GetRotation(page)
    if turned == 1:
        return (0.0, 1.0, 1.0, 0.0, -y0, -x0)
    if turned == 2:
        return (-1.0, 0.0, 0.0, 1.0, x1, -y0)
    if turned == 3:
        return (0.0, -1.0, -1.0, 0.0, y1, x1)
    return (1.0, 0.0, 0.0, -1.0, -x0, y1)


def after(first: Matrix, then: Matrix) -> Matrix:
    """One matrix that does `first`, then `then`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


def letters_of(raw: ModuleType, page: Any, shown: Matrix) -> Iterator[Letter]:
    """The visible letters, in the order in which they are written."""
    text = raw.FPDFText_LoadPage(page)
    if not text:
        return
    a, b, c, d, e, f = shown
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    try:
        for i in range(min(raw.FPDFText_CountChars(text), MOST_LETTERS + 1)):
            code = raw.FPDFText_GetUnicode(text, i)
            if raw.FPDFText_IsGenerated(text, i) == 1 or code in NO_LETTERS:
                continue
            raw.FPDFText_GetLooseCharBox(text, i, box)
            raw.FPDFText_GetCharOrigin(text, i, x, y)
            u = (a * box.left + c * box.bottom + e, a * box.right + c * box.top + e)
            v = (b * box.left + d * box.bottom + f, b * box.right + d * box.top + f)
            area = Area(min(u), min(v), max(u), max(v))
            # The letter's own angle against the page's: text that reads upwards stands apart.
            angle = raw.FPDFText_GetCharAngle(text, i)
            own = 1 if 0.8 < angle < 2.3 or 3.9 < angle < 5.5 else 0
            upright = bool(own) != (abs(b) > 0.5)
            base = b * x.value + d * y.value + f
            size = area.width if upright else area.height  # a font may be told a hundredfold
            yield Letter("-" if code == HYPHEN else chr(code), area, size, base, upright)
    finally:
        raw.FPDFText_ClosePage(text)


class Pen:
    """Follows the paths of a page, forms within it included."""

    def __init__(self, raw: ModuleType) -> None:
        self.raw = raw
        self.traces: list[Trace] = []
        self.seen = self.points = 0
        self.picture = 0.0  #: square points of the largest picture
        self.overdrawn = False
        self.x, self.y = ctypes.c_float(), ctypes.c_float()

    def objects(self, page: Any, shown: Matrix) -> None:
        """All objects of the page."""
        raw = self.raw
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
        if kind == raw.FPDF_PAGEOBJ_PATH:
            self.path(thing, after(self.matrix(thing), shown))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            a, b, c, d, _, _ = after(self.matrix(thing), shown)
            self.picture = max(self.picture, abs(a * d - b * c))
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
        light = filled and self.light(thing)
        for points, curved, closed in self.subpaths(thing, shown):
            self.traces.append(
                Trace(
                    tuple(points), curved, closed or filled, stroked, filled, light,
                    weight.value * scale if stroked else 0.0,
                )
            )  # fmt: skip

    def light(self, thing: Any) -> bool:
        """Whether the fill is white, a light grey, or lets most shine through."""
        colour = [ctypes.c_uint() for _ in range(4)]
        if not self.raw.FPDFPageObj_GetFillColor(thing, *colour):
            return False
        red, green, blue, alpha = (one.value for one in colour)
        return alpha < 64 or min(red, green, blue) > 120

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
