"""The office's own calendar: who may change it, what may stand there, and who sees it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from tatalaksana.apps.office.actions.add_day_off import add_day_off
from tatalaksana.apps.office.actions.enter_year import enter_year
from tatalaksana.apps.office.actions.remove_day_off import remove_day_off
from tatalaksana.apps.office.actions.reopen_year import reopen_year
from tatalaksana.apps.office.calendar import alarm_for, calendar_for, calendar_of, missing_years
from tatalaksana.apps.office.models import DayOff
from tatalaksana.apps.office.queries import agency_of
from tatalaksana.apps.shared.agency import separate
from tatalaksana.apps.shared.audit import traces_of
from tatalaksana.apps.shared.errors import Invalid, NotFound, NotYours
from tatalaksana.core.base.worktime import national_calendar

KEEPER, CLERK, STRANGER = "kasubag.lumajang", "umum.lumajang", "kasubag.tangerang"
ELECTION = date(2026, 12, 9)  # a Wednesday
CANCELLED = date(2026, 12, 24)  # cuti bersama by Keppres 42/2025


@pytest.fixture
def keeper(office, person):
    office("LUMAJANG")
    return person(KEEPER)


def closed(holder, now, day=ELECTION, name="Pemilihan Bupati"):
    return add_day_off(holder, day=day, kind="libur", name=name, now=now)


def test_a_day_off_of_the_office_is_no_working_day_there_and_nowhere_else(keeper, person, now):
    before = calendar_for(keeper)
    assert before is national_calendar(keeper.zone)
    closed(keeper, now)
    assert not calendar_for(person(KEEPER)).is_working_day(ELECTION)
    assert calendar_for(person(STRANGER)).is_working_day(ELECTION)
    assert before.is_working_day(ELECTION)


def test_a_cancelled_leave_day_is_worked_again(keeper, person, now):
    add_day_off(keeper, day=CANCELLED, kind="masuk", name="SE Bupati 800/12/2026", now=now)
    assert calendar_for(person(KEEPER)).is_working_day(CANCELLED)


def test_a_removed_day_leaves_the_national_calendar_and_two_traces(keeper, person, now):
    made = closed(keeper, now)
    remove_day_off(person(KEEPER), number=made.pk, now=now)
    assert calendar_for(person(KEEPER)) == national_calendar(keeper.zone)
    told = [trace.action for trace in traces_of(keeper.agency)[:2]]
    assert told == ["office.remove_day_off", "office.add_day_off"]


def test_a_known_calendar_costs_no_query(keeper, person, now, django_assert_num_queries):
    closed(keeper, now)
    holder = person(KEEPER)
    calendar_for(holder)
    with django_assert_num_queries(0):
        calendar_for(holder)


def test_what_was_rolled_back_is_never_remembered(keeper, person, now):
    """The version of an undone change is not given to the next one."""

    with transaction.atomic():
        closed(keeper, now)
        undone = agency_of(keeper.agency).calendar_version
        assert not calendar_of(keeper.agency, keeper.zone, undone).is_working_day(ELECTION)
        transaction.set_rollback(True)
    closed(keeper, now, date(2026, 12, 10))
    holder = person(KEEPER)
    assert holder.calendar_version > undone
    assert calendar_for(holder).is_working_day(ELECTION)


def test_a_calendar_read_behind_no_wall_or_a_foreign_one_is_whole(keeper, person, now):
    closed(keeper, now)
    version = agency_of(keeper.agency).calendar_version
    separate(None)
    found = calendar_of(keeper.agency, keeper.zone, version)
    assert not found.is_working_day(ELECTION)
    assert not DayOff.objects.exists(), "the wall stands again"


def test_the_wall_hides_the_days_of_another_office(keeper, person, office, now):
    made = closed(keeper, now)
    office("TANGERANG")
    assert not DayOff.objects.exists()
    with pytest.raises(NotFound):
        remove_day_off(person(STRANGER), number=made.pk, now=now)


@pytest.mark.parametrize("deed", ["add", "remove", "enter", "reopen"])
def test_only_the_keeper_of_the_office(keeper, person, now, deed):
    number = closed(keeper, now).pk
    clerk = person(CLERK)
    deeds = {
        "add": lambda: closed(clerk, now, date(2026, 12, 10)),
        "remove": lambda: remove_day_off(clerk, number=number, now=now),
        "enter": lambda: enter_year(clerk, year=2028, source="SKB", now=now),
        "reopen": lambda: reopen_year(clerk, year=2028, now=now),
    }
    with pytest.raises(NotYours):
        deeds[deed]()


@pytest.mark.parametrize(
    ("day", "kind", "told"),
    [
        (date(2025, 11, 18), "libur", "sudah lewat lebih dari setahun"),
        (date(2032, 1, 5), "libur", "lebih dari 5 tahun lagi"),
        (date(2026, 12, 5), "libur", "jatuh pada hari Sabtu"),
        (date(2026, 12, 6), "masuk", "jatuh pada hari Minggu"),
        (date(2026, 12, 25), "libur", "sudah libur secara nasional: Kelahiran Yesus Kristus"),
        (date(2026, 12, 22), "masuk", "memang hari kerja"),
        (date(2026, 12, 22), "besok", "Pilih apakah"),
    ],
)
def test_what_cannot_stand_in_the_calendar_is_refused_in_a_sentence(keeper, now, day, kind, told):
    with pytest.raises(Invalid, match=told) as refused:
        add_day_off(keeper, day=day, kind=kind, name="Uji", now=now)
    assert refused.value.data["field"] in ("day", "kind")
    assert agency_of(keeper.agency).calendar_version == 0


def test_exactly_a_year_ago_may_still_be_entered(keeper, now):
    assert closed(keeper, now, date(2025, 11, 19)).pk


@pytest.mark.parametrize("name", ["", "   ", "x" * 161])
def test_a_day_says_what_it_is_off_for(keeper, now, name):
    with pytest.raises(Invalid, match="Keterangan hari"):
        closed(keeper, now, name=name)


def test_the_same_day_twice_is_refused(keeper, now):
    closed(keeper, now)
    with pytest.raises(Invalid, match="9 Desember 2026 sudah ada di kalender kantor"):
        closed(keeper, now, name="Pilkada")


def test_the_database_takes_no_weekend(keeper, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        DayOff.objects.create(
            agency_id=keeper.agency, day=date(2026, 12, 5), kind="libur", name="x",
            created_by_id=keeper.person, created_at=now,
        )  # fmt: skip


def test_an_office_enters_a_year_and_the_alarm_ends(keeper, person, now):
    with pytest.raises(Invalid, match="Belum ada satu pun hari libur 2028"):
        enter_year(keeper, year=2028, source="SKB 3 Menteri", now=now)
    made = closed(keeper, now, date(2028, 1, 27), "Isra Mikraj")
    assert 2028 not in calendar_for(person(KEEPER)).years
    enter_year(person(KEEPER), year=2028, source="SKB 3 Menteri 2027", now=now)
    calendar = calendar_for(person(KEEPER))
    assert 2028 in calendar.years
    into = datetime(2028, 1, 28, 9, tzinfo=UTC)
    assert calendar.years_not_entered(into, into) == ()
    with pytest.raises(Invalid, match="hari libur terakhir dari tahun 2028"):
        remove_day_off(person(KEEPER), number=made.pk, now=now)
    with pytest.raises(Invalid, match="sudah ditandai"):
        enter_year(person(KEEPER), year=2028, source="SKB", now=now)
    reopen_year(person(KEEPER), year=2028, now=now)
    assert 2028 not in calendar_for(person(KEEPER)).years
    with pytest.raises(NotFound):
        reopen_year(person(KEEPER), year=2028, now=now)


@pytest.mark.parametrize(
    ("year", "source", "told"),
    [
        (2027, "SKB", "sudah terisi dari SKB 3 Menteri"),
        (2033, "SKB", "tidak dapat diisi"),
        (2025, "SKB", "tidak dapat diisi"),
        (2028, " ", "Sebutkan keputusan"),
    ],
)
def test_a_year_that_cannot_be_entered(keeper, now, year, source, told):
    with pytest.raises(Invalid, match=told):
        enter_year(keeper, year=year, source=source, now=now)


def test_a_missing_year_alarms_keepers_from_october_until_the_office_has_entered_it(
    keeper, person, now
):
    october = datetime(2027, 10, 1, 0, 30, tzinfo=UTC)
    assert alarm_for(keeper, october - timedelta(days=1)) == ()
    assert alarm_for(keeper, october) == (2028,)
    assert alarm_for(person(CLERK), october) == ()
    assert missing_years(keeper.agency, keeper.zone, 0, october) == (2028,)
    closed(keeper, now, date(2028, 1, 27), "Isra Mikraj")
    enter_year(keeper, year=2028, source="SKB 3 Menteri 2027", now=now)
    assert alarm_for(person(KEEPER), october) == ()


def test_the_alarm_begins_on_the_day_of_the_office(keeper):
    """30 September 2027, 16.00 UTC is 1 October in Jayapura and not yet in Jakarta."""
    evening = datetime(2027, 9, 30, 16, 0, tzinfo=UTC)
    assert missing_years(keeper.agency, "Asia/Jakarta", 0, evening) == ()
    assert missing_years(keeper.agency, "Asia/Jayapura", 0, evening) == (2028,)
