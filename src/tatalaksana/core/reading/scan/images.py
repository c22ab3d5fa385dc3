"""Image files as grey pictures: PNG, JPEG, TIFF of several pages, measured before unpacked."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading import pace
from tatalaksana.core.reading.scan.dots import Dots
from tatalaksana.core.reading.scan.needs import prepare
from tatalaksana.core.reading.understand.labels import table

KNOWN = table("scan")["images"]

SIGNS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
FORMATS = ("PNG", "JPEG", "TIFF")
#: what the library raises for files that broke on the way, or were made to break it
BREAKS = (OSError, SyntaxError, ValueError, EOFError, Warning, TypeError, LookupError,
          ArithmeticError, AttributeError, struct.error)  # fmt: skip
BYTES = {"1": 1, "L": 1, "P": 1}  #: of a dot while it is unpacked; 4 of any other kind


@dataclass(frozen=True, slots=True)
class Raster:
    """A grey picture of one page, and how many of its dots make an inch."""

    dots: Dots
    per_inch: float


def is_image(data: bytes) -> bool:
    """Whether the bytes begin as a PNG, JPEG or TIFF does."""
    return data.startswith(SIGNS)


def rasters(data: bytes) -> Iterator[Raster]:
    """The pages of an image file, one after the other; it is told how far they are (pace).

    Errors: ReadingError TL200 when it is broken, too large, or has too many pages, and where
    the packages for pictures are missing.
    """
    with opened(data) as (image, count):
        for number in range(count):
            pace.tell(number, count)
            image.seek(number)
            yield raster_of(image, number + 1)


def raster_at(data: bytes, number: int, least: int = 0) -> Raster:
    """The page `number`, from 1, of an image file, without those before it.

    Its longer side has at least so many dots; 0 for as many as a page has.

    Errors: as `rasters`; ReadingError TL200 too when there is no such page.
    """
    with opened(data) as (image, count):
        if not 1 <= number <= count:
            raise ReadingError(f"Gambar ini tidak mempunyai halaman {number}.")
        image.seek(number - 1)
        return raster_of(image, number, least)


@contextmanager
def opened(data: bytes) -> Iterator[tuple[Any, int]]:
    """An image file and the number of its pages. Errors: as `rasters`."""
    prepare()
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - see needs

    bounds = table("scan")["bounds"]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of doubtful tags; its own bounds are below
            image = Image.open(BytesIO(data), formats=FORMATS)
            count = getattr(image, "n_frames", 1)
            if count > bounds["pages"]:
                raise ReadingError(
                    f"Gambar ini {count} halaman; yang dibaca paling banyak {bounds['pages']}.",
                    hint="Bagi berkasnya menurut SOP, lalu baca satu per satu.",
                )
            yield image, count
    except (UnidentifiedImageError, *BREAKS) as wrong:
        raise broken() from wrong
    except Image.DecompressionBombError as wrong:
        raise too_large(1) from wrong


def raster_of(image: Any, number: int, least: int = 0) -> Raster:
    """One page. Errors: ReadingError TL200 when it is too large, before it is unpacked."""
    from PIL import Image, ImageOps  # noqa: PLC0415 - see needs

    bounds = table("scan")["bounds"]
    wide, tall = image.size
    unpacked = wide * tall * BYTES.get(image.mode, 4)
    if max(wide, tall) > bounds["side"] or wide * tall > bounds["pixels"]:
        raise too_large(number)
    if image.format == "JPEG":
        image.draft("L", image.size)  # unpacked in grey at once
        unpacked = wide * tall
    if unpacked > bounds["megabytes"] * 1024 * 1024:
        raise too_large(number)
    if max(wide, tall) < (least or KNOWN["smallest"]) or min(wide, tall) < KNOWN["narrowest"]:
        raise ReadingError(
            f"Gambar pada halaman {number} terlalu kecil: {wide} × {tall} titik.",
            hint="Pindai ulang dengan 300 dpi.",
        )
    said = image.info.get("dpi", (0, 0))[0]
    turned = ImageOps.exif_transpose(image) if image.format == "JPEG" else image
    return Raster(grey(turned, Image), believed(float(said or 0), max(wide, tall)))


def grey(image: Any, library: Any) -> Dots:
    """The dots of a picture; what shines through is white."""
    import numpy as np  # noqa: PLC0415 - see needs

    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = library.new("RGBA", image.size, "white")
        image = library.alpha_composite(paper, image)
    if image.mode.startswith("I;16") or image.mode in ("I", "F"):
        deep = np.asarray(image, dtype="float32")
        return np.clip(deep / max(1.0, float(deep.max())) * 255, 0, 255).astype("uint8")
    return np.asarray(image.convert("L"))


def believed(said: float, longer: int) -> float:
    """Dots in an inch: as the file says, where its page then has the size of paper."""
    if said > 0 and KNOWN["sides"][0] <= longer / said * 72 <= KNOWN["sides"][1]:
        return said
    return float(longer / KNOWN["longer_side"] * 72)


def too_large(number: int) -> ReadingError:
    """The refusal of a picture that would fill the memory."""
    return ReadingError(
        f"Gambar pada halaman {number} terlalu besar untuk dibuka.",
        hint="Pindai ulang dengan 300 dpi, hitam-putih atau abu-abu.",
    )


def broken() -> ReadingError:
    """The refusal of a picture that is no picture."""
    return ReadingError(
        "Berkas gambar ini rusak atau terpotong.",
        hint="Unduh, foto, atau pindai ulang, lalu baca lagi.",
    )
