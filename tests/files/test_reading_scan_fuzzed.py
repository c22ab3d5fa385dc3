"""Pictures that nobody drew, and files that broke on the way: one sentence, and soon."""

from __future__ import annotations

import io
import os
import time
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tatalaksana.core.base.errors import ReadingError, TatalaksanaError
from tatalaksana.core.reading.read import read
from tatalaksana.core.reading.scan import needs

LACKING = needs.lacking()
if LACKING and not os.environ.get("CI"):
    pytest.skip(f"pindaian: {LACKING}", allow_module_level=True)

import numpy as np  # noqa: E402 - needs the packages for scans
from PIL import Image  # noqa: E402

from tatalaksana.core.reading.scan.sight import seen_in  # noqa: E402
from tests.files.scanned import alone, tiff  # noqa: E402

WIDE, TALL = 1500, 1100  #: dots of a picture: small enough to be looked at in a moment
SOON = 20  #: seconds of the processor for one picture
FEW = settings(max_examples=12, deadline=None, suppress_health_check=[*HealthCheck])


def boxes() -> st.SearchStrategy[list[tuple[int, int, int, int, int, int]]]:
    """Frames and filled boxes, lines among them: x, y, width, height, thickness, grey."""
    return st.lists(
        st.tuples(
            st.integers(0, WIDE), st.integers(0, TALL), st.integers(1, WIDE), st.integers(1, TALL),
            st.sampled_from([1, 2, 3, 6, 20, 2000]), st.integers(0, 255),
        ),
        max_size=60,
    )  # fmt: skip


def painted(shapes: list[tuple[int, int, int, int, int, int]], noise: int, seed: int) -> np.ndarray:
    page = np.full((TALL, WIDE), 255, dtype="uint8")
    for x, y, wide, tall, thick, grey in shapes:
        inner = page[y + thick : y + tall - thick, x + thick : x + wide - thick].copy()
        page[y : y + tall, x : x + wide] = grey
        if inner.size:
            page[y + thick : y + thick + inner.shape[0], x + thick : x + thick + inner.shape[1]] = (
                inner
            )
    if noise:
        dirt = np.random.default_rng(seed).integers(-noise, noise + 1, page.shape)
        page = np.clip(page.astype("int16") + dirt, 0, 255).astype("uint8")
    return page


@FEW
@given(boxes(), st.sampled_from([0, 0, 20, 120, 255]), st.integers(0, 9))
def test_any_picture_is_looked_at_or_refused_soon(
    shapes: list[tuple[int, int, int, int, int, int]], noise: int, seed: int
) -> None:
    begun = time.process_time()
    with suppress(ReadingError):
        seen = seen_in(painted(shapes, noise, seed), words=False)
        assert seen.area.width == pytest.approx(WIDE / 300 * 72)
    assert time.process_time() - begun < SOON


@pytest.mark.parametrize("what", ["grid", "comb", "dots", "stripes", "white", "black"])
def test_a_pattern_made_to_hurt_is_refused_in_one_sentence(what: str) -> None:
    page = np.full((2200, 3000), 255, dtype="uint8")
    if what == "grid":
        page[::12] = 0
        page[:, ::12] = 0
    elif what == "comb":
        page[::8] = 0
        page[:, ::55] = 255
        page[:, 1::55] = 255
    elif what == "dots":
        page[::6, ::6] = page[1::6, ::6] = page[::6, 1::6] = page[1::6, 1::6] = 0
    elif what == "stripes":
        page[:, ::9] = page[:, 1::9] = 0
    elif what == "black":
        page[:] = 0
    begun = time.process_time()
    with pytest.raises(ReadingError) as refused:
        read(alone(Image.fromarray(page), "PNG"), f"{what}.png")
    assert refused.value.hint
    assert time.process_time() - begun < SOON


SMALL = Image.new("L", (420, 320), 255)


def saved(kind: str) -> bytes:
    """A picture that says how small it is on paper, and so takes a moment only."""
    file = io.BytesIO()
    SMALL.save(file, kind, dpi=(72, 72))
    return file.getvalue()


SAMPLES = (saved("PNG"), saved("JPEG"), tiff([SMALL, SMALL], 72))


@FEW
@given(st.sampled_from(SAMPLES), st.data())
def test_a_damaged_picture_never_ends_in_a_traceback(sample: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(sample)))
    put = data.draw(st.binary(max_size=12))
    rest = sample[at + data.draw(st.integers(0, 60)) :]
    with suppress(TatalaksanaError):
        read(sample[:at] + put + rest or b"x", "x.png")


def test_a_picture_without_its_size_is_refused() -> None:
    """Found by damaging: a TIFF whose directory lost its entries."""
    sample = tiff([SMALL, SMALL], 72)
    with pytest.raises(ReadingError, match="rusak"):
        read(sample[:999] + b"\x00" + sample[999:], "x.tif")
