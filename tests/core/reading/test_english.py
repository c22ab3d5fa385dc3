"""Doubts and reasons are said in English too; what the document says stays."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tatalaksana.core.reading.english import GAP, doubt_in_english, reason_in_english
from tatalaksana.core.reading.understand.fields import labels
from tatalaksana.core.reading.understand.labels import table
from tatalaksana.core.reading.understand.remarks import doubt

DOUBTS, ENGLISH = table("doubts"), table("english")
PARTS = [(code, part) for code in DOUBTS for part in ("what", "hint")]
INDONESIAN = re.compile(r"\b(yang|tidak|langkah|baris|atau|pada|dengan|kolom|ini|isi)\b", re.I)
QUOTED = re.compile(r"“[^”]*”|\([^)]*\)")


def test_every_doubt_has_its_english_and_no_other() -> None:
    assert set(ENGLISH["doubts"]) == set(DOUBTS)


@pytest.mark.parametrize(("code", "part"), PARTS)
def test_english_has_the_same_gaps(code: str, part: str) -> None:
    english = ENGLISH["doubts"][code][part]
    assert sorted(GAP.findall(english)) == sorted(GAP.findall(DOUBTS[code][part]))
    assert not INDONESIAN.search(QUOTED.sub("", english))


@given(st.sampled_from(PARTS), st.text(max_size=30))
def test_the_values_of_a_kept_doubt_are_found_again(one: tuple[str, str], value: str) -> None:
    code, part = one
    pattern = DOUBTS[code][part]
    kept = pattern.format(**dict.fromkeys(GAP.findall(pattern), value))
    english = ENGLISH["doubts"][code][part]
    wanted = english.format(**dict.fromkeys(GAP.findall(english), reason_in_english(value)))
    if len(GAP.findall(pattern)) < 2:  # with two gaps a value may hold the words between them
        assert doubt_in_english(code, part, kept) == wanted


def test_a_sentence_of_an_older_release_stays_as_it_is() -> None:
    assert doubt_in_english("RD010", "what", "Pelaksana diragukan.") == "Pelaksana diragukan."
    assert doubt_in_english("RD999", "what", "Entahlah.") == "Entahlah."


def test_labels_and_reasons_inside_a_doubt_are_said_too() -> None:
    empty = doubt("RD003", None, "created", label=labels()["created"])
    assert doubt_in_english("RD003", "what", empty.what) == '"Date made" is printed but empty.'
    inferred = doubt("RD021", 3, "decision", why="Simbol belah ketupat pada baris ini.")
    assert doubt_in_english("RD021", "what", inferred.what) == (
        "The branch on this step was inferred: A diamond stands in this row."
    )
    assert set(labels().values()) <= ENGLISH["reasons"].keys()


def test_nothing_said_about_the_bundled_documents_stays_indonesian(readings) -> None:  # type: ignore[no-untyped-def]
    said = set()
    for reading in readings:
        said |= {reason_in_english(one.why) for one in reading.evidence}
        for one in reading.doubts:
            said |= {
                doubt_in_english(one.code, part, getattr(one, part)) for part in ("what", "hint")
            }
    left = [text for text in said if INDONESIAN.search(QUOTED.sub("", text))]
    assert left == []
    assert len(said) > 50
