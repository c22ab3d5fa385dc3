"""Real documents against what people saw on their pages; only where their folder is given."""

from __future__ import annotations

import json
import os
from functools import lru_cache
from pathlib import Path

import pytest

from bench.real import BARS, FOLDER, REAL, Tally, hashed, measured, without_words

needs_documents = pytest.mark.skipif(
    FOLDER not in os.environ, reason=f"{FOLDER} names no folder of documents"
)


@lru_cache(maxsize=1)
def tally() -> Tally:
    return measured(Path(os.environ[FOLDER]))


@needs_documents
@pytest.mark.parametrize("field", sorted(BARS))
def test_a_field_of_the_real_documents_holds_its_bar(field: str) -> None:
    assert field not in tally().below, [one for one in tally().misses if field in one]


def test_where_nothing_is_compared_no_bar_is_held(tmp_path: Path) -> None:
    """An empty folder, or a field that no document has, proves nothing."""
    assert measured(tmp_path).below == list(BARS)
    values = Tally()
    values.every["title"] = values.right["title"] = 3
    assert "title" not in values.below
    assert "number" in values.below


def test_at_least_30_documents_are_measured_and_none_of_their_words_is_kept() -> None:
    files = sorted(REAL.glob("*.json"))
    assert len(files) >= 30
    for file in files:
        for one in json.loads(file.read_text("utf-8"))["procedures"]:
            for step in one["steps"]:
                texts = [*step["activities"], *step["performers"], *step["inputs"]]
                assert all(len(text) == 64 and int(text, 16) >= 0 for text in texts)


def test_only_what_the_scorer_calls_equal_has_the_same_hash() -> None:
    assert hashed("- Surat  Tugas;") == hashed("surat tugas")
    assert hashed("surat tugas") != hashed("surat kuasa")
    assert not hashed(" . ")
    step = {
        "row": 1, "no": "1", "activities": ["Menulis", "Mengirim"], "performers": ["Staf"],
        "inputs": [], "outputs": [], "duration": None, "decision": None, "note": "",
    }  # fmt: skip
    plain = without_words({"title": "X", "steps": [step]})
    whole = without_words({"title": "X", "steps": [step | {"activities": ["Menulis Mengirim"]}]})
    assert plain == whole
