"""Many days typed at once, one a line: "27 Januari 2028 Isra Mikraj" or "27-1-2028 Isra Mikraj"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tatalaksana.apps.office.days_off import OwnDay

MOST_LINES = 60  #: twice a year of holidays
WEEKEND = 5
SHORTEST_MONTH = 3  #: letters: Jan, Mei, Agu
MONTHS = (
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september",
    "oktober", "november", "desember",
)  # fmt: skip
YEAR_FIRST = re.compile(
    r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})[\s,;:–-]+(?P<name>\S.*)"
)
DAY_FIRST = re.compile(
    r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})[\s,;:–-]+(?P<name>\S.*)"
)
IN_WORDS = re.compile(r"(?P<d>\d{1,2})\s+(?P<m>[A-Za-z]+)\s+(?P<y>\d{4})[\s,;:–-]+(?P<name>\S.*)")


@dataclass(frozen=True, slots=True)
class TypedDays:
    """What was typed: the days, how many fall on a weekend, and the lines nobody could read."""

    days: tuple[OwnDay, ...]
    weekend: int
    unreadable: tuple[int, ...]  #: line numbers, from 1


def days_in(text: str) -> TypedDays:
    """Read the lines; empty ones count for nothing. A weekend needs no entry and is left out."""
    days, weekend, unreadable = [], 0, []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        found = day_in(line.strip())
        if found is None or number > MOST_LINES:
            unreadable.append(number)
        elif found.day.weekday() >= WEEKEND:
            weekend += 1
        else:
            days.append(found)
    return TypedDays(tuple(days), weekend, tuple(unreadable))


def day_in(line: str) -> OwnDay | None:
    """The day off of one line; None when it cannot be read."""
    for form in (YEAR_FIRST, DAY_FIRST, IN_WORDS):
        match = form.fullmatch(line)
        if match:
            break
    else:
        return None
    month = match["m"]
    if not month.isdecimal():
        known = [n for n, name in enumerate(MONTHS, 1) if name.startswith(month.lower())]
        if len(known) != 1 or len(month) < SHORTEST_MONTH:
            return None
        month = str(known[0])
    try:
        day = date(int(match["y"]), int(month), int(match["d"]))
    except ValueError:
        return None
    return OwnDay(day=day, kind="libur", name=match["name"].strip())
