"""When a step is due: its promised length in the working time of the office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import ROUND_UP, Decimal

from tatalaksana.core.base.worktime import (
    DAYS_A_MONTH,
    DAYS_A_WEEK,
    MINUTES_A_DAY,
    Calendar,
    WorkingMinutes,
    whole_minutes,
)
from tatalaksana.core.procedure.model import Duration, Unit


@dataclass(frozen=True, slots=True)
class Deadline:
    """The budget of working minutes and the moment at which it is used up."""

    allowed: WorkingMinutes
    due: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """The budget of an open step: what is allowed, what was used before it ran last.

    `since` is the moment from which it has been running; None while the file is with an outside
    party. Every change makes a new clock.
    """

    allowed: WorkingMinutes | None  #: None: the document promises no time
    consumed: WorkingMinutes
    since: datetime | None

    def stopped(self, at: datetime, calendar: Calendar) -> Clock:
        """The clock after it was stopped at `at`."""
        ran = calendar.minutes_between(self.since, at).value if self.since else 0
        return replace(self, consumed=WorkingMinutes(self.consumed.value + ran), since=None)

    def running(self, at: datetime) -> Clock:
        """The clock after it was set running again at `at`."""
        return replace(self, since=at)

    def due(self, calendar: Calendar) -> datetime | None:
        """The moment at which the budget is used up; None while the clock stands, or without one.

        A budget that was used up before is due at once.
        """
        if self.since is None or self.allowed is None:
            return None
        left = max(0, self.allowed.value - self.consumed.value)
        return calendar.after_minutes(self.since, WorkingMinutes(left))


def recomputed(
    duration: Duration | None,
    runs: Sequence[tuple[datetime, datetime | None]],
    calendar: Calendar,
) -> tuple[Clock, datetime | None]:
    """The clock and the due moment of a step on a changed `calendar`.

    `runs` are the spans in which the clock ran, the first from the opening of the step, the last
    without an end while it runs. Only a clock that never stood is due as the document counts (the
    close of a day); after a stop the budget is working minutes.
    """
    first = deadline(duration, runs[0][0], calendar)
    allowed = first.allowed if first else None
    clock = Clock(allowed=allowed, consumed=WorkingMinutes(0), since=runs[0][0])
    clock = played(clock, runs, calendar)
    if first and len(runs) == 1 and runs[0][1] is None:
        return clock, first.due
    return clock, clock.due(calendar)


def played(
    clock: Clock, runs: Sequence[tuple[datetime, datetime | None]], calendar: Calendar
) -> Clock:
    """`clock` after it ran in the spans `runs`."""
    for since, until in runs:
        clock = clock.running(since)
        clock = clock.stopped(until, calendar) if until else clock
    return clock


def budget(since: datetime, due: datetime, calendar: Calendar) -> Clock:
    """A clock that runs from `since` and is used up at `due`."""
    return Clock(
        allowed=calendar.minutes_between(since, due), consumed=WorkingMinutes(0), since=since
    )


def due_moment(duration: Duration, since: datetime, calendar: Calendar) -> datetime:
    """When a length that begins at `since` is over; see `deadline`."""
    minutes = minutes_in(duration)
    if minutes is not None:
        return calendar.after_minutes(since, minutes)
    return last_moment(duration, since, calendar)


def deadline(duration: Duration | None, since: datetime, calendar: Calendar) -> Deadline | None:
    """The deadline of a step opened at `since`; None when the document promises no time.

    Units: minutes and hours run inside office hours; `hari` and `minggu` are working days and
    `bulan` calendar months, where the start day does not count and the due moment is the close
    of the last day. `hari kalender` end with the last day, `x 24 jam` so many hours later by the
    clock; where the office is closed then, see core/base/data/day_counts.toml.
    Source: regulations.md section 11.
    """
    if duration is None:
        return None
    minutes = minutes_in(duration)
    if minutes is not None:
        return Deadline(minutes, calendar.after_minutes(since, minutes))
    due = last_moment(duration, since, calendar)
    return Deadline(calendar.minutes_between(since, due), due)


def minutes_in(duration: Duration) -> WorkingMinutes | None:
    """A length that runs inside office hours; None for one that ends with a day."""
    value, unit = duration.value, duration.unit
    if unit in (Unit.MINUTE, Unit.HOUR):
        return whole_minutes(value, 60 if unit is Unit.HOUR else 1)
    days = working_days(duration)
    return whole_minutes(days, MINUTES_A_DAY) if days is not None and days < 1 else None


def working_days(duration: Duration) -> Decimal | None:
    """A length of working days, weeks or a part of a month in days; None for any other."""
    if duration.unit is Unit.MONTH and duration.value == int(duration.value):
        return None
    days = {Unit.DAY: 1, Unit.WEEK: DAYS_A_WEEK, Unit.MONTH: DAYS_A_MONTH}.get(duration.unit)
    return None if days is None else duration.value * days


def last_moment(duration: Duration, since: datetime, calendar: Calendar) -> datetime:
    """When a length that ends with a day, or by the clock, ends."""
    value = duration.value
    if duration.unit is Unit.CALENDAR_DAY:
        return calendar.after_calendar_days(since, whole(value))
    if duration.unit is Unit.FULL_DAY:
        return calendar.after_full_days(since, value)
    days = working_days(duration)
    if days is None:
        return calendar.after_months(since, int(value))
    return calendar.after_days(since, whole(days))


def whole(days: Decimal) -> int:
    """A part of a day as a whole one."""
    return int(days.to_integral_value(rounding=ROUND_UP))
