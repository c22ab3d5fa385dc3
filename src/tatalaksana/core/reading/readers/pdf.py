"""PDF: tables by their rules, symbols and arrows by their outlines, words by their places."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress

from tatalaksana.core.base.errors import NoProcedure, ReadingError
from tatalaksana.core.reading import pace
from tatalaksana.core.reading.block import Block
from tatalaksana.core.reading.layout.blocks import blocks_of
from tatalaksana.core.reading.page import Page
from tatalaksana.core.reading.pdf.pages import pages_of
from tatalaksana.core.reading.pdf.pictures import picture_of
from tatalaksana.core.reading.pdf.seen import Seen
from tatalaksana.core.reading.reader import Reader
from tatalaksana.core.reading.scan.needs import HINT, lacking
from tatalaksana.core.reading.scan.sight import seen_on
from tatalaksana.core.reading.understand.kinds import is_header
from tatalaksana.core.reading.understand.labels import table

SIGN = b"%PDF-"
START = 1024  #: bytes among which the sign stands; a mail gateway may put something before it
LARGE = 0.12  #: of the page, from which a picture may be a table; a code or a logo is smaller
BETTER = (
    "Pindai ulang dengan 300 dpi, lurus dan hitam-putih; atau minta berkas Word, Excel, atau PDF "
    "yang dibuat langsung dari dokumen aslinya."
)
FEW = 2  #: symbols; no flow has fewer
SURE, LIKELY = 1.0, 0.8


def claims(data: bytes) -> float:
    """How sure the bytes are a PDF."""
    if data.startswith(SIGN):
        return SURE
    return LIKELY if SIGN in data[:START] and b"\x00" in data[:65536] else 0.0


def blocks(data: bytes) -> tuple[Block, ...]:
    """The tables and lines of all pages.

    Errors: ReadingError TL200 when they cannot be read; NoProcedure TL202 when the table is a
    picture that could not be read, or what reads pictures is missing.
    """
    return of_pages(pages(data))


def of_pages(told: Sequence[Page]) -> tuple[Block, ...]:
    """The tables and lines of pages as `pages` gives them. Errors: NoProcedure, see `blocks`."""
    pictured = [one.number for one in told if one.picture > LARGE]
    if not pictured or has_header(told):
        return blocks_of(told)
    missing = lacking()
    raise NoProcedure(
        f"Tabel prosedur tidak ditemukan; halaman {pictured[0]} berupa gambar atau pindaian"
        + (f", dan {missing}." if missing else " yang tidak cukup jelas."),
        hint=HINT if missing else BETTER,
    )


def pages(data: bytes) -> tuple[Page, ...]:
    """The pages, those that are pictures as they look where what reads pictures is there."""
    told = tuple(pages_of(data))
    pictured = [one for one in told if one.picture > LARGE]
    headed = has_header(told)
    if headed:
        pictured = [one for one in pictured if flow_is_picture(one)]
    if not pictured or lacking():
        return told
    return tuple(pages_of(data, seen_beside(data, pictured) if headed else seen_on(data, pictured)))


def seen_beside(data: bytes, pictured: Sequence[Page]) -> dict[int, Seen]:
    """What the pictures show on pages whose words the file has; as many as time allows.

    None of them is a reason to refuse the document: its steps are read without.
    """
    bounds = table("scan")["bounds"]
    until = time.monotonic() + bounds["beside"]
    found: dict[int, Seen] = {}
    few = pictured[: bounds["pages"]]
    for done, one in enumerate(few):
        if time.monotonic() > until:
            break
        pace.tell(done, len(few))
        with suppress(ReadingError), pace.heard_by(pace.nobody):
            found |= seen_on(data, [one])
    return found


def flow_is_picture(page: Page) -> bool:
    """Whether a table of steps has its words but hardly a symbol: a picture shows the flow."""
    return len(page.shapes) < FEW and has_header((page,))


def has_header(told: Sequence[Page]) -> bool:
    """Whether a table of steps is on the pages."""
    return any(is_header(row) for block in blocks_of(told) for row in block.rows)


READER = Reader(
    name="PDF", claims=claims, blocks=blocks, pages=pages, of_pages=of_pages,
    picture=picture_of, glance=pages_of,
)  # fmt: skip
