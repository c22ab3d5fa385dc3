"""Excel: cells with their places, native shapes and connectors; what is hidden stays hidden."""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading.block import Block
from tatalaksana.core.reading.layout.blocks import blocks_of
from tatalaksana.core.reading.package import COMPOUND, ZIP, is_locked, locked
from tatalaksana.core.reading.page import Page
from tatalaksana.core.reading.reader import Reader
from tatalaksana.core.reading.sheet.pages import pages_of

#: what only a workbook has, the half of one included
PARTS = (b"xl/workbook", b"xl/worksheets/", b"xl/sharedStrings", b"xl/styles", b"xl/theme/")
DOCUMENT = b"word/document.xml"  #: a document may hold a workbook
OLD = "Workbook".encode("utf-16-le")
SURE, LIKELY = 1.0, 0.7


def claims(data: bytes) -> float:
    """How sure the bytes are a workbook, an old or locked one included."""
    if data.startswith(COMPOUND):
        return LIKELY if is_locked(data) or OLD in data else 0.0
    if not data.startswith(ZIP) or DOCUMENT in data:
        return 0.0
    return SURE if any(part in data for part in PARTS) else 0.0


def blocks(data: bytes) -> tuple[Block, ...]:
    """The tables and lines of the sheets that are shown. Errors: ReadingError TL200."""
    return blocks_of(pages(data))


def pages(data: bytes) -> Iterator[Page]:
    """The sheets that are shown. Errors: ReadingError TL200."""
    if data.startswith(COMPOUND):
        raise locked() if is_locked(data) else old()
    return pages_of(data)


def old() -> ReadingError:
    """The file is of the time before 2007."""
    return ReadingError(
        "Berkas ini buku kerja Excel lama (.xls), yang belum dapat dibaca.",
        hint="Buka di Excel atau LibreOffice, lalu Simpan Sebagai “Buku Kerja Excel (.xlsx)”.",
    )


READER = Reader(name="Excel", claims=claims, blocks=blocks, pages=pages, of_pages=blocks_of)
