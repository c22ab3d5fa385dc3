"""A page that is a picture as a person is shown it: turned as it was read, of few bytes."""

from __future__ import annotations

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading.page import Levelling, Page
from tatalaksana.core.reading.pdf.pictures import COLOURS, WIDEST
from tatalaksana.core.reading.pdf.rasters import Picture, pictures_in
from tatalaksana.core.reading.scan.dots import Dots
from tatalaksana.core.reading.scan.images import raster_at
from tatalaksana.core.reading.scan.needs import prepare
from tatalaksana.core.reading.scan.upright import level
from tatalaksana.core.reading.understand.labels import table

AS_IT_IS = Levelling(0.0, 0)


def picture_of(data: bytes, page: Page) -> bytes:
    """A page of an image file as JPEG. Errors: as `raster_at`."""
    return shown(raster_at(data, page.number).dots, page.levelled or AS_IT_IS)


def scan_of(data: bytes, page: Page) -> bytes:
    """A page of a PDF that is a picture, as JPEG.

    Errors: ReadingError TL200 when the document is broken, or what reads pictures is missing.
    """
    import cv2  # noqa: PLC0415 - see needs

    prepare()
    per_point = WIDEST / max(page.width, page.height, 1.0)
    for picture in pictures_in(data, [page.number], per_point):
        grey = cv2.cvtColor(dots_of(picture), cv2.COLOR_BGR2GRAY)
        return shown(grey, page.levelled or AS_IT_IS)
    raise ReadingError(f"Berkas PDF ini tidak mempunyai gambar di halaman {page.number}.")


def dots_of(picture: Picture) -> Dots:
    """The dots of a picture: rows of blue, green and red."""
    import numpy as np  # noqa: PLC0415 - see needs

    rows = np.frombuffer(picture.dots, dtype="uint8")
    rows = rows.reshape(picture.tall, picture.stride)[:, : picture.wide * COLOURS]
    return rows.reshape(picture.tall, picture.wide, COLOURS)


def shown(picture: Dots, how: Levelling) -> bytes:
    """A grey picture, turned and no larger than a page is shown, as JPEG."""
    import cv2  # noqa: PLC0415 - see needs

    small = min(1.0, WIDEST / max(picture.shape))
    if small < 1.0:
        picture = cv2.resize(picture, None, fx=small, fy=small, interpolation=cv2.INTER_AREA)
    quality = [cv2.IMWRITE_JPEG_QUALITY, table("scan")["shown"]["quality"]]
    return bytes(cv2.imencode(".jpg", level(picture, how), quality)[1])
