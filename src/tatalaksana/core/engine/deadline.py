"""When a step is due: its promised length in the working time of the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

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


def deadline(duration: Duration | None, since: datetime, calendar: Calendar) -> Deadline | None:
    """The deadline of a step opened at `since`; None when the document promises no time.

    Units: minutes and hours run inside office hours; `hari` and `minggu` are working days and
    `bulan` calendar months, where the start day does not count and the due moment is the close
    of the last day. Source: regulations.md section 11.
    """
    if duration is None:
        return None
    value, unit = duration.value, duration.unit
    if unit in (Unit.MINUTE, Unit.HOUR):
        minutes = whole_minutes(value, 60 if unit is Unit.HOUR else 1)
        return Deadline(minutes, calendar.after_minutes(since, minutes))
    if unit is Unit.MONTH and value == int(value):
        due = calendar.after_months(since, int(value))
        return Deadline(calendar.minutes_between(since, due), due)
    days = value * {Unit.DAY: 1, Unit.WEEK: DAYS_A_WEEK, Unit.MONTH: DAYS_A_MONTH}[unit]
    if days < 1:
        minutes = whole_minutes(days, MINUTES_A_DAY)
        return Deadline(minutes, calendar.after_minutes(since, minutes))
    due = calendar.after_days(since, int(days.to_integral_value(rounding="ROUND_UP")))
    return Deadline(calendar.minutes_between(since, due), due)
