"""The working calendar of an agency: the national one with the office's own days."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.models import CalendarYear, DayOff, OwnHours
from tatalaksana.apps.office.own_hours import hours_of, period_of
from tatalaksana.apps.shared.agency import acting_for
from tatalaksana.core.base.holidays import alarming_years
from tatalaksana.core.base.worktime import Calendar, national_calendar


def calendar_for(holder: Holder) -> Calendar:
    """The calendar of the agency somebody acts in."""
    return calendar_of(holder.agency, holder.zone, holder.calendar_version)


def calendar_of(agency: int, zone: str, version: int) -> Calendar:
    """The calendar of `agency` as its version `version`, see Holder.calendar_version.

    Asked at every step: no query while the version is known. A version is never given twice (it
    comes from a sequence, which no rollback turns back), so what is kept cannot be stale.
    """
    if not version:
        return national_calendar(zone)
    return _kept(agency, zone, version)


def missing_years(agency: int, zone: str, version: int, now: datetime) -> tuple[int, ...]:
    """The years whose holidays `agency` should have by `now` and has not."""
    today = now.astimezone(ZoneInfo(zone)).date()
    return alarming_years(today, calendar_of(agency, zone, version).years)


def alarm_for(holder: Holder, now: datetime) -> tuple[int, ...]:
    """The missing years, told to those who can enter them: the keepers of the office."""
    if not holder.keeps_office:
        return ()
    return missing_years(holder.agency, holder.zone, holder.calendar_version, now)


def missing_ramadan(agency: int, zone: str, version: int, now: datetime) -> tuple[int, ...]:
    """The years whose days of Ramadan `agency` should have by `now` and has not.

    Deadlines in them are counted by the usual hours.
    """
    today = now.astimezone(ZoneInfo(zone)).date()
    return alarming_years(today, calendar_of(agency, zone, version).ramadan_years)


def ramadan_alarm_for(holder: Holder, now: datetime) -> tuple[int, ...]:
    """The years without Ramadan, told to those who can enter it: the keepers of the office."""
    if not holder.keeps_office:
        return ()
    return missing_ramadan(holder.agency, holder.zone, holder.calendar_version, now)


@lru_cache(maxsize=512)
def _kept(agency: int, zone: str, version: int) -> Calendar:  # noqa: ARG001 - the key
    # Behind whatever wall this process stands now: an empty answer would be kept for all.
    with acting_for(agency):
        own = list(DayOff.objects.filter(agency=agency).values_list("day", "kind"))
        years = CalendarYear.objects.filter(agency=agency).values_list("year", flat=True)
        hours = [hours_of(period_of(row)) for row in OwnHours.objects.filter(agency=agency)]
        return (
            national_calendar(zone)
            .with_hours(hours)
            .adjusted(
                closed=(day for day, kind in own if kind == DayOff.Kind.CLOSED),
                opened=(day for day, kind in own if kind == DayOff.Kind.OPEN),
                years=years,
            )
        )
