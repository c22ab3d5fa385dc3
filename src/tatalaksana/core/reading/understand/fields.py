"""What the fields of a procedure are called for a person: data/fields.toml, in one place."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from tatalaksana.core.reading.understand.labels import table


@cache
def labels() -> Mapping[str, str]:
    """Every field of the exchange format that has a name, with that name."""
    return {name: told["label"] for part in table("fields").values() for name, told in part.items()}


@cache
def short_labels(part: str) -> Mapping[str, str]:
    """The fields of the "identity" or of a "step", with names for where there is little room."""
    return {name: told.get("short", told["label"]) for name, told in table("fields")[part].items()}
