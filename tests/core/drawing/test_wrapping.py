"""Lines fit, nothing is lost, and words part where Indonesian parts them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tatalaksana.core.drawing.metrics import clean, length
from tatalaksana.core.drawing.names import parted
from tatalaksana.core.drawing.wrapping import syllable_ends, wrap


@given(st.text(max_size=80), st.floats(8, 60))
def test_no_line_is_longer_than_the_cell(text: str, width: float) -> None:
    assert all(length(line, 9.0) <= width + 0.02 for line in wrap(text, width, 9.0))


@given(st.text(max_size=80), st.floats(8, 60))
def test_no_letter_is_lost(text: str, width: float) -> None:
    joined = "".join(wrap(text, width, 9.0)).replace("-", "").replace(" ", "")
    assert joined == clean(text).replace("-", "").replace(" ", "")


def test_a_word_is_parted_behind_a_full_stop_only_where_it_fits_on_no_line() -> None:
    wide = length("Dasar Hukum Lap.", 9.0) + 0.1
    assert wrap("Dasar Hukum Lap.SPM", wide, 9.0) == ("Dasar Hukum", "Lap.SPM")
    assert wrap("Dasar Hukum dan/atau", wide + 1, 9.0)[0] == "Dasar Hukum dan/"
    assert wrap("kinerja.SKPD", length("kinerja.SK", 9.0), 9.0) == ("kinerja.", "SKPD")


def test_a_slash_with_a_space_behind_it_ends_no_line() -> None:
    wide = length("Agenda surat masuk/", 9.0) + 0.1
    assert wrap("Agenda surat masuk/ keluar", wide, 9.0) == ("Agenda surat", "masuk/ keluar")
    assert wrap("Agenda surat masuk/keluar", wide, 9.0) == ("Agenda surat masuk/", "keluar")


def test_no_lone_sign_goes_on_the_next_line() -> None:
    wide = length("Pengadm", 9.0) + 0.1
    assert wrap("Pengadm. Umum", wide, 9.0) == ("Pengad", "m.", "Umum")


@pytest.mark.parametrize(
    ("name", "lines", "times"),
    [
        ("Kasubbag Kepegawaian", ("Kasubbag", "Kepega-", "waian"), 1),
        ("Kasubbag Kepegawaian", ("Kasubbag", "Kepegawaian"), 0),
        ("Tim/Panitia nota-dinas", ("Tim/", "Panitia", "nota-", "dinas"), 0),
        ("Pengadm. Umum", ("Pengad", "m. Umum"), 1),
    ],
)
def test_a_name_is_parted_where_a_word_goes_on_in_the_next_line(
    name: str, lines: tuple[str, ...], times: int
) -> None:
    assert parted(name, lines) == times


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("tanggal", "tang-gal"),
        ("pelaksanaan", "pe-lak-sa-naan"),
        ("menyampaikan", "me-nyam-pai-kan"),
        ("pertanggungjawaban", "per-tang-gung-ja-waban"),  # jawab-an, never ja-wa-ban
        ("kebaikan", "ke-baikan"),  # ke-ba-ik-an: the k belongs to the stem
        ("bulan", "bu-lan"),
        ("pengadaan", "penga-daan"),  # peng-ada-an, never pe-nga-da-an
        ("berangkat", "berang-kat"),
        ("instrumen", "in-stru-men"),
        ("isyarat", "isya-rat"),
        ("TANGGAL", "TANG-GAL"),
        ("dan", "dan"),
        ("naïf", "naïf"),
    ],
)
def test_words_part_where_the_spelling_of_indonesian_parts_them(word: str, pieces: str) -> None:
    ends = [0, *syllable_ends(word), len(word)]
    assert "-".join(word[a:b] for a, b in pairwise(ends)) == pieces


@pytest.mark.parametrize("word", ["buah", "survei", "kalau", "amboi", "saudara", "pantai"])
def test_vowels_side_by_side_stay_together(word: str) -> None:
    assert not [at for at in syllable_ends(word) if word[at - 1] in "aiueo" and word[at] in "aiueo"]


@given(st.text("aiueongykhstrmpbdlj", min_size=1, max_size=25))
def test_no_part_of_a_word_is_too_short_or_without_a_vowel(word: str) -> None:
    ends = [0, *syllable_ends(word), len(word)]
    pieces = [word[a:b] for a, b in pairwise(ends)]
    assert "".join(pieces) == word
    if len(pieces) > 1:
        assert len(pieces[0]) >= 2
        assert len(pieces[-1]) >= 3
        assert all(set(piece) & set("aiueo") for piece in pieces)


def test_a_sign_the_font_lacks_is_seen_as_a_square() -> None:
    assert clean("SK \U0001f600 baru\x00\n ya") == "SK □ baru ya"


def test_the_width_of_arial_is_known() -> None:
    # "Hello" in Arial: 722 + 556 + 222 + 222 + 556 thousandths of an em
    assert length("Hello", 10.0) == pytest.approx(2.278 * 10 * 25.4 / 72, abs=0.01)
