"""The pages of a PDF, by PDFium: nothing is run, nothing is fetched.

All places are in points from the upper left corner of the page as it is shown, rotation and
crop box included.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from threading import Lock
from typing import TYPE_CHECKING, Any

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading.page import Area
from tatalaksana.core.reading.pdf.bombs import unpacks_too_far
from tatalaksana.core.reading.pdf.letters import MOST_LETTERS, letters_of
from tatalaksana.core.reading.pdf.paths import MOST_OBJECTS, Pen
from tatalaksana.core.reading.pdf.sheet import Covers, Matrix, Sheet

if TYPE_CHECKING:
    from types import ModuleType

ONE_AT_A_TIME = Lock()  #: PDFium knows no threads
MOST_PAGES = 500
MOST_SIDE = 5000.0  #: points of a page; A0 has 3370


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
        return sheet_of(raw, document.raw, page)
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


def sheet_of(raw: ModuleType, document: Any, page: Any) -> Sheet:
    """One page."""
    width, height = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
    if not (0 < width <= MOST_SIDE and 0 < height <= MOST_SIDE):
        return Sheet(width, height, refused="halamannya terlalu besar")
    if raw.FPDFPage_CountObjects(page) > MOST_OBJECTS:
        return Sheet(width, height, refused="gambarnya terlalu rumit")
    shown = display(raw, page, width, height)
    pen = Pen(raw, document, page)
    pen.objects(shown)
    if pen.overdrawn:
        return Sheet(width, height, refused="gambarnya terlalu rumit")
    covers = Covers((within(area, width, height), turn) for area, turn in pen.covers)
    letters = tuple(letters_of(raw, page, shown, covers, pen.turns))
    if len(letters) > MOST_LETTERS:
        return Sheet(width, height, refused="tulisannya terlalu banyak")
    traces = tuple(pen.seen_traces(covers))
    return Sheet(width, height, letters, traces, pen.picture / (width * height))


def within(area: Area, width: float, height: float) -> Area:
    """The part of an area that lies on the page."""
    right, bottom = min(max(area.right, 0.0), width), min(max(area.bottom, 0.0), height)
    return Area(min(max(area.left, 0.0), right), min(max(area.top, 0.0), bottom), right, bottom)


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
