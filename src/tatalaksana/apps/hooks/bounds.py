"""The bounds of webhooks; source of every figure: data/hooks.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The table data/hooks.toml."""

    most: int  #: hooks of one agency
    chunk: int  #: events of one transaction
    pauses: tuple[timedelta, ...]  #: after the first, second … failure
    seconds: float  #: of one try
    round: timedelta  #: of sending for one agency
    answer_bytes: int
    kept: timedelta


@lru_cache(maxsize=1)
def bounds() -> Bounds:
    """The table, read once."""
    text = (files("tatalaksana.apps.hooks") / "data" / "hooks.toml").read_text("utf-8")
    table = tomllib.loads(text)
    sending = table["sending"]
    return Bounds(
        most=table["hooks"]["most"],
        chunk=table["hooks"]["chunk"],
        pauses=tuple(timedelta(minutes=one) for one in sending["pauses"]),
        seconds=sending["seconds"],
        round=timedelta(seconds=sending["round_seconds"]),
        answer_bytes=sending["answer_bytes"],
        kept=timedelta(days=sending["kept_days"]),
    )
