"""On which days a schedule opens a case, by the calendar of the office, and how it is named."""

from datetime import date, datetime, time
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tatalaksana.core.base.errors import SettingError
from tatalaksana.core.base.worktime import national_calendar
from tatalaksana.core.engine.recurrence import (
    Recurrence,
    Rhythm,
    Timetable,
    opens_at,
    title_for,
    unknown_gaps,
    words_for,
    working_day,
)
from tatalaksana.core.engine.recurring import rhythm_in

WIB = ZoneInfo("Asia/Jakarta")
CALENDAR = national_calendar()
MORNING = time(7, 30)
YEARLY = Recurrence(rhythm=Rhythm.YEARLY, day=29, month=2)


def first(recurrence, since, count):
    return [str(day) for day in islice(recurrence.days_from(since, CALENDAR), count)]


def test_every_working_day_leaves_out_weekends_and_holidays():
    christmas = Recurrence(rhythm=Rhythm.DAILY)
    assert first(christmas, date(2026, 12, 23), 3) == ["2026-12-23", "2026-12-28", "2026-12-29"]


def test_the_31st_is_the_last_day_of_a_short_month():
    monthly = Recurrence(rhythm=Rhythm.MONTHLY, day=31)
    assert first(monthly, date(2027, 1, 15), 3) == ["2027-01-31", "2027-02-28", "2027-03-31"]


def test_a_quarter_is_meant_once_in_three_months_in_whichever_of_them_is_chosen():
    """A report of the quarter is due in the month behind it: January, April, July, October."""
    behind = Recurrence(rhythm=Rhythm.QUARTERLY, day=5, month=1)
    assert first(behind, date(2026, 11, 1), 3) == ["2027-01-05", "2027-04-05", "2027-07-05"]
    last_day = Recurrence(rhythm=Rhythm.QUARTERLY, day=31, month=12)
    assert first(last_day, date(2027, 1, 1), 2) == ["2027-03-31", "2027-06-30"]


def test_a_semester_is_meant_twice_a_year():
    half = Recurrence(rhythm=Rhythm.SEMESTER, day=10, month=7)
    assert first(half, date(2026, 11, 1), 3) == ["2027-01-10", "2027-07-10", "2028-01-10"]


def test_the_title_names_the_quarter_and_the_semester_that_is_over():
    day = date(2027, 1, 5)
    assert title_for("{triwulan_lalu}, {semester_lalu}", day) == "IV 2026, II 2026"
    assert title_for("{triwulan_lalu}, {semester_lalu}", date(2026, 7, 1)) == "II 2026, I 2026"
    assert title_for("Semester {semester} {tahun}", date(2026, 7, 1)) == "Semester II 2026"


def test_the_29th_of_february_is_the_28th_in_a_common_year():
    assert first(YEARLY, date(2027, 1, 1), 2) == ["2027-02-28", "2028-02-29"]


def test_a_day_that_is_no_working_day_moves_to_the_next_one():
    """The 1st of January 2027 is a holiday and a Friday."""
    assert opens_at(date(2027, 1, 1), MORNING, CALENDAR) == datetime(2027, 1, 4, 7, 30, tzinfo=WIB)


def test_what_was_missed_is_counted_up_to_now_and_the_next_day_told():
    weekly = Recurrence(rhythm=Rhythm.WEEKLY, weekday=0)
    now = datetime(2026, 11, 23, 7, 30, tzinfo=WIB)
    due, ahead = Timetable(recurrence=weekly, at=MORNING, until=None).due(
        date(2026, 11, 9), now, CALENDAR
    )
    assert due == (date(2026, 11, 9), date(2026, 11, 16), date(2026, 11, 23))
    assert ahead == date(2026, 11, 30)


def test_after_its_last_day_a_schedule_means_nothing():
    monthly = Recurrence(rhythm=Rhythm.MONTHLY, day=1)
    now = datetime(2027, 6, 1, 12, tzinfo=WIB)
    until = date(2027, 2, 15)
    due, ahead = Timetable(recurrence=monthly, at=MORNING, until=until).due(
        date(2027, 1, 1), now, CALENDAR
    )
    assert (due, ahead) == ((date(2027, 1, 1), date(2027, 2, 1)), None)


