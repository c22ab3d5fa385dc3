"""A schedule opens one case for each day it means: whatever happens meanwhile."""

import threading
from contextlib import suppress
from datetime import UTC, date, datetime, time

import pytest
from django.db import connection

from tatalaksana.apps.cases.models import Case, Event
from tatalaksana.apps.library.actions.withdraw import withdraw
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.office.models import Holding, Position
from tatalaksana.apps.schedules import opening
from tatalaksana.apps.schedules.actions.add_schedule import add_schedule
from tatalaksana.apps.schedules.actions.end_schedule import end_schedule
from tatalaksana.apps.schedules.actions.pause_schedule import pause_schedule
from tatalaksana.apps.schedules.actions.resume_schedule import resume_schedule
from tatalaksana.apps.schedules.models import Occurrence, Schedule
from tatalaksana.apps.schedules.opening import open_due
from tatalaksana.apps.schedules.queries import starters_of, suggestions_of
from tatalaksana.apps.shared.agency import acting_for, separate
from tatalaksana.apps.shared.audit import traces_of
from tatalaksana.apps.shared.errors import Invalid, NotFound, NotYours
from tatalaksana.apps.shared.retrying import busy

KEEPER = "kasubag.lumajang"
START = date(2026, 11, 23)  # a Monday


def morning(year, month, day, hour=8):
    """That hour of a day in Lumajang (WIB)."""
    return datetime(year, month, day, hour - 7, tzinfo=UTC)


@pytest.fixture
def letters(office):
    """The agency, its version of Surat Masuk in force, and the position that starts it."""
    there = office("LUMAJANG")
    version = Version.objects.get(status="berlaku", procedure__title="Surat Masuk")
    return there.agency, version, there.roles["Pengadm. Umum"]


@pytest.fixture
def plan(letters, person, now):
    """`plan(rhythm=…)`: a schedule of Surat Masuk."""
    _, version, position = letters

    def make(**values):
        usual = {
            "procedure": version.procedure_id, "position": position, "title": "Agenda {tanggal}",
            "rhythm": "harian", "weekday": None, "day": None, "month": None, "at": time(7, 30),
            "missed": "semua", "since": START, "until": None, "now": now,
        }  # fmt: skip
        return add_schedule(person(KEEPER), **(usual | values))

    return make


def titles(agency):
    return list(Case.objects.filter(agency=agency).order_by("pk").values_list("title", flat=True))


def test_a_case_is_opened_on_its_day_at_its_hour_once(plan, letters):
    agency, *_ = letters
    plan()
    assert open_due(agency, morning(2026, 11, 23, 7)) == (0, {})
    for _ in range(3):
        open_due(agency, morning(2026, 11, 23))
    assert titles(agency) == ["Agenda 23 November 2026"]


def test_the_case_begins_with_the_holder_of_the_position_and_the_trail_says_how(plan, letters):
    agency, _, position = letters
    plan()
    open_due(agency, morning(2026, 11, 23))
    case = Case.objects.get(agency=agency)
    assert case.opened_by_id == Holding.objects.get(position=position).person_id
    trace = traces_of(agency).filter(action="schedules.open").get()
    assert trace.actor_id is None
    assert trace.data["title"] == "Agenda 23 November 2026"


def test_the_case_begins_in_the_position_that_was_chosen_though_she_holds_another_too(
    plan, letters
):
    """Whoever holds the position that starts and one more of the procedure: by either choice."""
    agency, version, position = letters
    who = Holding.objects.get(position=position).person
    bound = {seat.pk for seat in starters_of(agency, version.pk)} - {position}
    other = Position.objects.filter(pk__in=bound).exclude(keeps_procedures=True).first()
    Holding.objects.filter(position=other).update(person=who)
    plan(title="Satu", position=position)
    plan(title="Dua", position=other.pk)
    assert open_due(agency, morning(2026, 11, 23)) == (2, {})
    opened = Event.objects.filter(agency=agency, kind="opened").order_by("case__title")
    assert list(opened.values_list("case__title", "position")) == [
        ("Dua", other.pk), ("Satu", position),
    ]  # fmt: skip


def test_a_quarter_and_a_semester_open_their_cases(plan, letters):
    agency, *_ = letters
    since = date(2026, 12, 1)
    plan(rhythm="triwulanan", day=12, month=1, title="TW {triwulan_lalu}", since=since)
    plan(rhythm="semesteran", day=12, month=1, title="Semester {semester_lalu}", since=since)
    assert open_due(agency, morning(2027, 1, 12)) == (2, {})
    assert open_due(agency, morning(2027, 4, 12)) == (1, {})
    assert titles(agency) == ["TW IV 2026", "Semester II 2026", "TW I 2027"]
    with pytest.raises(Invalid):
        plan(rhythm="triwulanan", day=5, month=None)


