"""Times in the words of an office: working time, the agency's hours, formal language."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from tatalaksana.core.base.worktime import national_calendar
from tatalaksana.entrypoints.web.clock import due_of, moment_words, since_words, work_words

WIB, WIT = ZoneInfo("Asia/Jakarta"), ZoneInfo("Asia/Jayapura")
THURSDAY = datetime(2026, 11, 19, 9, 0, tzinfo=WIB)


@pytest.fixture(autouse=True)
def _indonesian():
    with translation.override("id"):
        yield


def due(day, hour, minute=0, now=THURSDAY):
    return due_of(datetime(2026, 11, day, hour, minute, tzinfo=WIB), now, national_calendar())


@pytest.mark.parametrize(
    ("day", "hour", "state", "words"),
    [
        (19, 15, "soon", "hari ini pukul 15.00"),
        (20, 16, "soon", "besok pukul 16.00"),
        (23, 16, "open", "2 hari kerja lagi"),
        (24, 16, "open", "3 hari kerja lagi"),
        (19, 8, "late", "terlambat 1 jam kerja"),
        (17, 8, "late", "terlambat 2 hari kerja"),
    ],
)
def test_what_is_due_is_counted_in_working_time(day, hour, state, words):
    found = due(day, hour)
    assert (found.state, found.words) == (state, words)


def test_a_weekend_does_not_make_late():
    saturday = datetime(2026, 11, 21, 10, 0, tzinfo=WIB)
    found = due(20, 16, 30, now=saturday)
    assert (found.state, found.words) == ("late", "terlambat sejak kemarin pukul 16.30")


def test_no_promise_is_no_deadline():
    assert due_of(None, THURSDAY, national_calendar()).words == "tanpa batas waktu"


def test_hours_are_those_of_the_agency():
    calendar = national_calendar("Asia/Jayapura")
    end = datetime(2026, 11, 19, 13, 0, tzinfo=WIB)
    assert due_of(end, THURSDAY, calendar).words == "hari ini pukul 15.00"
    assert moment_words(end.astimezone(WIT)) == "19 November 2026 pukul 15.00 WIT"


def test_dates_and_lengths_read_as_in_a_letter():
    assert since_words(datetime(2026, 11, 18, 15, 5, tzinfo=WIB), THURSDAY) == "kemarin pukul 15.05"
    assert since_words(datetime(2026, 8, 3, 15, 5, tzinfo=WIB), THURSDAY) == "3 Agustus 2026"
    assert work_words(450 * 2 + 60 * 3 + 12) == "2 hari kerja 3 jam"
    assert work_words(135) == "2 jam 15 menit"
    assert work_words(0) == "kurang dari 1 menit"


def test_english_uses_a_colon():
    with translation.override("en"):
        assert moment_words(THURSDAY) == "19 November 2026 at 09:00 WIB"
        assert due(19, 15).words == "today at 15:00"
        assert due(17, 8).words == "2 working days late"
