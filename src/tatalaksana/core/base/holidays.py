"""National holidays and collective leave days (cuti bersama), and the years they are entered for.

Source: core/base/data/holidays_id.csv, copied from the yearly joint decrees that holidays_id.toml
names.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

DATA = files("tatalaksana.core.base") / "data"


class HolidayKind(StrEnum):
    """Why a day is off by decree."""

    HOLIDAY = "libur"  #: hari libur nasional
    LEAVE = "cuti_bersama"  #: collective leave


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """One day off by decree."""

    day: date
    kind: HolidayKind
    name: str  #: in Bahasa Indonesia, as the decree names it


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """When a year without holidays becomes an alarm."""

    month: int  #: 1 to 12: from its first day, for the year after
    why: str


@cache
def national_holidays() -> tuple[Holiday, ...]:
    """Every day off by decree, in order of days; some fall on a Saturday or Sunday."""
    with (DATA / "holidays_id.csv").open(encoding="utf-8") as lines:
        rows = [
            Holiday(
                day=date.fromisoformat(row["date"]), kind=HolidayKind(row["kind"]), name=row["name"]
            )
            for row in csv.DictReader(lines)
        ]
    return tuple(sorted(rows, key=lambda row: row.day))


@cache
def holidays_by_day() -> dict[date, Holiday]:
    """The days off by decree by their day."""
    return {row.day: row for row in national_holidays()}


@cache
def decrees() -> dict[int, str]:
    """Each year that is entered -> the decrees its days were copied from."""
    return {row["year"]: row["source"] for row in _table()["decree"]}


@cache
def alarm() -> Alarm:
    """When a year that is not entered becomes an alarm, and why then."""
    row = _table()["alarm"]
    return Alarm(month=row["month"], why=row["why"])


def alarming_years(today: date, entered: Collection[int]) -> tuple[int, ...]:
    """The years that should be `entered` by `today` and are not: this one, and in time the next."""
    wanted = [today.year, today.year + 1] if today.month >= alarm().month else [today.year]
    return tuple(year for year in wanted if year not in entered)


def _table() -> dict[str, Any]:
    return tomllib.loads((DATA / "holidays_id.toml").read_text("utf-8"))
