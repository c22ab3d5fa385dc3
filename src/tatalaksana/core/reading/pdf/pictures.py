"""A page of a PDF as it looks, drawn by PDFium: nothing is run, nothing is fetched."""

from __future__ import annotations

import struct
import zlib
from typing import Any

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading.pdf.bombs import unpacks_too_far
from tatalaksana.core.reading.pdf.content import ONE_AT_A_TIME, refusal

WIDEST = 1700  #: dots of the longer side; A4 then has 145 in an inch, legible when enlarged
COLOURS = 3  #: red, green, blue: bytes of a dot


def picture_of(data: bytes, number: int) -> bytes:
    """The page `number`, from 1, as PNG; in grey where it has no colour.

    Errors: ReadingError TL200 when the document is broken or has no such page.
    """
    import pypdfium2  # noqa: PLC0415 - loading it takes time

    if unpacks_too_far(data):
        raise refusal("")
    with ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as wrong:
            raise refusal(str(wrong)) from wrong
        try:
            if not 1 <= number <= len(document):
                raise ReadingError(f"Berkas PDF ini tidak mempunyai halaman {number}.")
            return drawn(document[number - 1])
        except pypdfium2.PdfiumError as wrong:
            raise refusal(str(wrong)) from wrong
        finally:
            document.close()


def drawn(page: Any) -> bytes:
    """One page of pypdfium2 as PNG."""
    longer = max(page.get_width(), page.get_height(), 1.0)
    bitmap = page.render(scale=WIDEST / longer, rev_byteorder=True, prefer_bgrx=False)
    rows = packed(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)
    return png(rows, bitmap.width, bitmap.height)


def packed(data: bytes, width: int, height: int, stride: int) -> list[bytes]:
    """The rows of a bitmap of three bytes a dot without what fills them up."""
    rows = [data[k * stride : k * stride + width * COLOURS] for k in range(height)]
    grey = all(row[0::3] == row[1::3] == row[2::3] for row in rows)
    return [row[0::3] for row in rows] if grey else rows


def png(rows: list[bytes], width: int, height: int) -> bytes:
    """A PNG of rows with one byte (grey) or three (colour) a dot. Source: PNG, W3C 2003."""
    colour = 2 if rows and len(rows[0]) > width else 0
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    body = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    parts = ((b"IHDR", head), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def chunk(name: bytes, body: bytes) -> bytes:
    """One part of a PNG with its length and its sum."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
