"""A picture of a page, or of a part of one, as the lines, symbols and letters it shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading import pace
from tatalaksana.core.reading.page import Area, Page, Point, Shape, TextLine
from tatalaksana.core.reading.pdf.outlines import Head, Piece
from tatalaksana.core.reading.pdf.pages import page_of
from tatalaksana.core.reading.pdf.pictures import COLOURS, WIDEST
from tatalaksana.core.reading.pdf.rasters import Picture, pictures_in
from tatalaksana.core.reading.pdf.seen import Seen
from tatalaksana.core.reading.pdf.sheet import Sheet
from tatalaksana.core.reading.scan.dots import Dots
from tatalaksana.core.reading.scan.drawn import drawn_in
from tatalaksana.core.reading.scan.images import raster_at, rasters
from tatalaksana.core.reading.scan.ink import ink_of, per_point
from tatalaksana.core.reading.scan.needs import prepare
from tatalaksana.core.reading.scan.rules import Both
from tatalaksana.core.reading.scan.squiggles import without_squiggles
from tatalaksana.core.reading.scan.texts import NO_TEXTS, texts_in
from tatalaksana.core.reading.scan.upright import levelled, sized
from tatalaksana.core.reading.understand.labels import table

WHOLE = 0.75  #: of a page, from which its picture is a scan of all of it, which may lean


def pages_of(data: bytes) -> Iterator[Page]:
    """The pages of an image file. Errors: see `rasters` and `texts_in`."""
    for number, picture in enumerate(level_pictures(data), start=1):
        seen = seen_in(picture)
        yield page_of(number, Sheet(seen.area.width, seen.area.height, picture=1.0), seen)


def sizes_of(data: bytes) -> Iterator[Page]:
    """The pages of an image file with nothing on them but their size. Errors: see `rasters`."""
    for number, picture in enumerate(level_pictures(data), start=1):
        tall, wide = picture.shape
        yield Page(number, wide / per_point(), tall / per_point(), picture=1.0)


def level_pictures(data: bytes) -> Iterator[Dots]:
    """The pages of an image file, upright, level and of the working size. Errors: `rasters`."""
    for raster in rasters(data):
        yield levelled(raster.dots, raster.per_inch)


def picture_of(data: bytes, number: int) -> bytes:
    """The page `number`, from 1, of an image file as PNG, as it is read: level.

    Errors: see `raster_at`.
    """
    import cv2  # noqa: PLC0415 - see needs

    raster = raster_at(data, number)
    picture = levelled(raster.dots, raster.per_inch)
    small = min(1.0, WIDEST / max(picture.shape))
    shown = cv2.resize(picture, None, fx=small, fy=small, interpolation=cv2.INTER_AREA)
    return bytes(cv2.imencode(".png", shown)[1])


def seen_on(data: bytes, pages: Sequence[Page]) -> dict[int, Seen]:
    """What the pictures on these pages of a PDF show; `pages` are as the file tells them.

    Errors: ReadingError TL200 where what reads pictures is missing; else as `texts_in`.
    """
    prepare()
    most = table("scan")["bounds"]["pages"]
    if len(pages) > most:
        raise ReadingError(
            f"Berkas ini memuat {len(pages)} halaman pindaian; yang dibaca paling banyak {most}.",
            hint="Bagi berkasnya menurut SOP, lalu baca satu per satu.",
        )
    told = {one.number: one for one in pages}
    found: dict[int, Seen] = {}
    pace.tell(0, len(told))
    for done, one in enumerate(pictures_in(data, list(told), per_point()), start=1):
        found[one.number] = seen_of(one, told[one.number])
        pace.tell(done, len(told))
    return found


def seen_of(picture: Picture, page: Page) -> Seen:
    """What one picture on a page shows, in points of the page.

    Where the file has a table of its own there, as over a letterhead or a watermark, that table
    and its words are exact: only symbols and arrows are taken from the picture.
    """
    import numpy as np  # noqa: PLC0415 - see needs

    rows = np.frombuffer(picture.dots, dtype="uint8")
    rows = rows.reshape(picture.tall, picture.stride)[:, : picture.wide * COLOURS]
    dots = without_squiggles(rows.reshape(picture.tall, picture.wide, COLOURS), picture.per_point)
    wide, tall = picture.page
    per_inch = picture.per_point * 72
    whole = picture.area.width * picture.area.height >= WHOLE * wide * tall
    exact = letters_in(page, picture.area) > table("scan")["own"]["whole" if whole else "part"]
    if whole and not exact:
        return replace(seen_in(levelled(dots, per_inch)), whole=True)
    seen = seen_in(sized(dots, per_inch), words=not exact)
    seen = moved(seen, picture.area.left, picture.area.top)
    return replace(seen, rules=(), beneath=True) if exact else seen


def letters_in(page: Page, area: Area) -> int:
    """How many letters the cells in a part of a page have of their own.

    What stands in no table counts for nothing: a scanner lays the words it made out under its
    picture, and a signature its sentence.
    """
    cells = (cell for grid in page.grids for cell in grid.cells)
    return sum(len(cell.text) for cell in cells if area.holds(cell.area.middle))


def seen_in(picture: Dots, *, words: bool = True) -> Seen:
    """What a level picture of the working size shows, in points from its upper left corner.

    Without its `words` it takes far less time.

    Errors: TooSlow TL203, ReaderStopped TL205, ReadingError TL200: see `texts_in`; MemoryError.
    """
    import cv2  # noqa: PLC0415 - see needs

    try:
        return looked_at(picture, words=words)
    except cv2.error as wrong:
        if wrong.code == cv2.Error.StsNoMem:
            raise MemoryError from wrong
        raise


def looked_at(picture: Dots, *, words: bool) -> Seen:
    """The same, with the errors of the library as they are."""
    ink = ink_of(picture)
    drawn = drawn_in(ink)
    texts = texts_in(picture, ink, drawn) if words else NO_TEXTS
    tall, wide = picture.shape
    return Seen(
        area=Area(0.0, 0.0, wide / per_point(), tall / per_point()),
        letters=texts.letters,
        rules=pieces(drawn.rules),
        arrows=pieces(drawn.arrows),
        heads=drawn.heads,
        shapes=tuple(Shape(one.kind, one.area) for one in drawn.symbols),
        faint=texts.faint,
    )


def pieces(lines: Both) -> tuple[Piece, ...]:
    """Lines as the pieces of which tables and connectors are made."""
    flat = (Piece((one.start, one.at), (one.end, one.at)) for one in lines[0])
    tall = (Piece((one.at, one.start), (one.at, one.end)) for one in lines[1])
    return (*flat, *tall)


def moved(seen: Seen, across: float, down: float) -> Seen:
    """The same, where the picture begins at (across, down) of its page."""

    def area(one: Area) -> Area:
        return Area(one.left + across, one.top + down, one.right + across, one.bottom + down)

    def point(one: Point) -> Point:
        return one[0] + across, one[1] + down

    def piece(one: Piece) -> Piece:
        return replace(one, start=point(one.start), end=point(one.end))

    return Seen(
        area=area(seen.area),
        letters=tuple(
            replace(one, area=area(one.area), base=one.base + (across if one.upright else down))
            for one in seen.letters
        ),
        rules=tuple(map(piece, seen.rules)),
        arrows=tuple(map(piece, seen.arrows)),
        heads=tuple(Head(point(one.tip), point(one.base)) for one in seen.heads),
        shapes=tuple(replace(one, area=area(one.area)) for one in seen.shapes),
        faint=tuple(TextLine(area(one.area), one.text) for one in seen.faint),
    )
