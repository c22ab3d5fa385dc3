"""PDF: tables by their rules, symbols and arrows by their outlines, words by their places."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import islice

from tatalaksana.core.base.errors import NoProcedure, ReadingError
from tatalaksana.core.reading import pace
from tatalaksana.core.reading.block import Block
from tatalaksana.core.reading.layout.blocks import blocks_of
from tatalaksana.core.reading.page import Page
from tatalaksana.core.reading.pdf.pages import pages_of
from tatalaksana.core.reading.pdf.pictured import (
    LARGE,
    flow_is_picture,
    has_header,
    identity_pages,
    is_picture,
    tells_identity,
    with_unread,
)
from tatalaksana.core.reading.pdf.pictures import picture_of
from tatalaksana.core.reading.pdf.seen import Seen
from tatalaksana.core.reading.reader import Reader
from tatalaksana.core.reading.scan.needs import HINT, lacking
from tatalaksana.core.reading.scan.shown import scan_of
from tatalaksana.core.reading.scan.sight import seen_on
from tatalaksana.core.reading.understand.labels import table

SIGN = b"%PDF-"
START = 1024  #: bytes among which the sign stands; a mail gateway may put something before it
BETTER = (
    "Pindai ulang dengan 300 dpi, lurus dan hitam-putih; atau minta berkas Word, Excel, atau PDF "
    "yang dibuat langsung dari dokumen aslinya."
)
NO_TIME = "tidak cukup waktu untuk membaca gambarnya"
UNCLEAR = "identitas tidak ditemukan pada gambarnya"
SURE, LIKELY = 1.0, 0.8


def claims(data: bytes) -> float:
    """How sure the bytes are a PDF."""
    if data.startswith(SIGN):
        return SURE
    return LIKELY if SIGN in data[:START] and b"\x00" in data[:65536] else 0.0


def blocks(data: bytes) -> tuple[Block, ...]:
    """The tables and lines of all pages. Errors: as `pages` and `of_pages`."""
    return of_pages(pages(data))


def of_pages(told: Sequence[Page]) -> tuple[Block, ...]:
    """The tables and lines of the pages of a document.

    Errors: NoProcedure TL202 when the table is a picture that could not be read, or what reads
    pictures is missing.
    """
    pictured = [one.number for one in told if one.picture > LARGE]
    if not pictured or has_header(told):
        return with_unread(blocks_of(told), told)
    missing = lacking()
    raise NoProcedure(
        f"Tabel prosedur tidak ditemukan; halaman {pictured[0]} berupa gambar atau pindaian"
        + (f", dan {missing}." if missing else " yang tidak cukup jelas."),
        hint=HINT if missing else BETTER,
    )


def pages(data: bytes) -> tuple[Page, ...]:
    """The pages, those that are pictures as they look where what reads pictures is there.

    Errors: ReadingError TL200 when they cannot be read.
    """
    told = tuple(pages_of(data))
    if has_header(told):
        return beside_words(data, told)
    pictured = [one for one in told if one.picture > LARGE]
    if not pictured or lacking():
        return told
    return tuple(pages_of(data, seen_on(data, pictured)))


def beside_words(data: bytes, told: Sequence[Page]) -> tuple[Page, ...]:
    """The pages of a document whose steps are words; pictures of a flow or an identity are read.

    None of them is a reason to refuse the document: what was not read is told, or inferred.
    """
    if all(one.picture <= LARGE for one in told):
        return tuple(told)
    identity = {one.number for one in identity_pages(told)}
    pictured = [one for one in told if one.number in identity or flow_is_picture(one)]
    if not pictured:
        return tuple(told)
    missing = lacking()
    seen = {} if missing else seen_beside(data, pictured)
    found = list(pages_of(data, seen)) if seen else list(told)
    for i, page in enumerate(told):
        if page.number not in identity or not is_picture(page):
            continue
        if page.number not in seen:
            found[i] = replace(page, unread=missing or NO_TIME)
        elif not tells_identity(found[i]):  # a photo, or nothing that could be read
            found[i] = replace(page, unread=UNCLEAR)
    return tuple(found)


def seen_beside(data: bytes, pictured: Sequence[Page]) -> dict[int, Seen]:
    """What the pictures show on pages whose words the file has; as many as time allows."""
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


def glance(data: bytes, numbers: Collection[int]) -> tuple[Page, ...]:
    """The pages with these numbers, those that are pictures with their lines but no words."""
    told = tuple(islice(pages_of(data), max(numbers)))
    pictured = [one for one in told if one.number in numbers and one.picture > LARGE]
    if pictured and not lacking():
        if has_header(told):
            own = {one.number for one in identity_pages(told)}
            pictured = [one for one in pictured if one.number in own or flow_is_picture(one)]
        told = tuple(pages_of(data, seen_on(data, pictured, words=False)))
    return tuple(one for one in told if one.number in numbers)


def picture(data: bytes, page: Page) -> bytes:
    """A page as it looks; one that was read as a picture turned as it was read."""
    return scan_of(data, page) if page.levelled else picture_of(data, page.number)


READER = Reader(
    name="PDF", claims=claims, blocks=blocks, pages=pages, of_pages=of_pages,
    picture=picture, glance=glance,
)  # fmt: skip
