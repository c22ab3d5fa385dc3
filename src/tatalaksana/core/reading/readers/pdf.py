"""PDF: tables by their rules, symbols and arrows by their outlines, words by their places."""

from __future__ import annotations

from tatalaksana.core.base.errors import NoProcedure
from tatalaksana.core.reading.block import Block
from tatalaksana.core.reading.layout.blocks import blocks_of
from tatalaksana.core.reading.pdf.pages import pages_of
from tatalaksana.core.reading.pdf.pictures import picture_of
from tatalaksana.core.reading.reader import Reader
from tatalaksana.core.reading.understand.kinds import is_header

SIGN = b"%PDF-"
START = 1024  #: bytes among which the sign stands; a mail gateway may put something before it
LARGE = 0.12  #: of the page, from which a picture may be a table; a code or a logo is smaller
SURE, LIKELY = 1.0, 0.8


def claims(data: bytes) -> float:
    """How sure the bytes are a PDF."""
    if data.startswith(SIGN):
        return SURE
    return LIKELY if SIGN in data[:START] and b"\x00" in data[:65536] else 0.0


def blocks(data: bytes) -> tuple[Block, ...]:
    """The tables and lines of all pages. Errors: ReadingError TL200 when they cannot be read."""
    pages = tuple(pages_of(data))
    found = blocks_of(pages)
    if any(is_header(row) for block in found for row in block.rows):
        return found
    pictured = next((page.number for page in pages if page.picture > LARGE), None)
    if pictured:
        raise NoProcedure(
            f"Tabel prosedur tidak ditemukan; halaman {pictured} berupa gambar atau pindaian.",
            hint="Minta berkas Word atau Excel aslinya, atau PDF yang dibuat langsung darinya.",
        )
    return found


READER = Reader(name="PDF", claims=claims, blocks=blocks, pages=pages_of, picture=picture_of)
