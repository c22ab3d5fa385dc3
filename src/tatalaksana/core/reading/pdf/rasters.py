"""What the pictures of a PDF page show, drawn by PDFium."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tatalaksana.core.reading.page import Area
from tatalaksana.core.reading.pdf.content import ONE_AT_A_TIME, refusal

SMALL = 0.01  #: of the page; smaller pictures are signs and logos
LONGEST = 7000  #: dots of the longer side of what is drawn
RIM = 3.0  #: points about a picture: the edge of its table may be its own
DEEPEST = 4  #: forms within forms


@dataclass(frozen=True, slots=True)
class Picture:
    """A part of a page, `stride` bytes a row, three a dot: blue, green, red.

    `page` is the size of all of it.

    Its dots are the picture's own, as near as may be: enlarging is the eye's affair.
    """

    number: int
    area: Area  #: in points, as the page is shown
    page: tuple[float, float]
    wide: int
    tall: int
    stride: int
    per_point: float
    dots: bytes


def pictures_in(data: bytes, numbers: Sequence[int], most: float) -> Iterator[Picture]:
    """The part of each of these pages that its pictures cover, with what is drawn over it.

    They have at most `most` dots for each point.

    Errors: ReadingError TL200 when the document is broken.
    """
    import pypdfium2  # noqa: PLC0415 - loading it takes time

    for number in numbers:
        with ONE_AT_A_TIME:
            try:
                document = pypdfium2.PdfDocument(data)
                try:
                    found = picture_on(document[number - 1], number, most)
                finally:
                    document.close()
            except pypdfium2.PdfiumError as wrong:
                raise refusal(str(wrong)) from wrong
        if found:
            yield found


def picture_on(page: Any, number: int, most: float) -> Picture | None:
    """The picture of one page; None where there is only a logo."""
    from pypdfium2 import raw  # noqa: PLC0415

    wide, tall = page.get_width(), page.get_height()
    areas: list[Area] = []
    finest = 1.0
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=DEEPEST):
        area = shown(raw, page, thing.get_bounds(), (wide, tall))
        if area and area.width * area.height > SMALL * wide * tall:
            areas.append(area)
            own = sorted(thing.get_px_size())
            sides = sorted((area.width, area.height))
            finest = max(finest, own[0] / sides[0], own[1] / sides[1])
    if not areas:
        return None
    area = around(areas, wide, tall)
    per_point = most if finest * 1.4 > most else finest * 2
    per_point = min(per_point, LONGEST / max(area.width, area.height))
    crop = (area.left, tall - area.bottom, wide - area.right, area.top)
    bitmap = page.render(
        scale=per_point, crop=crop, may_draw_forms=False, prefer_bgrx=False, rev_byteorder=False
    )
    return Picture(
        number, area, (wide, tall), bitmap.width, bitmap.height, bitmap.stride, per_point,
        bytes(bitmap.buffer),
    )  # fmt: skip


def shown(raw: Any, page: Any, bounds: Sequence[float], size: tuple[float, float]) -> Area | None:
    """Where a thing lies on the page as it is shown; None where it lies outside."""
    import ctypes  # noqa: PLC0415

    left, bottom, right, top = bounds
    xs, ys = [], []
    for x, y in ((left, bottom), (right, top)):
        u, v = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(
            page.raw, 0, 0, round(size[0] * 10), round(size[1] * 10), 0, x, y, u, v
        )
        xs.append(u.value / 10)
        ys.append(v.value / 10)
    area = Area(max(0.0, min(xs)), max(0.0, min(ys)), min(size[0], max(xs)), min(size[1], max(ys)))
    return area if area.width > 0 and area.height > 0 else None


def around(areas: Sequence[Area], wide: float, tall: float) -> Area:
    """The area of all the pictures, no larger than the page; of several, those that are large."""
    largest = max(one.width * one.height for one in areas)
    kept = [one for one in areas if one.width * one.height > largest / 8]
    return Area(
        max(0.0, min(one.left for one in kept) - RIM),
        max(0.0, min(one.top for one in kept) - RIM),
        min(wide, max(one.right for one in kept) + RIM),
        min(tall, max(one.bottom for one in kept) + RIM),
    )  # fmt: skip
