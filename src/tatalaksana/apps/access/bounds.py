"""The bounds of access; source of every figure: data/access.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The table data/access.toml. Units: `pace_…` are requests in one minute of the clock."""

    longest: timedelta  #: from the day a token is made to its last
    most: int  #: living tokens of one account
    used_precision: timedelta
    pace_token: int
    pace_address: int
    pace_refused: int
    answers_kept: timedelta


@lru_cache(maxsize=1)
def bounds() -> Bounds:
    """The table, read once."""
    text = (files("tatalaksana.apps.access") / "data" / "access.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return Bounds(
        longest=timedelta(days=table["token"]["longest_days"]),
        most=table["token"]["most"],
        used_precision=timedelta(seconds=table["token"]["used_precision"]),
        pace_token=table["pace"]["token"],
        pace_address=table["pace"]["address"],
        pace_refused=table["pace"]["refused"],
        answers_kept=timedelta(days=table["answers"]["kept_days"]),
    )
