"""Many days typed at once, as people copy them out of a decree."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tatalaksana.entrypoints.web.office.days_typed import day_in, days_in

JANUARY_27 = date(2028, 1, 27)


@pytest.mark.parametrize(
    "line",
    [
        "27 Januari 2028 Isra Mikraj",
        "27 januari 2028: Isra Mikraj",
        "27 Jan 2028 – Isra Mikraj",
        "27-1-2028 Isra Mikraj",
        "27/01/2028, Isra Mikraj",
        "27.01.2028\tIsra Mikraj",
        "2028-01-27 Isra Mikraj",
    ],
)
def test_a_day_is_read_as_people_write_it(line):
    found = day_in(line)
    assert (found.day, found.kind, found.name) == (JANUARY_27, "libur", "Isra Mikraj")


@pytest.mark.parametrize(
    "line",
    [
        "Isra Mikraj", "27 Januari 2028", "27 Januari Isra Mikraj", "31 Februari 2028 Uji",
        "27-13-2028 Uji", "27 Ju 2028 Uji", "27 Ma 2028 Uji", "0-0-2028 Uji", "27-1-28 Uji",
    ],
)  # fmt: skip
def test_what_is_no_day_is_not_guessed(line):
    assert day_in(line) is None


def test_lines_are_told_by_their_number_and_weekends_are_left_out():
    text = "27 Januari 2028 Isra Mikraj\n\n1-1-2028 Tahun Baru\nentah apa\n"
    typed = days_in(text)
    assert [one.day for one in typed.days] == [JANUARY_27]
    assert (typed.weekend, typed.unreadable) == (1, (4,))


def test_more_lines_than_two_years_of_holidays_are_not_taken():
    assert days_in("27 Januari 2028 Isra Mikraj\n" * 61).unreadable == (61,)


@given(st.dates(date(2026, 1, 1), date(2099, 12, 31)), st.sampled_from("-/."))
def test_every_weekday_comes_back_in_every_form(day, sign):
    lines = [
        f"{day:%d}{sign}{day:%m}{sign}{day:%Y} Uji",
        f"{day:%Y}{sign}{day:%m}{sign}{day:%d} Uji",
    ]
    for line in lines:
        assert day_in(line).day == day


@given(st.text(max_size=300))
def test_no_text_breaks_the_reading(text):
    typed = days_in(text)
    assert len(typed.days) + typed.weekend + len(typed.unreadable) <= len(text.splitlines())
