"""A deadline is a budget of working minutes that stands while the file is outside."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tatalaksana.core.base.worktime import WorkingMinutes, national_calendar
from tatalaksana.core.engine.deadline import Clock, deadline, recomputed
from tatalaksana.core.procedure.model import Duration, Unit

CALENDAR = national_calendar()
THURSDAY = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)  #: 09.00 WIB
moments = st.datetimes(datetime(2026, 1, 5), datetime(2026, 12, 1)).map(
    lambda one: one.replace(tzinfo=UTC, microsecond=0, second=0)
)


def clock(minutes=120, since=THURSDAY):
    return Clock(allowed=WorkingMinutes(minutes), consumed=WorkingMinutes(0), since=since)


def test_a_stopped_clock_has_no_due_moment():
    assert clock().stopped(THURSDAY + timedelta(minutes=30), CALENDAR).due(CALENDAR) is None


def test_a_night_outside_costs_nothing():
    stopped = clock().stopped(THURSDAY + timedelta(minutes=30), CALENDAR)
    back = stopped.running(THURSDAY + timedelta(days=1))
    assert back.due(CALENDAR) == THURSDAY + timedelta(days=1, minutes=90)


def test_a_budget_used_up_is_due_at_once_and_not_before():
    late = clock(30).stopped(THURSDAY + timedelta(hours=2), CALENDAR)
    back = THURSDAY + timedelta(days=1)
    assert late.running(back).due(CALENDAR) == back


@given(moments, st.integers(1, 4000), st.integers(0, 60 * 24 * 5), st.integers(0, 60 * 24 * 9))
def test_a_stop_moves_the_due_moment_by_exactly_the_working_time_outside(
    since, allowed, ran, outside
):
    """Unless the budget was used up before the stop."""
    whole = clock(allowed, since)
    stop = since + timedelta(minutes=ran)
    back = stop + timedelta(minutes=outside)
    before, after = whole.due(CALENDAR), whole.stopped(stop, CALENDAR).running(back).due(CALENDAR)
    assert after >= back or after >= before
    if stop <= before:
        used = CALENDAR.minutes_between(since, stop).value
        assert CALENDAR.minutes_between(back, after).value == allowed - used


@given(moments, st.integers(1, 30))
def test_a_clock_that_never_stood_is_due_as_the_document_counts(since, days):
    promised = Duration(Decimal(days), Unit.DAY)
    _, due = recomputed(promised, [(since, None)], CALENDAR)
    assert due == deadline(promised, since, CALENDAR).due


@given(moments, st.integers(1, 600), st.integers(0, 500), st.integers(0, 5000))
def test_recomputing_on_the_same_calendar_changes_nothing(since, allowed, ran, outside):
    promised = Duration(Decimal(allowed), Unit.MINUTE)
    stop = since + timedelta(minutes=ran)
    back = stop + timedelta(minutes=outside)
    kept = clock(allowed, since).stopped(stop, CALENDAR).running(back)
    again, due = recomputed(promised, [(since, stop), (back, None)], CALENDAR)
    assert (again, due) == (kept, kept.due(CALENDAR))