def test_a_day_off_moves_the_case_to_the_next_working_day_under_the_name_of_its_own(plan, letters):
    agency, *_ = letters
    plan(rhythm="bulanan", day=1, title="Laporan {bulan} {tahun}", since=date(2027, 1, 1))
    assert open_due(agency, morning(2027, 1, 3)) == (0, {})
    assert open_due(agency, morning(2027, 1, 4)) == (1, {})
    assert titles(agency) == ["Laporan Januari 2027"]


@pytest.mark.parametrize(
    ("missed", "opened"),
    [("semua", ["24", "25", "26", "27"]), ("terakhir", ["27"])],
)
def test_after_days_without_a_worker_the_missed_ones_are_opened_as_chosen(
    plan, letters, missed, opened
):
    agency, *_ = letters
    schedule = plan(missed=missed)
    open_due(agency, morning(2026, 11, 23))
    open_due(agency, morning(2026, 11, 29))
    assert titles(agency)[1:] == [f"Agenda {day} November 2026" for day in opened]
    days = Occurrence.objects.filter(schedule=schedule).order_by("day")
    assert [one.day.day for one in days] == [23, 24, 25, 26, 27]
    assert [one.day.day for one in days if one.case_id] == [23, *map(int, opened)]


def test_a_paused_schedule_opens_nothing_and_goes_on_with_what_is_to_come(plan, letters, person):
    agency, keeper = letters[0], person(KEEPER)
    schedule = plan().pk
    pause_schedule(keeper, schedule=schedule, now=morning(2026, 11, 22))
    assert open_due(agency, morning(2026, 11, 25)) == (0, {})
    with pytest.raises(Invalid):
        pause_schedule(keeper, schedule=schedule, now=morning(2026, 11, 25))
    resume_schedule(keeper, schedule=schedule, now=morning(2026, 11, 25, 9))
    assert open_due(agency, morning(2026, 11, 25, 9)) == (0, {})
    assert open_due(agency, morning(2026, 11, 26)) == (1, {})


def test_an_ended_schedule_never_opens_again(plan, letters, person):
    agency, keeper = letters[0], person(KEEPER)
    schedule = plan().pk
    end_schedule(keeper, schedule=schedule, now=morning(2026, 11, 22))
    assert open_due(agency, morning(2026, 12, 25)) == (0, {})
    for deed in (end_schedule, pause_schedule, resume_schedule):
        with pytest.raises(Invalid):
            deed(keeper, schedule=schedule, now=morning(2026, 11, 25))


def test_it_ends_by_itself_after_its_last_day(plan, letters):
    agency, *_ = letters
    schedule = plan(until=date(2026, 11, 24))
    open_due(agency, morning(2026, 12, 1))
    schedule.refresh_from_db()
    assert schedule.ended_at is not None
    assert len(titles(agency)) == 2


def test_a_vacant_position_keeps_the_case_until_it_is_held(plan, letters):
    agency, _, position = letters
    schedule = plan()
    plan(title="Lain {tanggal}", position=starters(letters)[1])
    held = list(Holding.objects.filter(position=position))
    Holding.objects.filter(position=position).delete()
    opened, kept = open_due(agency, morning(2026, 11, 24))
    assert (opened, list(kept)) == (2, [schedule.pk])
    schedule.refresh_from_db()
    assert "lowong" in schedule.trouble
    Holding.objects.bulk_create(held)
    assert open_due(agency, morning(2026, 11, 24)) == (2, {})
    schedule.refresh_from_db()
    assert schedule.trouble == ""


def test_a_busy_database_is_no_trouble_of_the_schedule(plan, letters, monkeypatch):
    def crowded(*_args, **_kwargs):
        raise busy()

    agency, *_ = letters
    schedule = plan()
    with monkeypatch.context() as patched:
        patched.setattr(opening, "open_scheduled", crowded)
        assert open_due(agency, morning(2026, 11, 23)) == (0, {})
    schedule.refresh_from_db()
    assert schedule.trouble == ""
    assert open_due(agency, morning(2026, 11, 23)) == (1, {})


def starters(letters):
    agency, version, position = letters
    others = [seat.pk for seat in starters_of(agency, version.pk) if seat.pk != position]
    return [position, *others]


