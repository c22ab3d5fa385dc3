"""Readings agree with what careful annotators read (data/gold/FORMAT.md)."""

from __future__ import annotations

from functools import lru_cache

import pytest

from tests.core.reading.scoring import Score, plain_of, scored, seed

PROCEDURES = {"000": 1, "001": 8, "002": 2, "003": 1, "004": 25}


@lru_cache(maxsize=1)
def gold() -> Score:
    return scored()


def test_the_mean_over_the_fields_is_at_least_99_per_cent() -> None:
    assert gold().mean >= 0.99, gold().misses


@pytest.mark.parametrize("field", ["step performers", "decision", "return to", "approve to"])
def test_performers_and_branches_are_right_in_97_per_cent(field: str) -> None:
    assert gold().share(field) >= 0.97, gold().misses


@pytest.mark.parametrize(("number", "count"), PROCEDURES.items())
def test_every_procedure_of_every_bundled_document_is_found(number: str, count: int) -> None:
    readings = plain_of(seed(number))
    assert len(readings) == count
    assert all(one["title"] and one["performers"] and one["steps"] for one in readings)


def test_a_table_that_goes_on_after_an_empty_line_is_one_procedure() -> None:
    (reading,) = plain_of(seed("003"))
    assert [step["no"] for step in reading["steps"]] == [str(n) for n in range(1, 12)]  # type: ignore[attr-defined]


def test_the_identity_block_wins_over_cover_and_heading() -> None:
    (reading,) = plain_of(seed("003"))
    assert reading["title"] == "Penyusunan Standar Pelayanan dan Maklumat Pelayanan"
    assert reading["agency"] == [
        "PEMERINTAH KABUPATEN TANGERANG",
        "BAGIAN ORGANISASI SEKRETARIAT DAERAH",
    ]


def test_a_bare_number_takes_the_unit_of_the_header() -> None:
    (reading,) = plain_of(seed("003"))
    durations = [step["duration"] for step in reading["steps"]]  # type: ignore[attr-defined]
    assert durations[1] == {"value": 0.5, "unit": "day"}
    assert durations[3] == {"value": 30, "unit": "day"}


def test_a_mark_that_the_words_make_impossible_gives_way_and_raises_a_doubt() -> None:
    # SOP Surat Keluar, row 6: the mark stands under Kabag, the words name the courier.
    reading = plain_of(seed("004"))[23]
    assert reading["steps"][5]["performers"] == ["Ptgs. Caraka"]  # type: ignore[index]
    assert any(d["code"] == "RD012" and d["row"] == 6 for d in reading["doubts"])  # type: ignore[attr-defined, index]


def test_whoever_repairs_the_draft_gets_it_back() -> None:
    # "dikembalikan ke analisis untuk diperbaiki" goes to the row in which Analis repairs it.
    reading = plain_of(seed("001"))[7]
    assert reading["steps"][9]["decision"]["return_row"] == 9  # type: ignore[index]
