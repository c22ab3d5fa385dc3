"""The working calendar of an agency: the national one with the office's own days."""

from __future__ import annotations

from functools import lru_cache

from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.models import CalendarYear, DayOff
from tatalaksana.apps.shared.agency import acting_for
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


@lru_cache(maxsize=512)
def _kept(agency: int, zone: str, version: int) -> Calendar:  # noqa: ARG001 - the key
    # Behind whatever wall this process stands now: an empty answer would be kept for all.
    with acting_for(agency):
        own = list(DayOff.objects.filter(agency=agency).values_list("day", "kind"))
        years = CalendarYear.objects.filter(agency=agency).values_list("year", flat=True)
        return national_calendar(zone).adjusted(
            closed=(day for day, kind in own if kind == DayOff.Kind.CLOSED),
            opened=(day for day, kind in own if kind == DayOff.Kind.OPEN),
            years=years,
        )
