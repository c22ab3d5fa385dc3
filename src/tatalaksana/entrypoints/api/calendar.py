"""The working calendar: the office's own days, the years it has entered itself."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Annotated, Any, Literal

from django.utils import timezone
from ninja import Router
from pydantic import Field

from tatalaksana.apps.cases.actions.change_calendar import Changed, change_calendar
from tatalaksana.apps.cases.actions.change_hours import change_hours
from tatalaksana.apps.cases.actions.recompute_deadlines import recompute_deadlines
from tatalaksana.apps.office.actions.enter_year import LONGEST_SOURCE, enter_year
from tatalaksana.apps.office.actions.reopen_year import reopen_year
from tatalaksana.apps.office.calendar import alarm_for, calendar_for, ramadan_alarm_for
from tatalaksana.apps.office.days_off import LONGEST_NAME, OwnDay, own_days, own_years
from tatalaksana.apps.office.own_hours import LONGEST_SOURCE as LONGEST_HOURS_SOURCE
from tatalaksana.apps.office.own_hours import Period, own_hours, period_of
from tatalaksana.core.base.worktime import Span
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
    Key,
    Limit,
    Number,
    Portion,
    Sent,
    Shown,
    Year,
    line,
)

router = Router(tags=["calendar"])


class OwnDayShown(Shown):
    """A day on which the office differs from the national calendar: "libur" or "masuk"."""

    number: int
    day: date
    kind: str
    name: str


class OwnYearShown(Shown):
    """A year whose holidays the office has entered itself."""

    year: int
    source: str


class CalendarShown(Shown):
    """The calendar: which years are known, which should be and are not."""

    zone: str
    years: list[int]
    missing: list[int]
    missing_ramadan: list[int]
    own_years: list[OwnYearShown]


class ChangedShown(Shown):
    """What a change did to open deadlines; `recounted`: another time left, the deadline stays."""

    moved: int
    earlier: int
    recounted: int


class DaySent(Sent):
    """A day, what it is, and what for."""

    day: Day
    kind: Literal["libur", "masuk"]
    name: line(LONGEST_NAME)  # type: ignore[valid-type]


class DaysSent(Sent):
    """Days to add; all of them or none."""

    days: Annotated[list[DaySent], Field(min_length=1, max_length=60)]


class YearSent(Sent):
    """A year that is entered, and the decree it was copied from."""

    year: Annotated[int, Field(ge=1, le=9999), INTEGRAL]
    source: line(LONGEST_SOURCE)  # type: ignore[valid-type]


class SpanShown(Shown):
    """A span of a day in which the office is open."""

    since: HourShown
    until: HourShown


class OwnHoursShown(Shown):
    """A period of the office's own working hours; `until` null: until others are entered."""

    number: int
    ramadan: bool
    since: date
    until: date | None
    monday_to_thursday: list[SpanShown]
    friday: list[SpanShown]
    source: str


class SpanSent(Sent):
    """A span of a day in which the office is open."""

    since: Hour
    until: Hour


class HoursSent(Sent):
    """A period of working hours, and the decree they come from."""

    ramadan: bool = False
    since: Day
    until: Day | None = None
    monday_to_thursday: Annotated[list[SpanSent], Field(min_length=1, max_length=4)]
    friday: Annotated[list[SpanSent], Field(min_length=1, max_length=4)]
    source: line(LONGEST_HOURS_SOURCE)  # type: ignore[valid-type]


def told_hours(row: Any) -> dict[str, Any]:
    """A period of the office's own hours."""
    period = period_of(row)
    return {
        "number": row.pk,
        "ramadan": period.ramadan,
        "since": period.since,
        "until": period.until,
        "monday_to_thursday": told_spans(period.monday_to_thursday),
        "friday": told_spans(period.friday),
        "source": period.source,
    }


def told_spans(spans: tuple[Span, ...]) -> list[dict[str, time]]:
    """The spans of a day."""
    return [{"since": since, "until": until} for since, until in spans]


def sent_spans(spans: list[SpanSent]) -> tuple[Span, ...]:
    """The spans of a day."""
    return tuple((one.since, one.until) for one in spans)


