"""Citations of regulations in a legal basis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from tatalaksana.core.checks.tables import table


@dataclass(frozen=True, slots=True)
class Citation:
    """One regulation as cited: kind as in kinds.toml, number, year."""

    kind: str
    number: str
    year: int
    start: int  #: where the citation begins in the text

    def __str__(self) -> str:
        """The short name, e.g. "PermenPANRB 35/2012"."""
        return f"{self.kind} {self.number}/{self.year}"


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """One pattern for each kind of regulation, from the table of kinds."""
    tail = (
        r"[^.;]{0,60}?\b(?:nomor|nomer|no\.?)?\s*[:]?\s*(?:per|kep|se)?[/ ]*(?P<number>\d{1,3})"
        r"(?:/(?:[a-z.]+/)+(?:\d{1,2}/)?|\s*,?\s*(?:tahun|thn\.?|th\.?)\s*|/)(?P<year>\d{4})"
    )
    return tuple(
        (kind["name"], re.compile(rf"\b(?:{kind['pattern']})\b{tail}", re.I))
        for kind in table("kinds", "law")["kind"]
    )


@cache
def changed_regulations() -> dict[str, dict[str, Any]]:
    """The table of repealed and amended regulations by short name."""
    return {one["name"]: one for one in table("repealed", "law")["regulation"]}


def citations(text: str) -> Iterator[Citation]:
    """Yield the regulations a text cites, the one it rests on first."""
    found: dict[int, Citation] = {}
    for name, pattern in patterns():
        for match in pattern.finditer(text):
            if match.end() not in found:
                found[match.end()] = Citation(
                    name, match["number"].lstrip("0"), int(match["year"]), match.start()
                )
    yield from sorted(found.values(), key=lambda one: one.start)
