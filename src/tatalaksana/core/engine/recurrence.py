"""Procedures that recur: on which days a schedule opens a case, and how it names it.

A day that is no working day moves to the next one; the case is still named after the day that was
meant. Source: the office's own calendar and zone (core/base/worktime).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from tatalaksana.core.base.errors import SettingError
from tatalaksana.core.base.worktime import Calendar

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip
QUARTERS = ("I", "II", "III", "IV")
GAP = re.compile(r"\{([^{}]*)\}")
LONGEST_MOVE = timedelta(days=60)  #: no office is closed for longer


class Rhythm(StrEnum):
    """How often."""

    DAILY = "harian"  #: every working day
    WEEKLY = "mingguan"
    MONTHLY = "bulanan"
    QUARTERLY = "triwulanan"
    SEMESTER = "semesteran"
    YEARLY = "tahunan"


#: of how many months one of these is
SPANS = {Rhythm.QUARTERLY: 3, Rhythm.SEMESTER: 6, Rhythm.YEARLY: 12}
#: the rhythms that need a day of the month, and a month
WITH_DAY = frozenset({Rhythm.MONTHLY, *SPANS})
WITH_MONTH = frozenset(SPANS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurrence:
    """On which days: each rhythm uses what it needs of the rest.

    `day` beyond the end of a month is its last day. Errors: SettingError TL900 for a weekday, day
    or month that is missing or does not exist.
    """

    rhythm: Rhythm
    weekday: int | None = None  #: 0 Monday to 4 Friday
    day: int | None = None  #: 1 to 31
    month: int | None = None  #: 1 to 12; of a quarter or semester any of the months that are meant

    def __post_init__(self) -> None:
        needs = (
            ("weekday", self.weekday, range(5), {Rhythm.WEEKLY}),
            ("day", self.day, range(1, 32), WITH_DAY),
            ("month", self.month, range(1, 13), WITH_MONTH),
        )
        for name, value, allowed, rhythms in needs:
            if self.rhythm not in rhythms:
                continue
            if value is None or value not in allowed:
                raise SettingError(f"Jadwal {self.rhythm} tanpa {name} yang benar: {value}.")

    def days_from(self, first: date, calendar: Calendar) -> Iterator[date]:
        """The days that are meant, from `first` on, without end; not yet moved."""
        day = first
        while True:
            if self.means(day, calendar):
                yield day
            day += timedelta(days=1)

    def means(self, day: date, calendar: Calendar) -> bool:
        """Whether the schedule means `day`."""
        match self.rhythm:
            case Rhythm.DAILY:
                return calendar.is_working_day(day)
            case Rhythm.WEEKLY:
                return day.weekday() == self.weekday
            case Rhythm.MONTHLY:
                return day.day == self.day_in(day)
            case Rhythm.QUARTERLY | Rhythm.SEMESTER | Rhythm.YEARLY:
                apart = (day.month - (self.month or 1)) % SPANS[self.rhythm]
                return apart == 0 and day.day == self.day_in(day)

    def day_in(self, day: date) -> int:
        """The day that is meant in the month of `day`: the 31st of November is the 30th."""
        return min(self.day or 1, monthrange(day.year, day.month)[1])


def working_day(day: date, calendar: Calendar) -> date:
    """`day`, or the next working day after it."""
    last = day + LONGEST_MOVE
    while not calendar.is_working_day(day):
        if day > last:
            raise SettingError(f"Tidak ada hari kerja dalam 60 hari sampai {last}.")
        day += timedelta(days=1)
    return day


def opens_at(day: date, at: time, calendar: Calendar) -> datetime:
    """The moment at which the case meant for `day` is opened."""
    return datetime.combine(working_day(day, calendar), at, calendar.zone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """When cases are opened: on which days, at what hour, until which day."""

    recurrence: Recurrence
    at: time
    until: date | None  #: the last day that is meant; None = without end

    def due(
        self, first: date, now: datetime, calendar: Calendar
    ) -> tuple[tuple[date, ...], date | None]:
        """The days from `first` whose moment has come by `now`, and the next one after them.

        There is no next one past `until`.
        """
        due: list[date] = []
        for day in self.recurrence.days_from(first, calendar):
            if self.until is not None and day > self.until:
                return tuple(due), None
            if opens_at(day, self.at, calendar) > now:
                return tuple(due), day
            due.append(day)
        raise AssertionError


def quarter_of(day: date) -> int:
    """Which quarter of its year, from 0."""
    return (day.month - 1) // SPANS[Rhythm.QUARTERLY]


def semester_of(day: date) -> int:
    """Which half of its year, from 0."""
    return (day.month - 1) // SPANS[Rhythm.SEMESTER]


def words_for(day: date) -> dict[str, str]:
    """What can stand between braces in a title, by name."""
    before = date(day.year, day.month, 1) - timedelta(days=1)
    quarter, half = quarter_of(day) - 1, semester_of(day) - 1  # those that are over
    return {
        "hari": DAYS[day.weekday()],
        "tanggal": f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        "bulan": MONTHS[day.month - 1],
        "tahun": str(day.year),
        "triwulan": QUARTERS[quarter_of(day)],
        "semester": QUARTERS[semester_of(day)],
        "triwulan_lalu": f"{QUARTERS[quarter]} {day.year - (quarter < 0)}",
        "semester_lalu": f"{QUARTERS[half % 2]} {day.year - (half < 0)}",
        "bulan_lalu": f"{MONTHS[before.month - 1]} {before.year}",
        "tahun_lalu": str(day.year - 1),
    }


def unknown_gaps(pattern: str) -> tuple[str, ...]:
    """What stands between braces in `pattern` and means nothing; a lone brace too."""
    known = words_for(date(2026, 1, 1))
    wrong = [name for name in GAP.findall(pattern) if name not in known]
    rest = GAP.sub("", pattern)
    return tuple(wrong) + tuple(sign for sign in "{}" if sign in rest)


def title_for(pattern: str, day: date) -> str:
    """The title of the case meant for `day`. Errors: SettingError TL900 for an unknown gap."""
    wrong = unknown_gaps(pattern)
    if wrong:
        raise SettingError(f"{{{wrong[0]}}} tidak dikenal dalam judul “{pattern}”.")
    known = words_for(day)
    return GAP.sub(lambda gap: known[gap[1]], pattern)