@router.get("/calendar/hours", response=Portion[OwnHoursShown])
def calendar_hours(request: Call, cursor: Cursor | None = None, limit: Limit = USUAL) -> Any:
    """The office's own working hours, in order."""
    rows = own_hours(request.auth.agency)
    return listed("hours", rows, ("since", "pk"), (cursor, limit), told_hours)


@router.post("/calendar/hours", response=ChangedShown)
def hours_add(request: Call, key: Key, sent: HoursSent) -> Any:
    """Add a period of working hours, or of Ramadan; open deadlines move with it."""
    period = Period(
        ramadan=sent.ramadan,
        since=sent.since,
        until=sent.until,
        monday_to_thursday=sent_spans(sent.monday_to_thursday),
        friday=sent_spans(sent.friday),
        source=sent.source,
    )
    return done(
        request,
        key,
        sent,
        ChangedShown,
        lambda now: told_change(change_hours(request.auth, add=period, now=now)),
    )


@router.post("/calendar/hours/{number}/remove", response=ChangedShown)
def hours_remove(request: Call, number: Number, key: Key) -> Any:
    """Remove a period of the office's own working hours; open deadlines move with it."""
    return done(
        request,
        key,
        None,
        ChangedShown,
        lambda now: told_change(change_hours(request.auth, remove=number, now=now)),
    )


def told_change(changed: Changed) -> dict[str, Any]:
    """What a change did."""
    moves = changed.moves
    return {"moved": moves.count, "earlier": moves.earlier, "recounted": moves.recounted}


@router.get("/calendar", response=CalendarShown)
def calendar(request: Call) -> Any:
    """Which years the calendar knows."""
    holder = request.auth
    return {
        "zone": holder.zone,
        "years": sorted(calendar_for(holder).years),
        "missing": list(alarm_for(holder, timezone.now())),
        "missing_ramadan": list(ramadan_alarm_for(holder, timezone.now())),
        "own_years": [{"year": one.year, "source": one.source} for one in own_years(holder.agency)],
    }


@router.get("/calendar/days", response=Portion[OwnDayShown])
def calendar_days(request: Call, cursor: Cursor | None = None, limit: Limit = USUAL) -> Any:
    """The office's own days, in order."""
    return listed(
        "days",
        own_days(request.auth.agency),
        ("day", "pk"),
        (cursor, limit),
        lambda one: {"number": one.pk, "day": one.day, "kind": one.kind, "name": one.name},
    )


@router.post("/calendar/days", response=ChangedShown)
def days_add(request: Call, key: Key, sent: DaysSent) -> Any:
    """Add days of the office's own; open deadlines move with them."""
    days = [OwnDay(day=one.day, kind=one.kind, name=one.name) for one in sent.days]
    return done(
        request,
        key,
        sent,
        ChangedShown,
        lambda now: told_change(change_calendar(request.auth, add=days, now=now)),
    )


@router.post("/calendar/days/{number}/remove", response=ChangedShown)
def day_remove(request: Call, number: Number, key: Key) -> Any:
    """Remove one of the office's own days; open deadlines move with it."""
    return done(
        request,
        key,
        None,
        ChangedShown,
        lambda now: told_change(change_calendar(request.auth, remove=number, now=now)),
    )


@router.post("/calendar/recompute", response=ChangedShown)
def deadlines_recompute(request: Call, key: Key) -> Any:
    """Compute every open deadline anew by the calendar of now; for keepers of the office."""
    return done(
        request,
        key,
        None,
        ChangedShown,
        lambda now: told_change(recompute_deadlines(request.auth, now=now)),
    )


@router.post("/calendar/years", response={201: OwnYearShown})
def year_enter(request: Call, key: Key, sent: YearSent) -> Any:
    """Say that every holiday of a year is entered, and from which decree."""
    return made(
        request,
        key,
        sent,
        OwnYearShown,
        lambda now: enter_year(request.auth, **sent.model_dump(), now=now),
    )


@router.post("/calendar/years/{year}/reopen", response=CalendarShown)
def year_reopen(request: Call, year: Year, key: Key) -> Any:
    """Let a year count as not entered again; its days stay."""

    def deed(now: datetime) -> Any:
        reopen_year(request.auth, year=year, now=now)
        return calendar(request)

    return done(request, key, None, CalendarShown, deed)
