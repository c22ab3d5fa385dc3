"""PDF files that were made to hurt, written by hand."""

import zlib
from collections.abc import Sequence

CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"


def pdf(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A whole file of these objects, numbered from 1; the first is the catalogue."""
    data, places = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer << /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer)
    return bytes(data + b"startxref\n%d\n%%%%EOF\n" % start)


def with_pages(count: int, box: bytes = b"0 0 842 595") -> bytes:
    """A file of `count` empty pages."""
    kids = b" ".join(b"%d 0 R" % (number + 3) for number in range(count))
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [%s] >>" % box
    pages = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (count, kids)
    return pdf([CATALOG, pages, *[page] * count])


def drawing(content: bytes, extra: bytes = b"") -> bytes:
    """One page with this content, packed."""
    packed = zlib.compress(content, 9)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 4 0 R %s >>" % extra
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    pages = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
    return pdf([CATALOG, pages, page, stream])


def locked() -> bytes:
    """A file that asks for a password."""
    lock = (
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"41" * 32 + b"> /U <" + b"42" * 32 + b"> >>"
    )
    pages = b"<< /Type /Pages /Count 0 /Kids [] >>"
    return pdf([CATALOG, pages, lock], b"/Encrypt 3 0 R /ID [<01><01>]")


BOMBS = {
    "spaces": drawing(b" " * 60_000_000),
    "lines": drawing(b"0 0 m 10 10 l S\n" * 1_200_000),
    "points": drawing(b"0 0 m\n" + b"10 10 l\n" * 2_000_000 + b"S"),
    "rules": drawing(
        b"".join(b"%d 0 m %d 595 l S 0 %d m 842 %d l S\n" % (x, x, x, x) for x in range(842))
        + b"".join(b"%d.5 0 m %d.5 595 l S\n" % (x, x) for x in range(842))
    ),
    "triangles": drawing(
        b"".join(
            b"%d %d m %d %d l %d %d l f\n" % (x, y, x + 3, y, x, y + 3)
            for x in range(0, 840, 6)
            for y in range(0, 590, 6)
        )
    ),
    "boxes": drawing(
        b"".join(
            b"%d %d 9 7 re S %d %d m %d %d l S\n" % (x, y, x + 9, y + 3, x + 12, y + 3)
            for x in range(0, 840, 12)
            for y in range(0, 590, 9)
        )
    ),
}

#: a page that is nothing but one picture
PICTURE = pdf(
    [
        CATALOG,
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        (
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 4 0 R "
            b"/Resources << /XObject << /I 5 0 R >> >> >>"
        ),
        b"<< /Length 28 >>\nstream\nq 800 0 0 500 20 20 cm /I Do Q\nendstream",
        (
            b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
            b"/BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream"
        ),
    ]
)
