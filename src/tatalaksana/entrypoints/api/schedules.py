"""Schedules: procedures that open their cases by themselves."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Router
from pydantic import Field

from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.schedules.actions.add_schedule import LONGEST_TITLE, add_schedule
from tatalaksana.apps.schedules.actions.end_schedule import end_schedule
from tatalaksana.apps.schedules.actions.pause_schedule import pause_schedule
from tatalaksana.apps.schedules.actions.resume_schedule import resume_schedule
from tatalaksana.apps.schedules.queries import schedule_of, schedules_of
from tatalaksana.entrypoints.api.caller import Call
from tatalaksana.entrypoints.api.cursors import listed
from tatalaksana.entrypoints.api.deeds import done, made
from tatalaksana.entrypoints.api.typed import (
    INTEGRAL,
    USUAL,
    Cursor,
    Day,
    Hour,
    HourShown,
    Id,
    Key,
    Limit,
    Number,
    Portion,
    Sent,
    Shown,
    line,
)

router = Router(tags=["schedules"])
Weekday = Annotated[int, Field(ge=0, le=6), INTEGRAL]  #: Monday is 0
MonthDay = Annotated[int, Field(ge=1, le=31), INTEGRAL]
Month = Annotated[int, Field(ge=1, le=12), INTEGRAL]


class ScheduleShown(Shown):
    """A schedule; `trouble` says why its next case could not be opened."""

    schedule: int
    procedure: int
    position: int
    title: str
    rhythm: str
    weekday: int | None
    day: int | None
    month: int | None
    at: HourShown
    missed: str
    until: date | None
    next_on: date | None
    paused_at: datetime | None
    ended_at: datetime | None
    trouble: str


class ScheduleSent(Sent):
    """A rhythm with what it needs: see how-to/api.md."""

    procedure: Id
    position: Id
    title: line(LONGEST_TITLE)  # type: ignore[valid-type]
    rhythm: Literal["harian", "mingguan", "bulanan", "triwulanan", "semesteran", "tahunan"]
    weekday: Weekday | None = None
    day: MonthDay | None = None
    month: Month | None = None
    at: Hour
    missed: Literal["semua", "terakhir"]
    since: Day
    until: Day | None = None


def told_schedule(schedule: Any) -> dict[str, Any]:
    """A schedule."""
    own = ("schedule", "procedure", "position")
    return {
        "schedule": schedule.pk,
        "procedure": schedule.procedure_id,
        "position": schedule.position_id,
        **{name: getattr(schedule, name) for name in ScheduleShown.model_fields if name not in own},
    }


@router.get("/schedules", response=Portion[ScheduleShown])
def schedules(request: Call, cursor: Cursor | None = None, limit: Limit = USUAL) -> Any:
    """Every schedule, also those that have ended; for keepers of procedures."""
    require_procedure_keeper(request.auth)
    rows = schedules_of(request.auth.agency)
    return listed("schedules", rows, ("pk",), (cursor, limit), told_schedule)


@router.get("/schedules/{schedule}", response=ScheduleShown)
def schedule(request: Call, schedule: Number) -> Any:
    """One schedule; for keepers of procedures."""
    require_procedure_keeper(request.auth)
    return told_schedule(schedule_of(request.auth.agency, schedule))


@router.post("/schedules", response={201: ScheduleShown})
def schedule_add(request: Call, key: Key, sent: ScheduleSent) -> Any:
    """Let a procedure in force open a case on the days of a rhythm."""
    return made(
        request,
        key,
        sent,
        ScheduleShown,
        lambda now: told_schedule(add_schedule(request.auth, **sent.model_dump(), now=now)),
    )


@router.post("/schedules/{schedule}/pause", response=ScheduleShown)
def schedule_pause(request: Call, schedule: Number, key: Key) -> Any:
    """Let a schedule rest."""
    return steered(request, schedule, key, pause_schedule)


@router.post("/schedules/{schedule}/resume", response=ScheduleShown)
def schedule_resume(request: Call, schedule: Number, key: Key) -> Any:
    """Let a paused schedule go on with the next day that is to come."""
    return steered(request, schedule, key, resume_schedule)


@router.post("/schedules/{schedule}/end", response=ScheduleShown)
def schedule_end(request: Call, schedule: Number, key: Key) -> Any:
    """End a schedule for good; the cases it opened go on."""
    return steered(request, schedule, key, end_schedule)


def steered(request: Call, schedule: int, key: Any, deed: Any) -> Any:
    """Change one schedule."""
    return done(
        request,
        key,
        None,
        ScheduleShown,
        lambda now: told_schedule(deed(request.auth, schedule=schedule, now=now)),
    )
