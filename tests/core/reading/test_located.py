"""A text is found again among the lines it was printed on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tatalaksana.core.reading.located import located
from tatalaksana.core.reading.page import Area, TextLine
from tatalaksana.core.reading.read import read

WORD = st.text("abcdefgh", min_size=1, max_size=8)
HEADER = "No\tKegiatan\tKasubag\tKabag\tKelengkapan\tWaktu\tOutput\n"


def lines(*texts: str) -> list[TextLine]:
    return [TextLine(Area(0, 10 * k, 50, 10 * k + 8), text) for k, text in enumerate(texts)]


def test_a_text_stands_on_the_lines_it_runs_over() -> None:
    printed = lines("1. Surat per-", "mohonan, 2.", "Kartu Keluarga")
    assert located("Surat permohonan", printed) == Area(0, 0, 50, 18)
    assert located("Kartu  keluarga.", printed) == Area(0, 20, 50, 28)
    assert located("KTP", printed) is None
    assert located(" – ", printed) is None


def test_an_item_that_is_printed_twice_is_found_where_it_stands_first() -> None:
    printed = lines("Buku agenda", "Map", "Buku agenda")
    assert located("Buku agenda", printed) == Area(0, 0, 50, 8)


@given(st.lists(WORD, min_size=1, max_size=8), st.data())
def test_any_run_of_words_is_found_where_it_is_or_before(words, data) -> None:
    printed = lines(*words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    found = located(" ".join(words[first : last + 1]), printed)
    assert found is not None
    assert found.top <= 10 * first
    assert found.bottom <= 10 * last + 8


def test_a_row_broken_over_lines_points_to_all_of_them() -> None:
    """A cell whose text goes on below breaks a line of text; every line of it is its place."""
    text = (
        "SOP Contoh\n\n"
        + HEADER
        + (
            "1\tMeneliti permohonan\ndari pemohon\t[]\t\tBerkas\t10 menit\tCatatan\n"
            "2\tMenyetujui\t\t[]\tCatatan\t5 menit\tSurat\n"
        )
    )
    (reading,) = read(text.encode(), "x")
    places = {
        (one.row, one.field): [place.line for place in one.places]
        for one in reading.origins
        if one.item is None
    }
    assert places[1, "activities"] == [4, 5]
    assert places[2, "activities"] == [6]
    assert places[None, "title"] == [1]
