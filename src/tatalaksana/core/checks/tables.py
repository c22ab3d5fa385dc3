"""The tables of the checks: TOML files in a `data` folder beside the code that reads them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str, family: str = "") -> dict[str, Any]:
    """Return the table `name` of `family` (flow, words, …; "" = of all of them)."""
    package = f"{__package__}.{family}" if family else str(__package__)
    return tomllib.loads((files(package) / "data" / f"{name}.toml").read_text("utf-8"))


@cache
def listed(name: str, key: str, family: str = "") -> frozenset[str]:
    """Return one list of a table as a set."""
    return frozenset(table(name, family)[key])
