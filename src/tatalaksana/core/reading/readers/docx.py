"""Word: tables, native shapes and connectors, with their places; .doc only to say how to go on."""

from __future__ import annotations

from tatalaksana.core.reading.block import Block
from tatalaksana.core.reading.layout.blocks import blocks_of
from tatalaksana.core.reading.reader import Reader
from tatalaksana.core.reading.word.package import is_word
from tatalaksana.core.reading.word.pages import pages_of

SURE = 0.95


def claims(data: bytes) -> float:
    """How sure the bytes are a Word document."""
    return SURE if is_word(data) else 0.0


def blocks(data: bytes) -> tuple[Block, ...]:
    """The tables and lines of the document. Errors: ReadingError TL200 when it cannot be read."""
    return blocks_of(pages_of(data))


READER = Reader(
    name="Word (.docx)", claims=claims, blocks=blocks, pages=pages_of, of_pages=blocks_of
)
