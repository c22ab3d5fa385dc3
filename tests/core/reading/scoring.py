"""The scorer of data/gold, in process: how well a reading of the documents agrees with it."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from tatalaksana.core.reading.read import read
from tatalaksana.core.reading.reading import plain_reading

DATA = Path(__file__).parents[3] / "data"
SEEDS = DATA / "seeds"
GOLD = DATA / "gold" / "procedures"

spec = importlib.util.spec_from_file_location("gold_score", DATA / "gold" / "score.py")
assert spec is not None
assert spec.loader is not None
score = importlib.util.module_from_spec(spec)
spec.loader.exec_module(score)


class Score:
    """Right and all values per field, and the misses in words."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.every: Counter[str] = Counter()
        self.misses: list[str] = []

    def share(self, field: str) -> float:
        return self.right[field] / self.every[field] if self.every[field] else 1.0

    @property
    def mean(self) -> float:
        return sum(map(self.share, self.every)) / len(self.every)


def seed(number: str) -> str:
    """The text of one bundled document, by the beginning of its name."""
    return next(SEEDS.glob(f"{number}_*")).read_text("utf-8")


@lru_cache(maxsize=32)
def plain_of(text: str | bytes) -> list[dict[str, object]]:
    """The procedures of a document in the exchange format."""
    data = text if isinstance(text, bytes) else text.encode()
    return [plain_reading(one) for one in read(data, "dokumen")]


def scored(
    change: Callable[[str], str] = str, documents: tuple[str, ...] = ("000", "001", "002", "004")
) -> Score:
    """The score of the documents, each changed by `change` before it is read."""
    found = Score()
    got = {number: plain_of(change(seed(number))) for number in documents}
    for file in sorted(GOLD.glob("*.json")):
        number, _, place = file.stem.partition("-")
        if number not in got:
            continue
        procedures = got[number]
        one = procedures[int(place) - 1] if int(place) <= len(procedures) else {}
        for field, where, expected, value in score.pairs(json.loads(file.read_text()), one):
            if field == "performers":
                expected, value = sorted(expected), sorted(value)  # noqa: PLW2901
            if expected == value and expected in score.EMPTY:
                continue
            found.every[field] += 1
            found.right[field] += expected == value
            if expected != value:
                found.misses.append(f"{file.stem} {field} {where}: {expected!r} / {value!r}")
    return found
