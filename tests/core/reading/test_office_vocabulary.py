"""What an office corrected once is read rightly in its next document, and every use is told."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tatalaksana.core.base.errors import ReadingError, SettingError
from tatalaksana.core.reading.english import reason_in_english
from tatalaksana.core.reading.read import read
from tatalaksana.core.reading.reading import Reading
from tatalaksana.core.reading.understand.labels import label_in
from tatalaksana.core.reading.understand.office_vocabulary import (
    HEADER_WORDS,
    OfficeVocabulary,
    Term,
    TermKind,
    plain_vocabulary,
    vocabulary_from,
)
from tests.bundled import SEEDS

EARLY, LATE = date(2026, 3, 2), date(2026, 11, 21)


def role(read: str, means: str, since: date = LATE) -> Term:
    return Term(kind=TermKind.ROLE, read=read, means=means, since=since)


def header(read: str, means: str, since: date = LATE) -> Term:
    return Term(kind=TermKind.HEADER, read=read, means=means, since=since)


def document(inputs: str = "Kelengkapan", first: str = "Ksb TU", activity: str = "Kegiatan") -> str:
    """Two steps in a text whose columns are parted by tabs."""
    return "\n".join([
        "Nama SOP\tSurat Keluar",
        f"No\t{activity}\tPelaksana\t\tMutu Baku\t\t\t",
        f"\t\t{first}\tKepala Bagian Umum\t{inputs}\tWaktu\tOutput\tKet",
        "1\tMenyusun konsep surat\t□\t\tDisposisi\t1 jam\tKonsep surat\t",
        "2\tMenandatangani surat dan menyerahkan kepada Ksb TU\t\t□\tKonsep surat\t1 hari\tSurat\t",
    ])  # fmt: skip


def understood(text: str, *terms: Term) -> Reading:
    (reading,) = read(text.encode(), "surat.txt", OfficeVocabulary(terms))
    return reading


def test_a_role_is_called_as_the_office_calls_it_in_the_column_and_in_every_step() -> None:
    reading = understood(document(), role("KSB. TU", "Kepala Subbagian Tata Usaha"))
    assert reading.procedure.performers == ("Kepala Subbagian Tata Usaha", "Kepala Bagian Umum")
    assert [step.performers for step in reading.procedure.steps] == [
        ("Kepala Subbagian Tata Usaha",),
        ("Kepala Bagian Umum",),
    ]


def test_the_use_is_told_with_what_was_printed_and_the_day_of_the_correction() -> None:
    reading = understood(document(), role("Ksb TU", "Kepala Subbagian Tata Usaha"))
    (told,) = [one for one in reading.evidence if one.source == "correction"]
    assert (told.row, told.field, told.sure) == (None, "performers", 1.0)
    assert told.why == (
        "“Ksb TU” dibaca “Kepala Subbagian Tata Usaha” karena koreksi kantor tanggal 21-11-2026."
    )
    assert reason_in_english(told.why) == (
        "“Ksb TU” is read as “Kepala Subbagian Tata Usaha” because of a correction of the office"
        " of 21-11-2026."
    )


def test_where_the_values_stand_is_known_under_the_own_name_too() -> None:
    plainly = understood(document())
    own = understood(document(), role("Ksb TU", "Kepala Subbagian Tata Usaha"))
    assert own.origins == plainly.origins


def test_the_text_may_go_on_naming_the_role_as_it_is_printed() -> None:
    """The second step hands over to "Ksb TU", which is the first column under another name."""
    text = document() + "\n3\tMengarsipkan surat\t\t\tSurat\t5 menit\tArsip\t"
    reading = understood(text, role("Ksb TU", "Kepala Subbagian Tata Usaha"))
    assert reading.procedure.steps[2].performers == ("Kepala Subbagian Tata Usaha",)


def test_an_unknown_header_word_is_taken_for_what_the_office_says_it_is() -> None:
    wrong = understood(document("Bekal Kerja"))
    assert "Bekal Kerja" in wrong.procedure.performers
    right = understood(document("Bekal Kerja"), header("bekal kerja", "inputs"))
    assert right.procedure == understood(document()).procedure
    told = [one for one in right.evidence if one.source == "correction"]
    assert [(one.row, one.field) for one in told] == [(1, "inputs"), (2, "inputs")]
    assert "“Kelengkapan”" in told[0].why


def test_a_header_word_with_its_unit_keeps_the_unit() -> None:
    text = document().replace("Waktu", "Target (hari)").replace("1 jam", "2")
    reading = understood(text, header("Target", "duration"))
    assert str(reading.procedure.steps[0].duration) == str(
        understood(text.replace("Target", "Waktu")).procedure.steps[0].duration
    )


def test_the_column_of_activities_may_be_called_otherwise() -> None:
    text = document(activity="Urutan Kerja")
    reading = understood(text, header("Urutan Kerja", "activity"))
    assert reading.procedure == understood(document()).procedure
    assert {one.field for one in reading.evidence if one.source == "correction"} == {"activities"}


def test_a_header_word_is_no_correction_of_what_the_steps_say() -> None:
    text = document().replace("Disposisi", "Bekal Kerja")
    reading = understood(text, header("Bekal Kerja", "inputs"))
    assert reading.procedure.steps[0].inputs == ("Bekal Kerja",)
    assert not [one for one in reading.evidence if one.source == "correction"]


def test_of_two_corrections_of_one_word_the_later_counts_whichever_comes_first() -> None:
    terms = (role("Ksb TU", "Sekretaris", LATE), role("ksb tu", "Arsiparis", EARLY))
    for given_terms in (terms, terms[::-1]):
        assert understood(document(), *given_terms).procedure.performers[0] == "Sekretaris"


def test_no_correction_makes_two_columns_of_one_name() -> None:
    reading = understood(document(), role("Ksb TU", "Kepala Bagian Umum"))
    assert reading.procedure.performers == ("Ksb TU", "Kepala Bagian Umum")
    assert not [one for one in reading.evidence if one.source == "correction"]


def test_a_correction_that_changes_nothing_is_not_told() -> None:
    reading = understood(document(), role("ksb tu", "Ksb TU"))
    assert reading == understood(document())


def test_without_corrections_nothing_is_read_otherwise(readings) -> None:  # type: ignore[no-untyped-def]
    foreign = OfficeVocabulary((role("Juru Tulis", "Arsiparis"), header("Bekal Kerja", "inputs")))
    again = [
        one for file in sorted(SEEDS.glob("*.txt")) for one in read(file.read_bytes(), "", foreign)
    ]
    assert tuple(again) == readings


@pytest.mark.parametrize("word", HEADER_WORDS)
def test_the_word_a_correction_stands_for_is_one_every_reader_knows(word: str) -> None:
    assert label_in("header", HEADER_WORDS[word]) == word


@pytest.mark.parametrize(("read", "means"), [("", "A"), (" . ", "A"), ("A", " ")])
def test_a_correction_that_says_nothing_is_refused(read: str, means: str) -> None:
    with pytest.raises(SettingError, match="tidak menyebut"):
        role(read, means)
    with pytest.raises(SettingError, match="Tidak ada kolom"):
        header("Bekal", "perlengkapan")


WORDS = st.text(min_size=1, max_size=20).filter(lambda text: any(map(str.isalnum, text)))


@given(st.lists(st.tuples(WORDS, WORDS, st.dates()), max_size=5))
def test_a_vocabulary_comes_back_as_it_was(words: list[tuple[str, str, date]]) -> None:
    made = OfficeVocabulary(tuple(role(*one) for one in words if one[1].strip()))
    assert vocabulary_from(plain_vocabulary(made)) == made


@given(WORDS, WORDS)
def test_whatever_the_words_are_the_document_is_read(read_as: str, means: str) -> None:
    text = document(inputs="Bekal", first=read_as.replace("\n", " ").replace("\t", " "))
    if means.strip():
        terms = (role(read_as, means), header(read_as, "inputs"))
        with suppress(ReadingError):  # a control sign makes it no text at all
            read(text.encode(), "surat.txt", OfficeVocabulary(terms))
