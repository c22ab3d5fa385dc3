"""A logo becomes a small bitmap once; what is no whole picture is refused with one sentence."""

import random
import zlib
from io import BytesIO

import PIL.Image
import pytest

from tatalaksana.core.base.errors import DrawingError
from tatalaksana.core.drawing.logos import logo_of
from tests.bitmaps import bitmap

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'
NOISE = zlib.compress(b"".join(b"\0" + random.Random(1).randbytes(400) for _ in range(100)))


@pytest.mark.parametrize(("width", "height"), [(1, 1), (100, 100), (300, 150), (90, 1600)])
def test_a_logo_keeps_its_proportions_and_becomes_small(width, height):
    kept = logo_of(bitmap(width, height))
    assert kept.kind == "png"
    assert max(kept.width, kept.height) <= 360
    assert kept.width / kept.height == pytest.approx(width / height, rel=0.1)


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_jpeg_is_taken_too(mode):
    sent = BytesIO()
    PIL.Image.new(mode, (400, 200)).save(sent, "JPEG")
    assert logo_of(sent.getvalue()).width == pytest.approx(346, abs=2)


def test_a_second_look_at_the_kept_bitmap_takes_it_as_it_is():
    once = logo_of(bitmap(300, 300))
    assert (logo_of(once.data).width, logo_of(once.data).height) == (once.width, once.height)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"%PDF-1.7 bukan gambar", "tidak dikenali"),
        (b"GIF89a" + b"\0" * 40, "tidak dikenali"),
        (b"", "tidak dikenali"),
        (bitmap(20, 20)[:60], "tidak dikenali"),
        (bitmap(20, 20) + b"\0" * 1_000_000, "1.0 MB terlalu besar"),
        (bitmap(1, 1).replace(b"IHDR\0\0\0\x01\0\0\0\x01", b"IHDR\0\0\x27\x10\0\0\x13\x88"),
         "10000 × 5000 piksel terlalu besar"),
        (bitmap(1, 1).replace(b"IHDR\0\0\0\x01\0\0\0\x01", b"IHDR\0\0\x0f\xa0\0\0\x0f\xa0"),
         "4000 × 4000 piksel terlalu besar"),
        (bitmap(100, 100, packed=NOISE[: len(NOISE) // 2]), "rusak atau kosong"),
        (bitmap(100, 100, packed=b"bukan zlib"), "rusak atau kosong"),
        (bitmap(3000, 3000, packed=zlib.compress(b"\0")), "rusak atau kosong"),
        (bitmap(50, 50, dot=b"\0\0\0\0"), "rusak atau kosong"),
        (SVG.format("<rect width='9' height='9'/>").encode(), "SVG tidak diterima"),
        (SVG.format("<script>alert(1)</script>").encode(), "skrip"),
        (SVG.format("<image href='http://example.org/a.png'/>").encode(), "berkas lain"),
        (SVG.format("<rect onload='alert(1)'/>").encode(), "SVG tidak diterima"),
    ],
)  # fmt: skip
def test_what_is_no_whole_small_picture_is_refused(data, told):
    with pytest.raises(DrawingError, match=told) as refused:
        logo_of(data)
    assert refused.value.hint or "ukuran" in told
