"""A picture of a page, or of a part of one, as the lines, symbols and letters it shows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading import pace
from tatalaksana.core.reading.page import Area, Page, Point, Shape
from tatalaksana.core.reading.pdf.outlines import Head, Piece
from tatalaksana.core.reading.pdf.pages import page_of
from tatalaksana.core.reading.pdf.rasters import Picture, pictures_in
from tatalaksana.core.reading.pdf.seen import Seen
from tatalaksana.core.reading.pdf.sheet import Sheet
from tatalaksana.core.reading.scan.dots import Dots
from tatalaksana.core.reading.scan.drawn import drawn_in
from tatalaksana.core.reading.scan.images import Raster, raster_at, rasters
from tatalaksana.core.reading.scan.ink import ink_of, per_point
from tatalaksana.core.reading.scan.needs import prepare
from tatalaksana.core.reading.scan.rules import Both
from tatalaksana.core.reading.scan.shown import dots_of
from tatalaksana.core.reading.scan.squiggles import without_squiggles
from tatalaksana.core.reading.scan.texts import NO_TEXTS, texts_in
from tatalaksana.core.reading.scan.upright import levelled, sized
from tatalaksana.core.reading.understand.labels import table


def pages_of(data: bytes) -> Iterator[Page]:
    """The pages of an image file. Errors: see `rasters` and `texts_in`."""
    for number, raster in enumerate(rasters(data), start=1):
        yield page_in(number, raster)


def glanced(data: bytes, numbers: Collection[int]) -> Iterator[Page]:
    """The pages of an image file with these numbers, without their words. Errors: `raster_at`."""
    for number in sorted(numbers):
        yield page_in(number, raster_at(data, number), words=False)


def page_in(number: int, raster: Raster, *, words: bool = True) -> Page:
    """One page of an image file. Errors: see `texts_in`."""
    seen = seen_level(raster.dots, raster.per_inch, words=words)
    return page_of(number, Sheet(seen.area.width, seen.area.height, picture=1.0), seen)


def seen_level(picture: Dots, per_inch: float, *, words: bool = True) -> Seen:
    """What a picture of a whole page shows when it is turned upright and level."""
    upright, how = levelled(picture, per_inch)
    return replace(seen_in(upright, words=words), levelled=how)


def seen_on(data: bytes, pages: Sequence[Page], *, words: bool = True) -> dict[int, Seen]:
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
        found[one.number] = seen_of(one, told[one.number], words=words)
        pace.tell(done, len(told))
    return found


def seen_of(picture: Picture, page: Page, *, words: bool = True) -> Seen:
    """What one picture on a page shows, in points of the page.

    Where the file has a table of its own there, as over a letterhead or a watermark, that table
    and its words are exact: only symbols and arrows are taken from the picture.
    """
    dots = without_squiggles(dots_of(picture), picture.per_point)
    wide, tall = picture.page
    per_inch = picture.per_point * 72
    whole = picture.area.width * picture.area.height >= table("scan")["own"]["all"] * wide * tall
    exact = letters_in(page, picture.area) > table("scan")["own"]["whole" if whole else "part"]
    if whole and not exact:
        return seen_level(dots, per_inch, words=words)
    seen = seen_in(sized(dots, per_inch), words=words and not exact)
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
    with enough_memory():
        return looked_at(picture, words=words)


@contextmanager
def enough_memory() -> Iterator[None]:
    """Where the library that sees lacks memory, it is a MemoryError, as elsewhere."""
    import cv2  # noqa: PLC0415 - see needs

    try:
        yield
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
        words=texts.words,
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
        words=tuple(replace(one, area=area(one.area)) for one in seen.words),
    )
