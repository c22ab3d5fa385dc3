"""A page to be looked at: its picture, what was recognised on it, and where a box lies on both."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading.explain.marks import recognised
from tatalaksana.core.reading.explain.redraw import picture, size_of
from tatalaksana.core.reading.explain.stretch import PLAIN, Scale, Stretch
from tatalaksana.core.reading.explain.svg import document
from tatalaksana.core.reading.page import Page
from tatalaksana.core.reading.read import reader_of
from tatalaksana.core.reading.reader import Reader

PNG, JPEG, SVG = "image/png", "image/jpeg", "image/svg+xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One page; `picture` and `marks` are as wide and high as it, in points or in shares of it."""

    number: int
    width: float
    height: float
    stretch: Stretch  #: from the places of a reading to those on the picture
    kind: str  #: of the picture: PNG where the format shows its pages, SVG drawn anew elsewhere
    picture: bytes
    marks: bytes  #: SVG with nothing behind it: tables, symbols, connectors


def sheets_of(
    data: bytes, numbers: frozenset[int], as_read: Mapping[int, Page] = MappingProxyType({})
) -> Iterator[Sheet]:
    """The pages with these numbers, from 1; none of a format without pages.

    `as_read` are pages as they were read, so that no picture is read twice.
    Errors: ReadingError TL200 when the document cannot be read.
    """
    reader = reader_of(data, "")
    known = [as_read[number] for number in sorted(numbers & as_read.keys())]
    missing = numbers - as_read.keys()
    for page in (*known, *glanced(reader, data, missing)):
        if reader.picture is None:
            shown_anew, how = picture(page)
            yield sheet_of(page, how, SVG, shown_anew.encode())
        else:
            shown = reader.picture(data, page)
            yield sheet_of(page, PLAIN, kind_of(shown), shown)


def glanced(reader: Reader, data: bytes, numbers: frozenset[int]) -> Iterator[Page]:
    """The pages with these numbers, as soon as they are to be had."""
    if not numbers:
        return
    if reader.glance is not None:
        yield from reader.glance(data, numbers)
        return
    for page in reader.pages(data) if reader.pages else ():
        if page.number in numbers:
            yield page
        if page.number >= max(numbers):
            return


def kind_of(picture: bytes) -> str:
    """The content type of a picture of a page."""
    return JPEG if picture.startswith(b"\xff\xd8") else PNG


def sheet_of(page: Page, how: Stretch, kind: str, shown: bytes) -> Sheet:
    """One page with its picture."""
    size = size_of(page, how)
    told = {"title": f"Yang dikenali pada halaman {page.number}"}
    marks = document(recognised(page, how), size, told).encode()
    return Sheet(number=page.number, width=size[0], height=size[1], stretch=how, kind=kind,
                 picture=shown, marks=marks)  # fmt: skip


def measures(sheet: Sheet) -> dict[str, Any]:
    """A sheet without its pictures, as JSON keeps it."""
    scales = [[list(scale.old), list(scale.new)] for scale in (sheet.stretch.xs, sheet.stretch.ys)]
    return {"number": sheet.number, "width": sheet.width, "height": sheet.height,
            "scales": scales, "kind": sheet.kind}  # fmt: skip


def sheet_from(told: dict[str, Any], shown: bytes = b"", marks: bytes = b"") -> Sheet:
    """The sheet with these measures. Errors: ReadingError TL200 when they are no measures."""
    try:
        xs, ys = (Scale(tuple(old), tuple(new)) for old, new in told["scales"])
        return Sheet(
            number=int(told["number"]), width=float(told["width"]), height=float(told["height"]),
            stretch=Stretch(xs, ys), kind=told["kind"] if told["kind"] in (SVG, JPEG) else PNG,
            picture=shown, marks=marks,
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as wrong:
        raise ReadingError("Gambar halaman ini rusak.") from wrong


def plain_sheet(sheet: Sheet) -> dict[str, Any]:
    """A sheet as JSON carries it from one process to another."""
    pictures = {"picture": sheet.picture, "marks": sheet.marks}
    coded = {name: base64.b64encode(data).decode() for name, data in pictures.items()}
    return measures(sheet) | coded


def sheet_in(told: dict[str, Any]) -> Sheet:
    """The sheet that `plain_sheet` told."""
    shown, marks = (base64.b64decode(told[name]) for name in ("picture", "marks"))
    return sheet_from(told, shown, marks)
