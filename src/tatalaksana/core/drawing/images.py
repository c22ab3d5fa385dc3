"""Images from outside, such as a logo: told by their bytes, bounded, and without a way out.

Sources: PNG (ISO/IEC 15948, IHDR), JPEG (ITU-T T.81, start of frame), SVG 1.1.
"""

from __future__ import annotations

import re
import struct
import xml.etree.ElementTree as ET

from tatalaksana.core.base.errors import DrawingError
from tatalaksana.core.drawing.drawing import Box, Image

LARGEST = 1_000_000  #: bytes
MOST_PIXELS = 4_000  #: of a side
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  #: markers that tell a JPEG's size
#: of an SVG: what may run, or fetch something
FORBIDDEN = re.compile(rb"<!DOCTYPE|<!ENTITY|<script|<foreignObject|@import", re.IGNORECASE)
SVG = "{http://www.w3.org/2000/svg}svg"
LENGTH = re.compile(r"\s*([0-9.]+)")


def image_of(data: bytes) -> Image:
    """The image of these bytes. Errors: DrawingError TL400 when it is none, or too large."""
    if len(data) > LARGEST:
        raise DrawingError(
            f"Gambar sebesar {len(data) / 1e6:.1f} MB terlalu besar.",
            hint=f"Sediakan gambar sampai {LARGEST / 1e6:.0f} MB.",
        )
    found = png(data) or jpeg(data) or svg(data)
    if found is None:
        raise DrawingError(
            "Berkas gambar tidak dikenali.", hint="Sediakan PNG, JPEG, atau SVG yang utuh."
        )
    if not (found.width > 0 and found.height > 0):
        raise DrawingError("Gambar tidak berukuran.")
    if found.kind != "svg" and max(found.width, found.height) > MOST_PIXELS:
        raise DrawingError(
            f"Gambar {found.width:.0f} × {found.height:.0f} piksel terlalu besar.",
            hint=f"Sediakan gambar sampai {MOST_PIXELS} piksel setiap sisi.",
        )
    return found


def png(data: bytes) -> Image | None:
    """A PNG."""
    if not data.startswith(PNG) or len(data) < 24 or b"IEND" not in data[-16:]:
        return None
    width, height = struct.unpack(">II", data[16:24])
    return Image("png", data, width, height)


def jpeg(data: bytes) -> Image | None:
    """A JPEG: the size stands in the first start-of-frame segment."""
    at = 2
    while data.startswith(JPEG) and at + 9 < len(data) and data[at] == 0xFF:
        marker, long = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return Image("jpeg", data, width, height)
        at += 2 + long
    return None


def svg(data: bytes) -> Image | None:
    """An SVG that stands for itself. Errors: DrawingError TL400 when it wants something else."""
    if b"<svg" not in data[:4096]:
        return None
    if FORBIDDEN.search(data):
        raise DrawingError(
            "SVG ini memuat skrip atau rujukan keluar.", hint="Sederhanakan SVG-nya."
        )
    try:
        top = ET.fromstring(data)  # noqa: S314  # entities are refused above
        data.decode("utf-8")
    except (ET.ParseError, UnicodeDecodeError):
        return None
    if top.tag != SVG:
        return None
    for element in top.iter():
        for name, value in element.attrib.items():
            if name.endswith("href") and not value.startswith(("#", "data:image/")):
                raise DrawingError("SVG ini merujuk berkas lain.", hint="Tanam gambarnya.")
    box = [float(part) for part in re.findall(r"-?[0-9.]+", top.get("viewBox", ""))]
    if len(box) == 4:
        return Image("svg", data, box[2], box[3])
    sides = [LENGTH.match(top.get(name, "")) for name in ("width", "height")]
    width, height = (float(side[1]) if side else 0.0 for side in sides)
    return Image("svg", data, width, height)


def fitted(image: Image, box: Box) -> Box:
    """The largest box of the image's proportions in the middle of `box`."""
    scale = min(box.width / image.width, box.height / image.height)
    width, height = image.width * scale, image.height * scale
    return Box(box.middle[0] - width / 2, box.middle[1] - height / 2, width, height)
