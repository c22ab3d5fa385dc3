"""The bounds that keep the table legible, as data with their reasons."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Legibility:
    """The table `data/legibility.toml`: millimetres, and points for type."""

    smallest: float
    smallest_name: float
    level_name: float
    widest: float
    legible: float
    small: float
    narrow: float
    narrowest: float
    level_from: float
    few: dict[int, float]  #: number of performers -> the widest column
    least: tuple[float, ...]  #: of each text column at 9 points, as the next three
    tight: tuple[float, ...]
    most: tuple[float, ...]
    longest_word: tuple[float, ...]


@lru_cache(maxsize=1)
def legibility() -> Legibility:
    """The bounds."""
    text = (files("tatalaksana.core.drawing") / "data" / "legibility.toml").read_text("utf-8")
    table = tomllib.loads(text)
    performers = table["performers"]
    few = {int(count): width for count, width in performers.pop("few").items()}
    texts = {name: tuple(widths) for name, widths in table["texts"].items()}
    values: dict[str, Any] = {**table["type"], **performers, **texts}
    return Legibility(**values, few=few)
