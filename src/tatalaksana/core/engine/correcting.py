"""How long somebody may take back a click of her own. Source: data/correcting.toml."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files

from tatalaksana.core.base.worktime import WorkingMinutes


@lru_cache(maxsize=1)
def own_within() -> WorkingMinutes:
    """The working minutes after a click in which its actor may take it back; read once."""
    text = (files("tatalaksana.core.engine") / "data" / "correcting.toml").read_text("utf-8")
    return WorkingMinutes(int(tomllib.loads(text)["own"]["within"]))
