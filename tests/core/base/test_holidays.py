"""National holidays as the joint decrees list them, and the alarm for a year without them."""

from collections import Counter
from datetime import date

import pytest

from tatalaksana.core.base.holidays import (
    HolidayKind,
    alarm,
    alarming_years,
    decrees,
    holidays_by_day,
    national_holidays,
)
from tatalaksana.core.base.worktime import national_calendar


@pytest.mark.parametrize(
    ("year", "holidays", "leave"),
    [(2025, 17, 11), (2026, 17, 8), (2027, 18, 8)],  # 2025: 10 and 18 August by SKB 933/2025
)
def test_a_year_has_the_days_of_its_decree(year, holidays, leave):
    found = Counter(one.kind for one in national_holidays() if one.day.year == year)
    assert found == {HolidayKind.HOLIDAY: holidays, HolidayKind.LEAVE: leave}


def test_every_year_of_days_names_its_decree_and_the_calendar_knows_it():
    assert set(decrees()) == {one.day.year for one in national_holidays()}
    assert national_calendar().years == set(decrees())
    assert all("SKB" in source for source in decrees().values())


def test_no_day_stands_twice():
    assert len(holidays_by_day()) == len(national_holidays())


@pytest.mark.parametrize(
    ("today", "entered", "told"),
    [
        (date(2027, 9, 30), {2025, 2026, 2027}, ()),
        (date(2027, 10, 1), {2025, 2026, 2027}, (2028,)),
        (date(2027, 12, 31), {2025, 2026, 2027, 2028}, ()),
        (date(2028, 1, 1), {2025, 2026, 2027}, (2028,)),
        (date(2028, 11, 1), {2027}, (2028, 2029)),
    ],
)
def test_a_year_is_wanted_from_october_of_the_year_before(today, entered, told):
    assert alarming_years(today, entered) == told


def test_the_month_of_the_alarm_has_its_reason():
    assert alarm().month == 10
    assert "SKB" in alarm().why
