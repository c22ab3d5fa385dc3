"""When a step is due, from the unit the document prints."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from tatalaksana.core.base.worktime import WorkingMinutes, national_calendar
from tatalaksana.core.engine.deadline import deadline, recomputed
from tatalaksana.core.procedure.model import Duration, Unit

WIB = ZoneInfo("Asia/Jakarta")
THURSDAY = datetime(2026, 11, 19, 9, 0, tzinfo=WIB)


@pytest.mark.parametrize(
    ("value", "unit", "due", "allowed"),
    [
        ("15", Unit.MINUTE, "2026-11-19T09:15", 15),
        ("2", Unit.HOUR, "2026-11-19T11:00", 120),
        ("6", Unit.HOUR, "2026-11-19T16:00", 360),
        ("7", Unit.HOUR, "2026-11-20T08:30", 420),
        ("0.5", Unit.DAY, "2026-11-19T13:45", 225),
        ("1", Unit.DAY, "2026-11-20T16:30", 810),
        ("2", Unit.DAY, "2026-11-23T16:00", 1260),
        ("1", Unit.WEEK, "2026-11-26T16:00", 2610),
        ("1", Unit.MONTH, "2026-12-21T16:00", 10260),
    ],
)
def test_due(value, unit, due, allowed):
    end = deadline(Duration(Decimal(value), unit), THURSDAY, national_calendar())
    assert end is not None
    assert end.due == datetime.fromisoformat(due).replace(tzinfo=WIB)
    if unit is not Unit.MONTH:
        assert end.allowed.value == allowed


@pytest.mark.parametrize(
    ("value", "unit", "since", "due"),
    [
        # 14 days on: a Thursday
        ("14", Unit.CALENDAR_DAY, "2026-11-05T09:00", "2026-11-19T23:59"),
        # day 5 is 21 March, Idulfitri; 18 to 24 March are off. Working days would be 30 March.
        ("5", Unit.CALENDAR_DAY, "2026-03-16T09:00", "2026-03-25T23:59"),
        # day 3 is Christmas, a Friday. Working days would be 29 December.
        ("3", Unit.CALENDAR_DAY, "2026-12-22T09:00", "2026-12-28T23:59"),
        # hours go on through the night
        ("2", Unit.FULL_DAY, "2026-11-17T14:10", "2026-11-19T14:10"),
        # ends on a Sunday
        ("2", Unit.FULL_DAY, "2026-11-20T09:00", "2026-11-23T09:00"),
        ("0.5", Unit.FULL_DAY, "2026-11-17T08:00", "2026-11-17T20:00"),
    ],
)
def test_calendar_days_run_through_weekends_and_end_on_a_working_day(value, unit, since, due):
    """Days and hours by the clock; a last day that is off gives way to the next working day."""
    begun = datetime.fromisoformat(since).replace(tzinfo=WIB)
    end = deadline(Duration(Decimal(value), unit), begun, national_calendar())
    assert end is not None
    assert end.due == datetime.fromisoformat(due).replace(tzinfo=WIB)
    assert end.allowed == national_calendar().minutes_between(begun, end.due)


def test_a_calendar_day_ends_with_the_day_of_the_office_itself():
    """Given at 23.30 WIB, which is 01.30 of the next day in Jayapura."""
    given = datetime(2026, 11, 16, 23, 30, tzinfo=WIB)
    end = deadline(
        Duration(Decimal(1), Unit.CALENDAR_DAY), given, national_calendar("Asia/Jayapura")
    )
    assert end is not None
    assert end.due.isoformat() == "2026-11-18T23:59:00+09:00"


def test_a_clock_that_stood_keeps_the_working_minutes_of_its_calendar_days():
    """3 calendar days from Thursday end on Monday: 1,260 working minutes, 60 of them used."""
    calendar = national_calendar()
    stop = THURSDAY.replace(hour=10)
    back = THURSDAY.replace(day=23)
    clock, due = recomputed(
        Duration(Decimal(3), Unit.CALENDAR_DAY), [(THURSDAY, stop), (back, None)], calendar
    )
    assert clock.allowed is not None
    assert (clock.allowed.value, clock.consumed.value) == (1260, 60)
    assert due == calendar.after_minutes(back, WorkingMinutes(1200))


def test_no_promise_no_deadline():
    assert deadline(None, THURSDAY, national_calendar()) is None


def test_eastern_indonesia_keeps_its_own_clock():
    jayapura = national_calendar("Asia/Jayapura")
    given = datetime(2026, 11, 19, 15, 30, tzinfo=ZoneInfo("Asia/Jayapura"))
    end = deadline(Duration(Decimal(1), Unit.HOUR), given, jayapura)
    assert end is not None
    assert end.due.isoformat() == "2026-11-20T08:00:00+09:00"
