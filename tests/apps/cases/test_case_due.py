"""A case has a time of its own: the lengths its SOP promises, one after the other."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from tatalaksana.apps.cases.actions.call_units import Asked, call_units
from tatalaksana.apps.cases.actions.cancel_case import cancel_case
from tatalaksana.apps.cases.actions.change_calendar import change_calendar
from tatalaksana.apps.cases.actions.finish_step import finish_step
from tatalaksana.apps.cases.actions.hold_file import hold_file
from tatalaksana.apps.cases.actions.recompute_deadlines import recompute_deadlines
from tatalaksana.apps.cases.actions.release_file import release_file
from tatalaksana.apps.cases.actions.resume_case import resume_case
from tatalaksana.apps.cases.actions.start_case import start_case
from tatalaksana.apps.cases.actions.suspend_case import suspend_case
from tatalaksana.apps.cases.models import Case
from tatalaksana.apps.cases.queries import cases_for
from tatalaksana.apps.cases.rescheduling import count_stale
from tatalaksana.apps.notices.models import Notice
from tatalaksana.apps.notices.rounds import look_around
from tatalaksana.apps.office.calendar import calendar_for
from tatalaksana.apps.office.days_off import OwnDay
from tatalaksana.core.base.worktime import WorkingMinutes
from tatalaksana.core.engine.plan import Answer
from tatalaksana.core.engine.whole import whole_due

TODAY = date(2026, 11, 19)  # a Thursday
KEEPER = "analis.kalbar"
SK = "Pembuatan Surat Keputusan (SK) Tim / Panitia Pelaksana Kegiatan Subbag Pelayanan Publik"
WHY = "Menunggu data."


@pytest.fixture
def case(run):
    return run("KALBAR", SK)


def calendar_of(person):
    return calendar_for(person(KEEPER))


def test_a_case_is_due_when_the_steps_of_its_main_way_have_had_their_time(case, person):
    minutes = calendar_of(person).minutes_between(case.now, case.case.due_at)
    assert case.case.due_at == whole_due(case.plan, case.now, calendar_of(person))
    assert minutes.value >= 245  # 4 h 05 min of minutes and hours, see regulations 1.7


def test_the_same_click_leaves_the_case_its_time(case, person, now):
    key, holder = uuid4(), case.actor
    version = case.version.pk
    first = start_case(holder, version=version, title="Uji", key=key, now=now)
    due = Case.objects.get(pk=first.case).due_at
    start_case(holder, version=version, title="Uji", key=key, now=now + timedelta(days=9))
    assert Case.objects.get(pk=first.case).due_at == due


def test_a_finished_step_leaves_the_case_its_time_and_asks_nothing_more(
    case, django_assert_max_num_queries
):
    due = case.case.due_at
    task, actor = case.task, case.actor  # read before: not of the step
    with django_assert_max_num_queries(2):
        finish_step(actor, task=task.pk, answer=Answer.FINISH, key=uuid4(), now=case.now)
    assert case.case.due_at == due


def test_time_outside_is_no_time_of_the_case(case, person):
    case.forward()
    at = case.now
    allowed = calendar_of(person).minutes_between(case.case.opened_at, case.case.due_at).value
    used = calendar_of(person).minutes_between(case.case.opened_at, at).value
    hold_file(case.actor, task=case.task.pk, reason=WHY, key=uuid4(), now=at)
    assert case.case.due_at is None
    back = at + timedelta(days=4)
    release_file(case.actor, task=case.task.pk, key=uuid4(), now=back)
    left = WorkingMinutes(allowed - used)
    assert case.case.due_at == calendar_of(person).after_minutes(back, left)


def test_a_step_ended_while_its_file_is_outside_lets_the_time_of_the_case_run_on(case, person):
    case.forward()
    hold_file(case.actor, task=case.task.pk, reason=WHY, key=uuid4(), now=case.now)
    stood = case.case.due_at
    case.forward()
    assert stood is None
    assert case.case.due_at is not None


def test_time_suspended_is_no_time_of_the_case(case, person):
    at = case.now + timedelta(minutes=30)
    suspend_case(person(KEEPER), task=case.task.pk, reason=WHY, key=uuid4(), now=at)
    assert case.case.due_at is None
    resume_case(person(KEEPER), task=case.task.pk, key=uuid4(), now=at + timedelta(days=1))
    assert case.case.due_at is not None


def test_a_changed_calendar_moves_the_time_of_the_case_and_the_trail_says_so(case, person, now):
    before = case.case.due_at
    off = OwnDay(day=TODAY, kind="libur", name="Pemilihan")
    told = change_calendar(person(KEEPER), add=[off], now=now)
    assert case.case.due_at == whole_due(case.plan, case.now, calendar_of(person)) > before
    assert told.moves.told["whole"] == 1


def test_cases_of_the_release_before_get_their_time_when_all_is_recomputed(case, person, now):
    right = case.case.due_at
    keeper = person(KEEPER)
    Case.objects.filter(pk=case.case.pk).update(due_at=None)
    assert count_stale(keeper.agency, keeper.zone, keeper.calendar_version) == 1
    recompute_deadlines(keeper, now=now)
    assert case.case.due_at == right
    assert count_stale(keeper.agency, keeper.zone, person(KEEPER).calendar_version) == 0


def test_the_list_of_cases_names_the_late_ones_and_sorts_by_time(case, person, now):
    holder = case.actor
    assert case.case not in cases_for(holder, late_at=now)
    late = case.case.due_at + timedelta(minutes=1)
    assert list(cases_for(holder, late_at=late)) == [case.case]
    rows = list(cases_for(holder, by_due=True))
    known = [row.due_at for row in rows if row.due_at]
    assert known == sorted(known)
    cancel_case(person(KEEPER), task=case.task.pk, reason=WHY, key=uuid4(), now=late)
    assert list(cases_for(holder, late_at=late)) == []


def test_a_late_case_is_told_once_to_opener_and_keepers(case, now):
    agency = case.office.agency
    look_around(agency, now)
    late = case.case.due_at + timedelta(minutes=1)
    look_around(agency, late)
    told = Notice.objects.filter(agency=agency, kind="case_late")
    people = set(told.values_list("person", flat=True))
    assert {case.case.opened_by_id, case.office.keeper.person} <= people
    case.now = late
    case.forward()
    look_around(agency, late + timedelta(minutes=20))
    assert told.count() == len(people)


def test_a_last_day_that_a_person_named_is_the_time_of_the_case(run, person, now):
    there = run("KALBAR", SK)
    position = there.task.position_id
    asked = Asked(version=there.version.pk, title="Data", due_on=date(2026, 11, 27), waits=False)
    made = call_units(there.actor, asked=asked, positions=[position], key=uuid4(), now=now)
    (answer,) = Case.objects.filter(called__call=made.pk)
    assert answer.due_at == made.due_at
    change_calendar(
        person(KEEPER), add=[OwnDay(day=TODAY, kind="libur", name="Pemilihan")], now=now
    )
    answer.refresh_from_db()
    assert answer.due_at == made.due_at == datetime.fromisoformat("2026-11-27T16:30+07:00")
