"""Lines fit, nothing is lost, and words part where Indonesian parts them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tatalaksana.core.drawing.metrics import clean, length
from tatalaksana.core.drawing.wrapping import syllable_ends, wrap


@given(st.text(max_size=80), st.floats(8, 60))
def test_no_line_is_longer_than_the_cell(text: str, width: float) -> None:
    assert all(length(line, 9.0) <= width + 0.02 for line in wrap(text, width, 9.0))


@given(st.text(max_size=80), st.floats(8, 60))
def test_no_letter_is_lost(text: str, width: float) -> None:
    joined = "".join(wrap(text, width, 9.0)).replace("-", "").replace(" ", "")
    assert joined == clean(text).replace("-", "").replace(" ", "")


@pytest.mark.parametrize(
    ("word", "parted"),
    [
        ("tanggal", "tang-gal"),
        ("pelaksanaan", "pe-lak-sa-naan"),
        ("menyampaikan", "me-nyam-pai-kan"),
        ("pertanggungjawaban", "per-tang-gung-ja-wa-ban"),
    ],
)
def test_syllables_keep_ng_and_ny_together(word: str, parted: str) -> None:
    ends = [0, *syllable_ends(word), len(word)]
    pieces = [word[a:b] for a, b in pairwise(ends)]
    assert "-".join(pieces) == parted


def test_a_sign_the_font_lacks_is_seen_as_a_square() -> None:
    assert clean("SK \U0001f600 baru\x00\n ya") == "SK □ baru ya"


def test_the_width_of_arial_is_known() -> None:
    # "Hello" in Arial: 722 + 556 + 222 + 222 + 556 thousandths of an em
    assert length("Hello", 10.0) == pytest.approx(2.278 * 10 * 25.4 / 72, abs=0.01)
