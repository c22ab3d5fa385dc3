"""Working time: minutes and days that count only while the office is open.

Source: Perpres 21/2023 (hours), the yearly joint decrees on holidays (cuti bersama). Convention
of the SOPs: the start day does not count for `hari` and `bulan`; a result on a day off moves to
the next working day.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from tatalaksana.core.base.errors import SettingError
from tatalaksana.core.base.holidays import DATA, decrees, holidays_by_day

Span = tuple[time, time]
MINUTES_A_DAY = 450  #: Perpres 21/2023: 37 h 30 min in five days
DAYS_A_WEEK = 5  #: Perpres 21/2023: five working days
DAYS_A_MONTH = 21  #: where a part of a month must be told in working days
NEAR = timedelta(days=60)  #: two periods of Ramadan nearer than that are the same one
LAST_MINUTE = time(23, 59)  #: of a calendar day
LOOK_AHEAD = timedelta(days=3700)


@dataclass(frozen=True, slots=True)
class WorkingMinutes:
    """An amount of working time; never mixed with clock time."""

    value: int

    def __post_init__(self) -> None:
        if self.value < 0:
            raise SettingError(f"{self.value} menit kerja kurang dari nol.")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHours:
    """When the office is open in a period; `friday` differs from the other days."""

    source: str
    valid_from: date
    valid_to: date | None
    monday_to_thursday: tuple[Span, ...]
    friday: tuple[Span, ...]
    ramadan: bool = False

    def covers(self, day: date) -> bool:
        """Whether `day` lies in the period."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The working calendar of one agency.

    Units: minutes are working minutes; moments are timezone-aware.
    """

    zone: ZoneInfo
    hours: tuple[OfficeHours, ...]  #: a later entry wins over an earlier one
    days_off: frozenset[date]
    years: frozenset[int]  #: the years whose holidays are entered

    def is_working_day(self, day: date) -> bool:
        """Whether the office is open on `day`."""
        return day.weekday() < 5 and day not in self.days_off

    def adjusted(
        self, *, closed: Iterable[date], opened: Iterable[date], years: Iterable[int] = ()
    ) -> Calendar:
        """This calendar with an office's own days: `closed` ones off, `opened` ones on again.

        A Saturday or Sunday stays off: no office hours are known for it.
        """
        days = (self.days_off | frozenset(closed)) - frozenset(opened)
        return replace(self, days_off=days, years=self.years | frozenset(years))

    def with_hours(self, own: Iterable[OfficeHours]) -> Calendar:
        """This calendar with an office's `own` hours; of two that cover a day the later begun.

        Ramadan wins over the usual hours; one of the office's replaces the estimate near it.
        """
        mine = sorted(own, key=lambda row: row.valid_from)
        usual = [row for row in self.hours if not row.ramadan]
        usual += [row for row in mine if not row.ramadan]
        fasts = [row for row in mine if row.ramadan]
        known = [
            row
            for row in self.hours
            if row.ramadan and not any(abs(row.valid_from - one.valid_from) < NEAR for one in fasts)
        ]
        return replace(self, hours=(*usual, *known, *fasts))

    @property
    def ramadan_years(self) -> frozenset[int]:
        """The years in which days of Ramadan are known."""
        rows = [row for row in self.hours if row.ramadan]
        ends = [row.valid_to.year for row in rows if row.valid_to]
        return frozenset({row.valid_from.year for row in rows} | set(ends))

    def years_not_entered(self, since: datetime, until: datetime) -> tuple[int, ...]:
        """The years from `since` to `until` whose holidays are not entered, in order.

        A deadline that runs into one of them was computed as if the year had no holidays.
        """
        first, last = since.astimezone(self.zone).year, until.astimezone(self.zone).year
        return tuple(year for year in range(first, last + 1) if year not in self.years)

    def spans(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """The open spans of `day`, as aware moments; empty on a day off."""
        if not self.is_working_day(day):
            return ()
        hours = next((h for h in reversed(self.hours) if h.covers(day)), None)
        if hours is None:
            raise SettingError(
                f"Jam kerja untuk {day} belum diisi.", hint="Lengkapi tabel jam kerja kantor."
            )
        spans = hours.friday if day.weekday() == 4 else hours.monday_to_thursday
        return tuple(
            (datetime.combine(day, a, self.zone), datetime.combine(day, b, self.zone))
            for a, b in spans
        )

    def minutes_between(self, since: datetime, until: datetime) -> WorkingMinutes:
        """Whole working minutes from `since` to `until`; 0 when `until` is not later."""
        seconds = 0.0
        for start, end in self._open_from(since, until):
            if start >= until:
                break
            seconds += max(0.0, (min(end, until) - start).total_seconds())
        return WorkingMinutes(int(seconds // 60))

    def after_minutes(self, since: datetime, amount: WorkingMinutes) -> datetime:
        """The moment at which `amount` of working time has passed since `since`."""
        left = timedelta(minutes=amount.value)
        for start, end in self._open_from(since, since + LOOK_AHEAD):
            if left <= end - start:
                return start + left
            left -= end - start
        raise SettingError("Batas waktu lebih dari sepuluh tahun.")

    def after_days(self, since: datetime, days: int) -> datetime:
        """The close of the `days`-th working day after the day of `since`."""
        day = since.astimezone(self.zone).date()
        for _ in range(days):
            day = self._next_working_day(day + timedelta(days=1))
        return self.spans(self._next_working_day(day))[-1][1]

    def after_months(self, since: datetime, months: int) -> datetime:
        """The close of the day `months` calendar months later, or of the next working day."""
        day = since.astimezone(self.zone).date()
        number = day.year * 12 + day.month - 1 + months
        year, month = divmod(number, 12)
        first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
        last = (first_of_next - timedelta(days=1)).day
        there = date(year, month + 1, min(day.day, last))
        return self.spans(self._next_working_day(there))[-1][1]

    def after_calendar_days(self, since: datetime, days: int) -> datetime:
        """The end of the day `days` days after the day of `since`, see `open_day`."""
        day = since.astimezone(self.zone).date() + timedelta(days=days)
        return datetime.combine(self.open_day(day, "calendar_day"), LAST_MINUTE, self.zone)

    def after_full_days(self, since: datetime, days: Decimal) -> datetime:
        """The moment `days` times 24 hours after `since`, see `open_day`."""
        there = (since + timedelta(hours=float(days * 24))).astimezone(self.zone)
        return datetime.combine(self.open_day(there.date(), "full_day"), there.timetz())

    def open_day(self, day: date, unit: str) -> date:
        """The day on which a time counted in `unit` ends that would end on `day`.

        Source: data/day_counts.toml.
        """
        return self._next_working_day(day) if moves_on(unit, day) else day

    def _next_working_day(self, day: date) -> date:
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day

    def _open_from(self, since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
        day = since.astimezone(self.zone).date()
        while day <= until.astimezone(self.zone).date():
            for start, end in self.spans(day):
                if end > since:
                    yield max(start, since), end
            day += timedelta(days=1)


def whole_minutes(value: Decimal, minutes_each: int) -> WorkingMinutes:
    """`value` units of `minutes_each` minutes as whole working minutes, rounded half up."""
    return WorkingMinutes(int((value * minutes_each).quantize(Decimal(1), ROUND_HALF_UP)))


def moves_on(unit: str, day: date) -> bool:
    """Whether a time counted in `unit` that ends on a closed `day` ends on the next working day."""
    kinds = [how for count, since, how in day_counts() if unit == count and since <= day]
    return bool(kinds) and kinds[-1] == "next_working_day"


@cache
def day_counts() -> tuple[tuple[str, date, str], ...]:
    """Unit, first day of validity and what becomes of a closed last day; a later row wins."""
    table = tomllib.loads((DATA / "day_counts.toml").read_text("utf-8"))
    return tuple((row["unit"], row["valid_from"], row["on_day_off"]) for row in table["count"])


@lru_cache(maxsize=16)
def national_calendar(zone: str = "Asia/Jakarta") -> Calendar:
    """The calendar of Perpres 21/2023 with the national holidays, in `zone` (WIB, WITA, WIT).

    Source: core/base/data; each row of it names its own.
    """
    table = tomllib.loads((DATA / "office_hours.toml").read_text("utf-8"))
    return Calendar(
        zone=ZoneInfo(zone),
        hours=tuple(hours_from(row) for row in table["hours"]),
        days_off=frozenset(holidays_by_day()),
        years=frozenset(decrees()),
    )


def hours_from(row: dict[str, object]) -> OfficeHours:
    """One period of office hours from its table row."""

    def spans(key: str) -> tuple[Span, ...]:
        pairs = row[key]
        assert isinstance(pairs, list)  # noqa: S101 - our own data file
        return tuple((time.fromisoformat(a), time.fromisoformat(b)) for a, b in pairs)

    since, until = row["valid_from"], row.get("valid_to")
    if not isinstance(since, date) or not (until is None or isinstance(until, date)):
        raise SettingError(f"Masa berlaku jam kerja tidak terbaca: {row}.")
    return OfficeHours(
        source=str(row["source"]),
        valid_from=since,
        valid_to=until,
        monday_to_thursday=spans("mon_thu"),
        friday=spans("fri"),
        ramadan=bool(row.get("ramadan")),
    )
