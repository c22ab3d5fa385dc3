"""Reading the schedules of an office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from tatalaksana.apps.library.queries import (
    kept_content,
    positions_by_role,
    procedures_of,
)
from tatalaksana.apps.office.calendar import calendar_of
from tatalaksana.apps.office.queries import agency_of, positions_of
from tatalaksana.apps.schedules.models import Occurrence, Schedule
from tatalaksana.apps.shared.errors import NotFound
from tatalaksana.core.base.worktime import Calendar
from tatalaksana.core.engine.recurrence import (
    Recurrence,
    Rhythm,
    Timetable,
    opens_at,
    title_for,
)
from tatalaksana.core.engine.recurring import Suggestion, suggested

if TYPE_CHECKING:
    from tatalaksana.apps.library.models import Procedure, Version
    from tatalaksana.apps.office.models import Position

IN_FORCE = "berlaku"


@dataclass(frozen=True, slots=True)
class Ahead:
    """A case that is going to be opened."""

    at: datetime
    title: str


def schedules_of(agency: int) -> QuerySet[Schedule]:
    """Every schedule, those that run first."""
    return (
        Schedule.objects.filter(agency=agency)
        .select_related("procedure__unit", "position", "created_by")
        .order_by("ended_at", "procedure__title", "pk")
    )


def held_up(agency: int) -> tuple[Schedule, ...]:
    """The schedules whose next case could not be opened."""
    running = Schedule.objects.filter(agency=agency, ended_at__isnull=True, paused_at__isnull=True)
    return tuple(running.exclude(trouble="").order_by("title"))


def schedule_of(agency: int, schedule: int) -> Schedule:
    """One schedule. Errors: NotFound TL602."""
    found = schedules_of(agency).filter(pk=schedule).first()
    if found is None:
        raise NotFound("Jadwal ini tidak ada di instansi Anda.")
    return found


def occurrences_of(schedule: Schedule) -> QuerySet[Occurrence]:
    """What became of the days it meant, the latest first."""
    return (
        Occurrence.objects.filter(agency=schedule.agency_id, schedule=schedule)
        .select_related("case")
        .order_by("-day")
    )


def timetable_of(schedule: Schedule) -> Timetable:
    """When it opens cases."""
    return Timetable(
        recurrence=Recurrence(
            rhythm=Rhythm(schedule.rhythm),
            weekday=schedule.weekday,
            day=schedule.day,
            month=schedule.month,
        ),
        at=schedule.at,
        until=schedule.until,
    )


def office_calendar(agency: int) -> Calendar:
    """The calendar of an agency as it is now."""
    there = agency_of(agency)
    return calendar_of(agency, there.zone, there.calendar_version)


def ahead_of(schedule: Schedule, calendar: Calendar, count: int) -> tuple[Ahead, ...]:
    """The next `count` cases, fewer when it ends before."""
    if schedule.next_on is None:
        return ()
    days = islice(timetable_of(schedule).recurrence.days_from(schedule.next_on, calendar), count)
    return tuple(
        Ahead(opens_at(day, schedule.at, calendar), title_for(schedule.title, day))
        for day in days
        if schedule.until is None or day <= schedule.until
    )


def starters_of(agency: int, version: int) -> list[Position]:
    """The positions in which a case of `version` may be started: those of its roles first, then
    those that keep the procedures."""
    bound = set(positions_by_role(agency, version).values())
    seats = positions_of(agency).filter(many=False)
    return [
        *seats.filter(pk__in=bound),
        *seats.filter(keeps_procedures=True).exclude(pk__in=bound),
    ]


def procedures_in_force(agency: int) -> list[tuple[Procedure, Version]]:
    """Every procedure in force with its version, by unit and title."""
    return [
        (procedure, version)
        for procedure in procedures_of(agency)
        for version in procedure.versions  # type: ignore[attr-defined]
        if version.status == IN_FORCE
    ]


def suggestions_of(agency: int) -> list[tuple[Procedure, Suggestion]]:
    """The procedures in force that say they recur and have no schedule that goes on."""
    known = Schedule.objects.filter(agency=agency, ended_at__isnull=True)
    taken = set(known.values_list("procedure", flat=True))
    found = []
    for procedure, version in procedures_in_force(agency):
        says = suggested(kept_content(agency, version.pk))
        if says is not None and procedure.pk not in taken:
            found.append((procedure, says))
    return found


def first_day(timetable: Timetable, since: date, calendar: Calendar) -> date | None:
    """The first day from `since` that is meant; None when it has ended before."""
    day = next(timetable.recurrence.days_from(since, calendar))
    return day if timetable.until is None or day <= timetable.until else None
