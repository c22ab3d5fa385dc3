"""Deadlines in an office with days of its own, against a slow reckoning of one's fingers."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from tatalaksana.core.base.holidays import national_holidays
from tatalaksana.core.base.worktime import national_calendar
from tatalaksana.core.engine.deadline import deadline
from tatalaksana.core.procedure.model import Duration, Unit

WIB = ZoneInfo("Asia/Jakarta")
NATIONAL = national_calendar()
DAY = timedelta(days=1)
HOLIDAYS = frozenset(one.day for one in national_holidays())
#: Perpres 21/2023, outside and inside Ramadan; Friday has the longer rest
HOURS = (("07:30", "12:00", "13:00", "16:00"), ("07:30", "11:30", "13:00", "16:30"))
FASTING = (("08:00", "12:00", "12:30", "15:00"), ("08:00", "11:30", "12:30", "15:30"))
RAMADAN = ((date(2026, 2, 19), date(2026, 3, 20)), (date(2027, 2, 8), date(2027, 3, 9)))
MOMENTS = st.datetimes(
    min_value=datetime(2026, 1, 1), max_value=datetime(2027, 3, 31), timezones=st.just(WIB)
).map(lambda moment: moment.replace(second=0, microsecond=0))
DAYS = st.dates(min_value=date(2026, 1, 1), max_value=date(2027, 12, 31))
LEAVE = st.sampled_from([one.day for one in national_holidays() if one.day.year > 2025])
DURATIONS = st.one_of(
    st.builds(Duration, st.integers(1, 600).map(Decimal), st.just(Unit.MINUTE)),
    st.builds(Duration, st.integers(1, 30).map(Decimal), st.just(Unit.HOUR)),
    st.builds(Duration, st.sampled_from(["0.5", "1", "2.5", "14"]).map(Decimal), st.just(Unit.DAY)),
    st.builds(Duration, st.integers(1, 4).map(Decimal), st.just(Unit.WEEK)),
    st.builds(Duration, st.sampled_from(["0.5", "1", "3"]).map(Decimal), st.just(Unit.MONTH)),
)


@given(DURATIONS, MOMENTS, st.sets(DAYS, max_size=12), DAYS)
def test_a_day_off_more_never_makes_a_deadline_earlier(duration, since, closed, one):
    before = NATIONAL.adjusted(closed=closed, opened=())
    after = before.adjusted(closed=[one], opened=())
    assert deadline(duration, since, after).due >= deadline(duration, since, before).due


@given(DURATIONS, MOMENTS, LEAVE)
def test_a_cancelled_leave_day_never_makes_a_deadline_later(duration, since, day):
    opened = NATIONAL.adjusted(closed=(), opened=[day])
    assert deadline(duration, since, opened).due <= deadline(duration, since, NATIONAL).due


@given(DURATIONS, MOMENTS, st.sets(DAYS, max_size=5))
def test_days_taken_away_again_leave_no_trace(duration, since, closed):
    own = closed - NATIONAL.days_off
    there = NATIONAL.adjusted(closed=own, opened=())
    back = there.adjusted(closed=(), opened=own)
    assert back == NATIONAL
    assert deadline(duration, since, back) == deadline(duration, since, NATIONAL)


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_no_weekend_becomes_a_working_day(day):
    opened = NATIONAL.adjusted(closed=(), opened=[day])
    assert opened.is_working_day(day) == (day.weekday() < 5)


@given(MOMENTS, st.sets(DAYS, max_size=12), st.sets(LEAVE, max_size=4), st.integers(1, 1500))
def test_minutes_as_counted_one_by_one(since, closed, opened, minutes):
    found = deadline(Duration(Decimal(minutes), Unit.MINUTE), since, own(closed, opened))
    assert found.due == slow_minutes(since, closed, opened, minutes)
    assert found.allowed.value == minutes


@given(MOMENTS, st.sets(DAYS, max_size=12), st.sets(LEAVE, max_size=4), st.integers(1, 40))
def test_days_as_counted_one_by_one(since, closed, opened, days):
    found = deadline(Duration(Decimal(days), Unit.DAY), since, own(closed, opened))
    day = since.date()
    for _ in range(days):
        day += DAY
        while not works(day, closed, opened):
            day += DAY
    assert found.due == at(day, hours_on(day)[3])


def test_an_election_day_moves_the_deadline_by_a_day():
    """Given Monday 23 November 2026 with two working days; Wednesday is an election day."""
    since = datetime(2026, 11, 23, 9, tzinfo=WIB)
    election = NATIONAL.adjusted(closed=[date(2026, 11, 25)], opened=())
    two = Duration(Decimal(2), Unit.DAY)
    assert deadline(two, since, NATIONAL).due == datetime(2026, 11, 25, 16, tzinfo=WIB)
    assert deadline(two, since, election).due == datetime(2026, 11, 26, 16, tzinfo=WIB)


def test_a_deadline_says_into_which_years_without_holidays_it_runs():
    since = datetime(2027, 12, 20, 9, tzinfo=WIB)
    late = deadline(Duration(Decimal(12), Unit.DAY), since, NATIONAL)
    assert late.due.year == 2028
    assert NATIONAL.years_not_entered(since, late.due) == (2028,)
    entered = NATIONAL.adjusted(closed=[date(2028, 1, 1)], opened=(), years=[2028])
    assert entered.years_not_entered(since, late.due) == ()
    soon = deadline(Duration(Decimal(2), Unit.DAY), since, NATIONAL)
    assert NATIONAL.years_not_entered(since, soon.due) == ()


def test_the_year_turns_in_the_zone_of_the_office():
    """1 January 2028, 00.30 in Jayapura, is still 2027 in Jakarta."""
    moment = datetime(2028, 1, 1, 0, 30, tzinfo=ZoneInfo("Asia/Jayapura"))
    assert NATIONAL.years_not_entered(moment, moment) == ()
    assert national_calendar("Asia/Jayapura").years_not_entered(moment, moment) == (2028,)


def own(closed, opened):
    return NATIONAL.adjusted(closed=closed - opened, opened=opened)


def works(day, closed, opened):
    if day.weekday() > 4:
        return False
    if day in opened:
        return True
    return day not in closed and day not in HOLIDAYS


def hours_on(day):
    fasting = any(first <= day <= last for first, last in RAMADAN)
    return (FASTING if fasting else HOURS)[day.weekday() == 4]


@cache
def at(day, hour):
    return datetime.combine(day, time.fromisoformat(hour), WIB)


def slow_minutes(since, closed, opened, minutes):
    """Walk on minute by minute; only those inside office hours count."""
    moment, left = since, minutes
    while left:
        hours = hours_on(moment.date())
        inside = any(
            at(moment.date(), a) <= moment < at(moment.date(), b) for a, b in (hours[:2], hours[2:])
        )
        if not inside or not works(moment.date(), closed, opened):
            moment += timedelta(minutes=1)
            if moment.time() == time(0) or moment.time() == time.fromisoformat(hours[3]):
                moment = next_opening(moment, closed, opened)
            continue
        moment += timedelta(minutes=1)
        left -= 1
    return moment


def next_opening(moment, closed, opened):
    """No need to walk through the night."""
    day = moment.date()
    if moment.time() != time(0):
        day += DAY
    while not works(day, closed, opened):
        day += DAY
    return at(day, hours_on(day)[0])
