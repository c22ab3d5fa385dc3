"""A logo from outside as the small bitmap that documents print: decoded once, then never again.

Whoever keeps a logo for many documents keeps this bitmap, not what was sent: it is whole, small,
and holds nothing but dots. An SVG is not taken: it is a programme to be run at every drawing.
"""

from __future__ import annotations

import struct
import zlib

from tatalaksana.core.base.errors import DrawingError
from tatalaksana.core.drawing.drawing import Box, Image, Picture
from tatalaksana.core.drawing.fieldblock import LOGO
from tatalaksana.core.drawing.images import fitted, image_of, png
from tatalaksana.core.drawing.typesetting import as_png
from tatalaksana.core.drawing.typstml import num, picture_markup

DOTS = 400.0  #: per inch of the printed logo: as fine as its lines can be seen
MOST_DOTS = 9_000_000  #: pixels of what is sent; decoding takes four bytes of each, or eight
DRAW = """\
#let picture(x, y, w, h, t, d) = image(bytes(d), format: "svg", width: w * 1mm, height: h * 1mm)
"""  #: in place of the words of a document, which are long
ROW_START, CHANNELS = 1, 4  #: bytes of a row of an RGBA picture: its filter, then each dot


def logo_of(data: bytes) -> Image:
    """The bitmap of a PNG or JPEG at the size of a printed logo, its clear ground kept.

    Errors: DrawingError TL400 when it is no such picture, too large, damaged, or blank.
    """
    sent = image_of(data)
    if sent.kind == "svg":
        raise DrawingError("Logo SVG tidak diterima.", hint="Simpan sebagai PNG lalu unggah.")
    if sent.width * sent.height > MOST_DOTS:
        raise DrawingError(
            f"Gambar {sent.width:.0f} × {sent.height:.0f} piksel terlalu besar.",
            hint="Sediakan gambar sampai 3000 × 3000 piksel.",
        )
    place = fitted(sent, Box(0.0, 0.0, LOGO, LOGO))
    picture = Picture(Box(0.0, 0.0, place.width, place.height), sent, "Logo")
    size = f"width: {num(place.width)}mm, height: {num(place.height)}mm"
    source = f"#set page({size}, margin: 0pt, fill: none)\n{DRAW}{picture_markup(picture)}"
    found = png(as_png(source, DOTS)[0])
    if found is None or is_clear(found):
        raise DrawingError(
            "Gambar ini rusak atau kosong.", hint="Buka lalu simpan ulang sebagai PNG."
        )
    return found


def is_clear(image: Image) -> bool:
    """Whether no dot of a bitmap of Typst shows: then the picture could not be decoded."""
    packed, at = b"", 8
    while at < len(image.data):
        (long,) = struct.unpack_from(">I", image.data, at)
        if image.data[at + 4 : at + 8] == b"IDAT":
            packed += image.data[at + 8 : at + 8 + long]
        at += 12 + long
    row = ROW_START + CHANNELS * int(image.width)
    dots = zlib.decompress(packed)
    return not any(any(dots[y + ROW_START : y + row]) for y in range(0, len(dots), row))