def test_a_withdrawn_procedure_opens_nothing_and_says_so(plan, letters, person, now):
    agency, version, _ = letters
    schedule = plan()
    withdraw(person(KEEPER), version=version.pk, now=now)
    assert list(open_due(agency, morning(2026, 11, 24))[1]) == [schedule.pk]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": "Agenda {bln}"}, "title"),
        ({"title": "  "}, "title"),
        ({"rhythm": "mingguan"}, "weekday"),
        ({"rhythm": "bulanan"}, "day"),
        ({"rhythm": "yearly"}, "rhythm"),
        ({"missed": "tidak"}, "missed"),
        ({"since": date(2026, 11, 18)}, "since"),
        ({"until": date(2026, 11, 22)}, "until"),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field(plan, wrong, field):
    with pytest.raises(Invalid) as refused:
        plan(**wrong)
    assert refused.value.data["field"] == field


def test_only_a_position_of_the_procedure_may_start_it(plan, letters):
    agency, version, _ = letters
    known = {seat.pk for seat in starters_of(agency, version.pk)}
    stranger = Position.objects.filter(agency=agency).exclude(pk__in=known).first()
    with pytest.raises(Invalid) as refused:
        plan(position=stranger.pk)
    assert refused.value.data["field"] == "position"


def test_only_the_keeper_of_procedures_makes_and_changes_schedules(plan, letters, person, now):
    schedule, clerk = plan(), person("umum.lumajang")
    for deed in (pause_schedule, resume_schedule, end_schedule):
        with pytest.raises(NotYours):
            deed(clerk, schedule=schedule.pk, now=now)


def test_the_schedule_of_another_agency_is_none(plan, person, now):
    schedule = plan().pk
    stranger = person("analis.kalbar")
    separate(stranger.agency)
    with pytest.raises(NotFound):
        end_schedule(stranger, schedule=schedule, now=now)


def test_what_the_documents_say_of_recurring_is_suggested_until_it_is_planned(office, letters):
    """Lumajang makes reports of attendance "bulanan", Cinagara answers "setiap hari"."""
    agency, *_ = letters
    said = {one.title: says for one, says in suggestions_of(agency)}
    assert {says.recurrence.rhythm for says in said.values()} == {"bulanan"}
    assert all("bulanan" in says.quote for says in said.values())
    there = office("CINAGARA")
    daily = [says for _, says in suggestions_of(there.agency)]
    assert [(one.recurrence.rhythm, one.quote) for one in daily] == [("harian", "setiap hari")]


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def at_work(cast, django_db_blocker, now):
    """Committed for real: a schedule of Lumajang that others see."""
    agency = cast["LUMAJANG"].agency
    with django_db_blocker.unblock(), acting_for(agency):
        Schedule.objects.filter(agency=agency, ended_at__isnull=True).update(
            ended_at=now, next_on=None
        )
        version = Version.objects.get(status="berlaku", procedure__title="Surat Masuk")
        made = add_schedule(
            cast["LUMAJANG"].keeper, procedure=version.procedure_id,
            position=cast["LUMAJANG"].roles["Pengadm. Umum"], title="Nyata {tanggal}",
            rhythm="harian", weekday=None, day=None, month=None, at=time(7, 30), missed="semua",
            since=START, until=None, now=now,
        )  # fmt: skip
        yield agency, made
        Schedule.objects.filter(pk=made.pk).update(ended_at=now, next_on=None)


def opened_by(schedule):
    found = Occurrence.objects.filter(schedule=schedule).order_by("day")
    return [(one.day, one.case.title) for one in found.select_related("case")]


def expected(days):
    return [(date(2026, 11, day), f"Nyata {day} November 2026") for day in days]


def test_two_workers_at_once_open_each_day_once(at_work):
    agency, schedule = at_work
    barrier = threading.Barrier(2)

    def work():
        separate(agency)
        barrier.wait()
        try:
            open_due(agency, morning(2026, 11, 27))
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    open_due(agency, morning(2026, 11, 27))
    assert opened_by(schedule) == expected(range(23, 28))


def test_killed_at_any_statement_each_day_is_opened_once(at_work):
    agency, schedule = at_work
    now = morning(2026, 11, 25)
    for statement in range(200):
        count = iter(range(statement))

        def dying(execute, *asked, count=count):
            if next(count, None) is None:
                raise Killed
            return execute(*asked)

        with suppress(Killed), connection.execute_wrapper(dying):
            open_due(agency, now)
            break
        connection.close()
        separate(agency)
    else:
        pytest.fail("the days never came to their end")
    assert opened_by(schedule) == expected(range(23, 26))
    cases = Case.objects.filter(agency=agency, title__startswith="Nyata 2")
    assert cases.filter(pk__in=Occurrence.objects.values("case")).count() == cases.count()
