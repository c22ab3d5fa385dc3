"""HTML: pages as sites publish them or programs export them; nothing is run, nothing fetched."""

from __future__ import annotations

import re
from dataclasses import replace

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading.block import Block
from tatalaksana.core.reading.hypertext.archive import is_archive, pages_in
from tatalaksana.core.reading.hypertext.mixed import as_page
from tatalaksana.core.reading.hypertext.pages import page_of
from tatalaksana.core.reading.layout.blocks import blocks_of
from tatalaksana.core.reading.page import Page
from tatalaksana.core.reading.reader import Reader
from tatalaksana.core.reading.readers.text import decode

SURE, LIKELY = 0.95, 0.92  #: above plain text, which claims the same bytes
START = 65_536  #: bytes looked at
PAGE = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.I)
PIECE = re.compile(r"\s*<(?:[a-z][a-z0-9:]*|!--|!\[)[\s>/-]", re.I)
TABLE, END = re.compile(rb"<table\b", re.I), re.compile(rb"</table\s*>", re.I)
CELL = re.compile(rb"<t[dh]\b", re.I)


def claims(data: bytes) -> float:
    """How sure the bytes are HTML: a page, or a piece that begins with a tag and has cells."""
    if is_archive(data[:START]):
        return SURE
    if b"<" not in data[:START] or foreign(data):
        return 0.0
    try:
        start = decode(data[:START])
    except ReadingError:
        return 0.0
    narrow = data.replace(b"\0", b"") if b"\0" in data[:START] else data
    whole = PAGE.match(start) or (PIECE.match(start) and CELL.search(narrow))
    if not whole and mixed(narrow):
        return LIKELY
    return SURE if whole else 0.0


def mixed(data: bytes) -> bool:
    """Whether a text has whole tables of HTML in it."""
    return all(one.search(data) for one in (TABLE, CELL, END))


def foreign(data: bytes) -> bool:
    """Whether the bytes begin as another format does."""
    return data.startswith((b"%PDF", b"PK", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"\x89PNG"))


def blocks(data: bytes) -> tuple[Block, ...]:
    """The tables and lines of the page. Errors: ReadingError TL200 when it cannot be read."""
    return blocks_of(pages(data))


def pages(data: bytes) -> tuple[Page, ...]:
    """The one page, or those of an archive. Errors: ReadingError TL200 when it cannot be read."""
    if is_archive(data[:START]):
        found = (page_of(decode(one)) for one in pages_in(data))
        return tuple(replace(one, number=k) for k, one in enumerate(found, 1))
    text = decode(data)
    begun = PAGE.match(text) or PIECE.match(text)
    return (page_of(text if begun else as_page(text)),)


READER = Reader(name="HTML", claims=claims, blocks=blocks, pages=pages, of_pages=blocks_of)
