"""Names of roles and positions: abbreviations expanded, then compared.

RapidFuzz alone takes "Kasubbag Pelayanan Publik" for "Analis Pelayanan Publik"; with the
abbreviations expanded first it does not.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

from rapidfuzz import fuzz


@lru_cache(maxsize=1)
def abbreviations() -> tuple[dict[str, str], dict[str, str]]:
    """The phrases and the words of the table."""
    text = (files("tatalaksana.core.procedure") / "data" / "roles.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return table["phrases"], table["words"]


@lru_cache(maxsize=4096)
def expanded(role: str) -> str:
    """`role` in lower case without signs, abbreviations written out."""
    phrases, words = abbreviations()
    text = " ".join(re.findall(r"[a-z0-9]+", role.lower()))
    for short, long in phrases.items():
        text = re.sub(rf"\b{short}\b", long, text)
    return " ".join(words.get(word, word) for word in text.split())


def likeness(one: str, other: str) -> float:
    """How alike two role names are, 0 … 1, after expansion; the order of words counts little."""
    return fuzz.token_sort_ratio(expanded(one), expanded(other)) / 100


def containment(short: str, long: str) -> float:
    """How much of the words of `short` stand in `long`, 0 … 1, after expansion."""
    return fuzz.token_set_ratio(expanded(short), expanded(long)) / 100


def closest(role: str, known: Iterable[str]) -> tuple[str, float] | None:
    """The known name most like `role` and how alike it is; None when nothing is known."""
    rated = [(likeness(role, name), name) for name in known]
    if not rated:
        return None
    sure, name = max(rated, key=lambda pair: pair[0])
    return name, sure
