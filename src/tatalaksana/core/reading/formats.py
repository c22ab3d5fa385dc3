"""File formats recognised by how they begin, whether or not a reader knows them."""

from __future__ import annotations

#: how other formats begin, to tell the user what was given
BEGINNINGS = (
    (b"%PDF", "berkas PDF"),
    (b"PK\x03\x04", "berkas Word, Excel, atau arsip ZIP"),
    (b"\xd0\xcf\x11\xe0", "berkas Word atau Excel lama (.doc/.xls)"),
    (b"{\\rtf", "berkas RTF"),
    (b"\x89PNG", "gambar PNG"),
    (b"\xff\xd8\xff", "gambar JPEG"),
    (b"II*\x00", "gambar TIFF"),
    (b"MM\x00*", "gambar TIFF"),
    (b"<!doctype html", "halaman HTML"),
    (b"<html", "halaman HTML"),
    (b"<?xml", "berkas XML"),
)


def foreign_format(data: bytes) -> str:
    """What kind of file this is, for a format that no reader knows; "" when not recognised."""
    start = data[:64].lstrip(b"\xef\xbb\xbf \r\n\t")
    return next((what for begin, what in BEGINNINGS if start.lower().startswith(begin.lower())), "")
