"""Working time as the SOPs and Perpres 21/2023 mean it."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tatalaksana.core.base.worktime import WorkingMinutes, national_calendar

WIB = ZoneInfo("Asia/Jakarta")
CALENDAR = national_calendar()
MOMENTS = st.datetimes(
    min_value=datetime(2025, 1, 2),
    max_value=datetime(2027, 10, 1),
    timezones=st.just(WIB),
)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2026-03-16", 5, "2026-03-30"),
        ("2026-10-05", 45, "2026-12-07"),
        ("2026-12-22", 3, "2026-12-29"),
    ],
)
def test_days_are_working_days_and_the_start_day_does_not_count(start, days, end):
    since = datetime.fromisoformat(f"{start}T09:00").replace(tzinfo=WIB)
    assert CALENDAR.after_days(since, days).date().isoformat() == end


@pytest.mark.parametrize(
    ("day", "minutes"),
    [
        ("2026-11-19", 450),  # Thursday
        ("2026-11-20", 450),  # Friday, half an hour longer for the longer rest
        ("2026-02-24", 390),  # Ramadan
        ("2026-02-27", 390),  # Friday in Ramadan
        ("2026-11-21", 0),  # Saturday
        ("2026-05-28", 0),  # cuti bersama
    ],
)
def test_minutes_of_a_day(day, minutes):
    midnight = datetime.fromisoformat(day).replace(tzinfo=WIB)
    assert CALENDAR.minutes_between(midnight, midnight + timedelta(days=1)).value == minutes


def test_two_hours_given_on_friday_afternoon_run_into_monday():
    since = datetime(2026, 11, 20, 15, 45, tzinfo=WIB)
    assert CALENDAR.after_minutes(since, WorkingMinutes(120)) == datetime(
        2026, 11, 23, 8, 45, tzinfo=WIB
    )


def test_a_month_ends_on_the_next_working_day():
    since = datetime(2026, 1, 31, 9, tzinfo=WIB)
    assert CALENDAR.after_months(since, 1).date().isoformat() == "2026-03-02"
    december = datetime(2026, 11, 25, 9, tzinfo=WIB)
    assert CALENDAR.after_months(december, 1).date().isoformat() == "2026-12-28"


@settings(max_examples=60)
@given(MOMENTS, st.integers(0, 5000))
def test_the_due_moment_lies_exactly_that_much_working_time_later(since, amount):
    due = CALENDAR.after_minutes(since, WorkingMinutes(amount))
    assert abs(CALENDAR.minutes_between(since, due).value - amount) <= 1
    assert due >= since


@settings(max_examples=60)
@given(MOMENTS, st.integers(0, 100))
def test_a_due_day_is_a_working_day(since, days):
    assert CALENDAR.is_working_day(CALENDAR.after_days(since, days).date())
