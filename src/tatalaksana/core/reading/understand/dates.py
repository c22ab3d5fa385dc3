"""Dates as Indonesian documents print them."""

from __future__ import annotations

import re
from datetime import date

MONTHS = (
    ("jan",), ("feb", "peb"), ("mar",), ("apr",), ("mei", "may"), ("jun",), ("jul",),
    ("agu", "ags", "aug"), ("sep",), ("okt", "oct"), ("nov", "nop"), ("des", "dec"),
)  # fmt: skip
LONG = re.compile(r"\b(\d{1,2})[\s.-]+([a-z]{3,})\.?[\s.-]+(\d{4})\b", re.I)
SHORT = re.compile(r"\b(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})\b")
ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")


def date_in(text: str) -> date | None:
    """The first day `text` names; None when it names none that exists."""
    for year, month, day in candidates(text):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return None


def candidates(text: str) -> list[tuple[int, int, int]]:
    """(year, month, day) for everything in `text` that looks like a day."""
    found = [(int(y), int(m), int(d)) for y, m, d in ISO.findall(text)]
    found += [(int(y), month_of(name), int(d)) for d, name, y in LONG.findall(text)]
    return found + [(int(y), int(m), int(d)) for d, m, y in SHORT.findall(text)]


def month_of(name: str) -> int:
    """The number of a month from the beginning of its name; 0 when it is none."""
    start = name.lower()
    return next((i for i, known in enumerate(MONTHS, 1) if start.startswith(known)), 0)
