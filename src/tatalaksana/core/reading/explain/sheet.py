"""A page to be looked at: its picture, what was recognised on it, and where a box lies on both."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading.explain.marks import recognised
from tatalaksana.core.reading.explain.redraw import picture, size_of
from tatalaksana.core.reading.explain.stretch import PLAIN, Scale, Stretch, stretched
from tatalaksana.core.reading.explain.svg import document
from tatalaksana.core.reading.page import Page
from tatalaksana.core.reading.read import reader_of

PNG, SVG = "image/png", "image/svg+xml"


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


def sheets_of(data: bytes, numbers: frozenset[int]) -> Iterator[Sheet]:
    """The pages with these numbers, from 1; none of a format without pages.

    Errors: ReadingError TL200 when the document cannot be read.
    """
    reader = reader_of(data, "")
    pages = reader.glance or reader.pages
    if pages is None or not numbers:
        return
    for page in pages(data):
        if page.number in numbers:
            if reader.picture is None:
                how = stretched(page)
                yield sheet_of(page, how, SVG, picture(page, how).encode())
            else:
                yield sheet_of(page, PLAIN, PNG, reader.picture(data, page.number))
        if page.number >= max(numbers):
            return


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
            stretch=Stretch(xs, ys), kind=SVG if told["kind"] == SVG else PNG,
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
