"""An office has working hours and days of Ramadan of its own; open deadlines follow them."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from tatalaksana.apps.cases.actions.change_hours import change_hours
from tatalaksana.apps.cases.rescheduling import count_stale
from tatalaksana.apps.cases.verification import faults_of_agency
from tatalaksana.apps.office.calendar import calendar_for, missing_ramadan
from tatalaksana.apps.office.models import OwnHours
from tatalaksana.apps.office.own_hours import Period
from tatalaksana.apps.shared.agency import separate
from tatalaksana.apps.shared.errors import Invalid, NotFound, NotYours

WIB = ZoneInfo("Asia/Jakarta")
KEEPER, CLERK, STRANGER = "kasubag.lumajang", "umum.lumajang", "kasubag.tangerang"
TODAY = date(2026, 11, 19)  # a Thursday


@pytest.fixture(autouse=True)
def behind_the_wall(person):
    separate(person(KEEPER).agency)


def spans(*hours):
    moments = [time.fromisoformat(hour) for hour in hours]
    return tuple(zip(moments[::2], moments[1::2], strict=True))


def usual(since=TODAY, until=None, **other):
    values = {
        "ramadan": False,
        "since": since,
        "until": until,
        "monday_to_thursday": spans("10:00", "12:00", "13:00", "18:00"),
        "friday": spans("10:00", "11:30", "13:00", "18:00"),
        "source": "Perbup 12/2026",
    }
    return Period(**(values | other))


def ramadan(since, until):
    day = spans("08:00", "12:00", "12:30", "15:00")
    return usual(since, until, ramadan=True, monday_to_thursday=day)


def minutes_of(calendar, day):
    return [(a.time(), b.time()) for a, b in calendar.spans(day)]


def test_own_hours_move_the_open_deadlines_and_removing_them_brings_them_back(run, person, now):
    """The office opens at 10 instead of 7.30: what was due this morning is due later."""
    case = run("LUMAJANG", "Surat Keluar")
    before = case.task.due_at
    told = change_hours(person(KEEPER), add=usual(), now=now)
    assert told.moves.count == 1
    assert told.trace is not None
    assert case.task.due_at > before
    keeper = person(KEEPER)
    assert count_stale(keeper.agency, keeper.zone, keeper.calendar_version) == 0
    row = OwnHours.objects.get()
    change_hours(person(KEEPER), remove=row.pk, now=now + timedelta(minutes=1))
    assert case.task.due_at == before
    assert list(faults_of_agency(keeper.agency)) == []


def test_ramadan_keeps_its_hours_within_the_usual_ones_of_the_office(person, now):
    change_hours(person(KEEPER), add=usual(), now=now)
    calendar = calendar_for(person(KEEPER))
    assert minutes_of(calendar, date(2027, 3, 1)) == list(spans("08:00", "12:00", "12:30", "15:00"))
    assert minutes_of(calendar, date(2027, 3, 30))[0][0] == time(10)


def test_a_ramadan_the_government_has_set_replaces_the_estimate(person, now):
    """The estimate is 8 February to 9 March 2027; it was a day later."""
    change_hours(person(KEEPER), add=ramadan(date(2027, 2, 9), date(2027, 3, 10)), now=now)
    calendar = calendar_for(person(KEEPER))
    first, last = date(2027, 2, 8), date(2027, 3, 10)
    assert minutes_of(calendar, first)[0][0] == time(7, 30)
    if calendar.is_working_day(last):
        assert minutes_of(calendar, last)[0][0] == time(8)


def test_a_year_without_ramadan_is_an_alarm_until_the_office_enters_it(person, now):
    keeper = person(KEEPER)
    late_2027 = datetime(2027, 12, 1, 9, tzinfo=WIB)
    there = (keeper.agency, keeper.zone)
    assert missing_ramadan(*there, keeper.calendar_version, now) == ()
    assert missing_ramadan(*there, keeper.calendar_version, late_2027) == (2028,)
    change_hours(keeper, add=ramadan(date(2028, 1, 28), date(2028, 2, 25)), now=now)
    assert missing_ramadan(*there, person(KEEPER).calendar_version, late_2027) == ()


def test_what_cannot_be_is_refused_and_changes_nothing(person, now):
    keeper = person(KEEPER)
    for wrong in (
        usual(until=TODAY - timedelta(days=1)),
        usual(friday=spans("10:00", "09:00", "13:00", "18:00")),
        usual(source=" "),
        usual(ramadan=True),
        ramadan(TODAY, TODAY + timedelta(days=40)),
        usual(since=TODAY - timedelta(days=500)),
    ):
        with pytest.raises(Invalid):
            change_hours(keeper, add=wrong, now=now)
    assert not OwnHours.objects.exists()
    assert person(KEEPER).calendar_version == 0
    change_hours(keeper, add=usual(), now=now)
    with pytest.raises(Invalid):
        change_hours(keeper, add=usual(), now=now)


def test_only_the_keeper_of_the_office_changes_its_hours(person, now):
    with pytest.raises(NotYours):
        change_hours(person(CLERK), add=usual(), now=now)
    change_hours(person(KEEPER), add=usual(), now=now)
    row = OwnHours.objects.get()
    stranger = person(STRANGER)
    separate(stranger.agency)
    with pytest.raises(NotFound):
        change_hours(stranger, remove=row.pk, now=now)
