"""What the page of the working calendar shows: a year of months, with every day off named."""

from __future__ import annotations

from calendar import Calendar as Weeks
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext

from tatalaksana.apps.office.calendar import calendar_for
from tatalaksana.apps.office.days_off import own_days, own_years
from tatalaksana.apps.office.holder import Holder
from tatalaksana.core.base.holidays import HolidayKind, decrees, holidays_by_day
from tatalaksana.core.base.worktime import Calendar, OfficeHours, Span
from tatalaksana.entrypoints.web.clock import hour_words

WEEKS = Weeks()  # from Monday
SATURDAY = 5
THURSDAY, FRIDAY = 3, 4


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of a month; `kind` is a style: work, rest, holiday, leave, own or open."""

    day: date
    kind: str
    word: str  #: what stands below the figure; "" for an ordinary day
    name: str  #: what the day is off for
    today: bool

    @property
    def told(self) -> bool:
        """Whether it stands in the list below its month."""
        return bool(self.name)


@dataclass(frozen=True, slots=True)
class Month:
    """A month as a wall calendar prints it; `weeks` hold None outside the month."""

    first: date
    weeks: tuple[tuple[Cell | None, ...], ...]
    working: int  #: working days
    marked: tuple[Cell, ...]  #: the days off with a name


@dataclass(frozen=True, slots=True)
class YearTab:
    """A year to choose."""

    year: int
    entered: bool


@dataclass(frozen=True, slots=True)
class Hours:
    """A period of office hours, in words."""

    period: str
    monday_to_thursday: str
    friday: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPage:
    """Everything about one year."""

    year: int
    entered: bool
    source: str  #: the decree its holidays come from; "" while they are not entered
    entered_by_office: Any | None  #: the office's own mark, a CalendarYear
    tabs: tuple[YearTab, ...]
    months: tuple[Month, ...]
    counts: Mapping[str, int]  #: kind of day -> how many; "work" are the working days
    own: tuple[Any, ...]  #: the office's own days of this year
    hours: tuple[Hours, ...]


def year_page(holder: Holder, year: int, today: date) -> YearPage:
    """Gather the page of `year`."""
    calendar = calendar_for(holder)
    own = {row.day: row for row in own_days(holder.agency).filter(day__year=year)}
    mark = own_years(holder.agency).filter(year=year).first()
    months = tuple(month_of(calendar, date(year, n, 1), own, today) for n in range(1, 13))
    counts = {
        kind: sum(cell.kind == kind for month in months for cell in month.marked)
        for kind in ("holiday", "leave", "own", "open")
    }
    counts["work"] = sum(month.working for month in months)
    return YearPage(
        year=year,
        entered=year in calendar.years,
        source=decrees().get(year) or (mark.source if mark else ""),
        entered_by_office=mark,
        tabs=tabs_of(calendar, year, today),
        months=months,
        counts=counts,
        own=tuple(own.values()),
        hours=tuple(hours_words(row, year) for row in hours_of(calendar, year)),
    )


def tabs_of(calendar: Calendar, year: int, today: date) -> tuple[YearTab, ...]:
    """The year before, this one, every later year that is entered, the next one, the one shown."""
    years = {today.year - 1, today.year, today.year + 1, year}
    years |= {entered for entered in calendar.years if entered >= today.year}
    latest = max(calendar.years, default=today.year)
    years |= {latest + 1} if latest <= today.year + 1 else set()
    return tuple(YearTab(one, one in calendar.years) for one in sorted(years))


def month_of(calendar: Calendar, first: date, own: Mapping[date, Any], today: date) -> Month:
    """One month."""
    days = WEEKS.monthdatescalendar(first.year, first.month)
    weeks = tuple(
        tuple(
            cell_of(calendar, day, own.get(day), today) if day.month == first.month else None
            for day in week
        )
        for week in days
    )
    cells = [cell for week in weeks for cell in week if cell]
    working = sum(calendar.is_working_day(cell.day) for cell in cells)
    return Month(first, weeks, working, tuple(cell for cell in cells if cell.told))


def cell_of(calendar: Calendar, day: date, own: Any | None, today: date) -> Cell:
    """One day."""
    national = holidays_by_day().get(day)
    if own is not None and not calendar.is_working_day(day):
        found = ("own", pgettext("day in a calendar", "kantor"), own.name)
    elif own is not None:
        found = ("open", pgettext("day in a calendar", "masuk"), own.name)
    elif national is not None and national.kind is HolidayKind.LEAVE:
        found = ("leave", pgettext("day in a calendar", "cuti"), national.name)
    elif national is not None:
        found = ("holiday", pgettext("day in a calendar", "libur"), national.name)
    else:
        found = ("rest" if day.weekday() >= SATURDAY else "work", "", "")
    return Cell(day, *found, day == today)


def hours_of(calendar: Calendar, year: int) -> list[OfficeHours]:
    """The periods of office hours that touch `year`, the usual one first."""
    return [
        row
        for row in calendar.hours
        if row.valid_from.year <= year and (row.valid_to is None or row.valid_to.year >= year)
    ]


def hours_words(row: OfficeHours, year: int) -> Hours:
    """A period of office hours in words."""
    if row.valid_to is None and row.valid_from.year < year:
        period = gettext("Hari biasa")
    elif row.valid_to is None:
        period = gettext("Mulai %(first)s") % {"first": date_format(row.valid_from, "j F")}
    else:
        words = gettext("%(first)s sampai %(last)s")
        period = (gettext("%(first)s sampai %(last)s (Ramadan)") if row.ramadan else words) % {
            "first": date_format(row.valid_from, "j F"),
            "last": date_format(row.valid_to, "j F Y" if row.valid_to.year != year else "j F"),
        }
    return Hours(period, spans_words(row.monday_to_thursday), spans_words(row.friday), row.source)


def spans_words(spans: tuple[Span, ...]) -> str:
    """`07.30–12.00, 13.00–16.00`."""
    return ", ".join(f"{hour_words(since)}–{hour_words(until)}" for since, until in spans)
