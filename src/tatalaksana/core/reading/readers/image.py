"""Pictures of pages: PNG, JPEG and TIFF, as scanners and telephones make them."""

from __future__ import annotations

from tatalaksana.core.reading.block import Block
from tatalaksana.core.reading.layout.blocks import blocks_of
from tatalaksana.core.reading.reader import Reader
from tatalaksana.core.reading.scan.images import is_image
from tatalaksana.core.reading.scan.shown import picture_of
from tatalaksana.core.reading.scan.sight import glanced, pages_of

SURE = 1.0


def claims(data: bytes) -> float:
    """How sure the bytes are a picture."""
    return SURE if is_image(data) else 0.0


def blocks(data: bytes) -> tuple[Block, ...]:
    """The tables and lines of all pages. Errors: ReadingError TL200 when they cannot be read."""
    return blocks_of(pages_of(data))


READER = Reader(
    name="gambar (PNG, JPEG, TIFF)", claims=claims, blocks=blocks, pages=pages_of,
    of_pages=blocks_of, picture=picture_of, glance=glanced,
)  # fmt: skip
