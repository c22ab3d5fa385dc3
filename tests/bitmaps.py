"""Bitmaps for the tests, written byte by byte, whole or not."""

import struct
import zlib

HEADER = b"\x89PNG\r\n\x1a\n"


def chunk(kind: bytes, data: bytes) -> bytes:
    """One part of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bitmap(
    width: int, height: int, dot: bytes = b"\x10\x80\x20\xff", packed: bytes | None = None
) -> bytes:
    """A PNG of one colour (RGBA); `packed` stands for its dots instead, right or wrong."""
    size = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    if packed is None:
        packed = zlib.compress((b"\0" + dot * width) * height)
    return HEADER + chunk(b"IHDR", size) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
