"""When an open task speaks up: in working time, and not while its clock stands."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tatalaksana.core.base.errors import SettingError
from tatalaksana.core.base.worktime import WorkingMinutes, national_calendar
from tatalaksana.core.engine.deadline import Clock, deadline
from tatalaksana.core.engine.reminders import Rung, moments, next_after, reached, reminders
from tatalaksana.core.procedure.model import Duration, Unit

WIB = ZoneInfo("Asia/Jakarta")
THURSDAY = datetime(2026, 11, 19, 9, 0, tzinfo=WIB)
CALENDAR = national_calendar()


def test_how_long_notices_are_kept_and_mails_are_tried_is_data_and_never_nothing():
    rules = reminders()
    assert rules.kept == timedelta(days=400)
    assert (rules.tries, rules.first_pause) == (8, timedelta(minutes=1))
    for wrong in ({"tries": 0}, {"kept": timedelta()}, {"longest_mail": 0}):
        with pytest.raises(SettingError):
            replace(rules, **wrong)


def told(value, unit, *, consumed=0, since=THURSDAY):
    end = deadline(Duration(Decimal(value), unit), THURSDAY, CALENDAR)
    clock = Clock(allowed=end.allowed, consumed=WorkingMinutes(consumed), since=since)
    due = end.due if not consumed and since else clock.due(CALENDAR)
    return moments(clock, due, CALENDAR, reminders())


@pytest.mark.parametrize(
    ("value", "unit", "warned"),
    [
        ("2", Unit.HOUR, "2026-11-19T10:30"),  # three quarters of two hours
        ("1", Unit.DAY, "2026-11-20T13:08"),  # three quarters of what is left of today and tomorrow
        ("5", Unit.DAY, "2026-11-25T16:00"),  # a day of work before the end
    ],
)
def test_a_step_is_warned_of_when_most_of_its_time_is_used_and_a_day_is_left(value, unit, warned):
    assert told(value, unit)[Rung.WARNING] == datetime.fromisoformat(warned).replace(tzinfo=WIB)


def test_a_step_of_minutes_is_not_warned_of():
    assert Rung.WARNING not in told("15", Unit.MINUTE)


def test_the_superior_is_told_half_a_working_day_late_and_the_keeper_a_week():
    found = told("2", Unit.HOUR)  # due on Thursday at 11.00
    assert found[Rung.SUPERIOR] == datetime(2026, 11, 19, 15, 45, tzinfo=WIB)
    assert found[Rung.KEEPER] == datetime(2026, 11, 26, 11, 0, tzinfo=WIB)


def test_a_clock_that_stands_says_nothing():
    clock = Clock(allowed=WorkingMinutes(450), consumed=WorkingMinutes(400), since=None)
    assert moments(clock, None, CALENDAR, reminders()) == {}


def test_after_a_stop_the_warning_comes_by_what_is_left():
    """Of two hours one and a quarter are used: the warning is a quarter of an hour away."""
    assert told("2", Unit.HOUR, consumed=75)[Rung.WARNING] == THURSDAY + timedelta(minutes=15)


def test_a_late_task_is_not_warned_of_any_more():
    found = told("2", Unit.HOUR)
    assert reached(found, THURSDAY + timedelta(minutes=90)) == (Rung.WARNING,)
    assert reached(found, THURSDAY + timedelta(hours=2)) == (Rung.DUE,)
    assert reached(found, THURSDAY + timedelta(days=30)) == (Rung.DUE, Rung.SUPERIOR, Rung.KEEPER)


@given(st.integers(1, 20_000), st.integers(0, 20_000), st.integers(0, 400_000))
def test_the_rungs_follow_each_other_and_none_is_passed_over(allowed, consumed, later):
    clock = Clock(
        allowed=WorkingMinutes(allowed), consumed=WorkingMinutes(consumed), since=THURSDAY
    )
    found = moments(clock, clock.due(CALENDAR), CALENDAR, reminders())
    order = [found[rung] for rung in Rung if rung in found]
    assert order == sorted(order)
    now = THURSDAY + timedelta(minutes=later)
    ahead = next_after(found, now)
    silent = {rung for rung in found if found[rung] > now}
    assert (ahead is None) == (not silent)
    assert not silent & set(reached(found, now))
