"""Streams that unpack to more than any page needs: found before PDFium unpacks them.

A drawing or a text of a page takes some hundred kilobytes; a file of 300 kB may unpack to
gigabytes. Pictures are left out, for they are not unpacked to read a page.
"""

from __future__ import annotations

import re
import zlib

MOST = 14 * 1024 * 1024  #: bytes that one stream may unpack to; PDFium needs 18 times as many
MOST_OF_ALL = 256 * 1024 * 1024  #: bytes that all streams together may
CHUNK = 1024 * 1024
STREAM = re.compile(rb"(?<!end)stream\r?\n")
DICTIONARY = 1200  #: bytes before a stream in which its dictionary stands
TWICE = re.compile(rb"/FlateDecode[\s/A-Za-z0-9]*/FlateDecode|/Fl[\s]+/Fl\b")


def unpacks_too_far(data: bytes) -> bool:
    """Whether a stream of the file, or all together, unpack to more than is bearable."""
    every = 0
    for found in STREAM.finditer(data):
        told = data[max(0, found.start() - DICTIONARY) : found.start()]
        told = told[told.rfind(b" obj") :]
        if TWICE.search(told):
            return True
        if b"/Image" in told or b"/Fl" not in told:
            continue
        size = unpacked(data, found.end())
        every += size
        if size > MOST or every > MOST_OF_ALL:
            return True
    return False


def unpacked(data: bytes, start: int) -> int:
    """How many bytes the stream at `start` unpacks to; counted to a little above MOST."""
    machine, size, place = zlib.decompressobj(), 0, start
    try:
        while size <= MOST and not machine.eof:
            piece = machine.unconsumed_tail or data[place : place + CHUNK]
            if not machine.unconsumed_tail:
                place += CHUNK
            if not piece:
                break
            size += len(machine.decompress(piece, CHUNK))
    except zlib.error:
        return size  # broken, or encrypted: PDFium judges it
    return size