@given(st.sampled_from(Rhythm), st.integers(0, 4), st.integers(1, 31), st.integers(1, 12),
       st.dates(date(2024, 1, 1), date(2029, 12, 31)))  # fmt: skip
def test_every_meant_day_opens_once_on_a_working_day_not_before_it(rhythm, weekday, day, month, at):
    recurrence = Recurrence(rhythm=rhythm, weekday=weekday, day=day, month=month)
    days = list(islice(recurrence.days_from(at, CALENDAR), 5))
    assert days == sorted(set(days))
    for meant in days:
        opened = working_day(meant, CALENDAR)
        assert opened >= meant
        assert CALENDAR.is_working_day(opened)


@pytest.mark.parametrize(
    "wrong",
    [{"rhythm": Rhythm.WEEKLY}, {"rhythm": Rhythm.WEEKLY, "weekday": 5},
     {"rhythm": Rhythm.MONTHLY, "day": 32}, {"rhythm": Rhythm.YEARLY, "day": 1},
     {"rhythm": Rhythm.QUARTERLY, "day": 1}, {"rhythm": Rhythm.SEMESTER, "month": 1}],
)  # fmt: skip
def test_a_rhythm_without_its_day_is_refused(wrong):
    with pytest.raises(SettingError):
        Recurrence(**wrong)


def test_the_title_names_the_day_that_was_meant():
    assert title_for("Laporan {bulan} {tahun}", date(2027, 1, 1)) == "Laporan Januari 2027"
    assert title_for("Laporan {bulan_lalu}", date(2027, 1, 1)) == "Laporan Desember 2026"
    assert title_for("Triwulan {triwulan}, {hari} {tanggal}", date(2026, 11, 20)) == (
        "Triwulan IV, Jumat 20 November 2026"
    )


@pytest.mark.parametrize("wrong", ["{bln}", "Laporan {", "}", "{}", "{{bulan}}"])
def test_a_gap_nobody_knows_is_named(wrong):
    assert unknown_gaps(wrong)
    with pytest.raises(SettingError):
        title_for(wrong, date(2027, 1, 1))


@given(st.text(), st.dates())
def test_any_title_is_filled_or_refused(pattern, day):
    if day.year > 1 and not unknown_gaps(pattern):
        assert "{" not in title_for(pattern, day)
        assert len(title_for(pattern, day)) <= len(pattern) + 40 * len(words_for(day))


@pytest.mark.parametrize(
    ("text", "rhythm"),
    [
        ("setiap hari", Rhythm.DAILY),
        ("Mengisi buku setiap hari kerja", Rhythm.DAILY),
        ("Rapat setiap Senin pagi", Rhythm.WEEKLY),
        ("Membuat Laporan Absensi bulanan;", Rhythm.MONTHLY),
        ("Membuat Laporan DUK bulanan", Rhythm.MONTHLY),
        ("dilaporkan tiap akhir bulan", Rhythm.MONTHLY),
        ("Rekonsiliasi setiap bulan", Rhythm.MONTHLY),
        ("Penyusunan Laporan Kinerja Tahunan", Rhythm.YEARLY),
        ("Survei dilakukan setiap tahun", Rhythm.YEARLY),
        ("Menyusun laporan triwulan", Rhythm.QUARTERLY),
        ("Dilaporkan setiap tiga bulan", Rhythm.QUARTERLY),
        ("Rekapitulasi data triwulanan", Rhythm.QUARTERLY),
        ("Laporan SKM semester I", Rhythm.SEMESTER),
        ("Evaluasi dilakukan tiap semester", Rhythm.SEMESTER),
        ("setiap 6 (enam) bulan", Rhythm.SEMESTER),
        ("Mahasiswa semester VII", None),
        ("Permohonan cuti tahunan", None),
        ("Buku harian", None),
        ("1 Hari", None),
        ("Setiap pegawai mengisi daftar hadir", None),
    ],
)
def test_only_words_that_say_how_often_suggest_a_schedule(text, rhythm):
    found = rhythm_in(text)
    assert (found.rhythm if found else None) == rhythm


def test_the_weekday_is_the_one_the_document_names():
    assert rhythm_in("Setiap hari Jum'at").weekday == 4
    assert rhythm_in("setiap minggu").weekday == 0
