"""A changed calendar moves every open deadline of the agency, and says so in each case."""

import json
import time
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError

from tatalaksana.apps.cases import rescheduling
from tatalaksana.apps.cases.actions.change_calendar import change_calendar
from tatalaksana.apps.cases.actions.hold_file import hold_file
from tatalaksana.apps.cases.actions.recompute_deadlines import recompute_deadlines
from tatalaksana.apps.cases.actions.release_file import release_file
from tatalaksana.apps.cases.actions.resume_case import resume_case
from tatalaksana.apps.cases.actions.start_case import start_case
from tatalaksana.apps.cases.actions.suspend_case import suspend_case
from tatalaksana.apps.cases.inbox import Sieve, inbox
from tatalaksana.apps.cases.models import Case, Event, Task
from tatalaksana.apps.cases.policy import may_read
from tatalaksana.apps.cases.queries import cases_for
from tatalaksana.apps.cases.rescheduled import change_of, moved_cases
from tatalaksana.apps.cases.rescheduling import count_stale
from tatalaksana.apps.cases.verification import faults_of_agency
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.apps.office.calendar import calendar_for
from tatalaksana.apps.office.days_off import OwnDay
from tatalaksana.apps.office.models import DayOff, Holding, Position
from tatalaksana.apps.office.queries import holder_on
from tatalaksana.apps.shared.agency import separate
from tatalaksana.apps.shared.audit import traces_of
from tatalaksana.apps.shared.errors import Invalid, NotYours
from tatalaksana.core.engine.deadline import deadline
from tatalaksana.core.engine.plan import Answer
from tests.revising import new_version

KEEPER, CLERK = "kasubag.lumajang", "umum.lumajang"
TODAY = date(2026, 11, 19)  # the Thursday on which the tests play
LETTER = "Surat Keluar"
OF_DAYS = "Perjanjian Kinerja"  # its first row promises days
SK = "Pembuatan Surat Keputusan (SK) Tim / Panitia Pelaksana Kegiatan Subbag Pelayanan Publik"


def off(day, name="Pemilihan Bupati", kind="libur"):
    return OwnDay(day=day, kind=kind, name=name)


def verified(agency):
    return not list(faults_of_agency(agency))


def expected(task, holder):
    """The due moment as the engine counts it from the opening, by the calendar of now."""
    plan = kept_plan(task.agency_id, task.case.version_id)
    return deadline(plan.step(task.row).duration, task.opened_at, calendar_for(holder)).due


@pytest.fixture
def letter(run):
    return run("LUMAJANG", LETTER)


def test_a_day_off_moves_the_deadline_and_the_chain_says_so(letter, person, now):
    before = letter.task
    told = change_calendar(person(KEEPER), add=[off(TODAY)], now=now + timedelta(hours=1))
    after = letter.task
    assert (told.moves.count, told.moves.earlier) == (1, 0)
    assert after.due_at == expected(after, person(KEEPER)) > before.due_at
    assert after.opened_at == before.opened_at
    event = Event.objects.filter(case=letter.case.pk).latest("seq")
    assert (event.kind, event.actor.name) == ("rescheduled", person(KEEPER).name)
    told = "Kalender kerja berubah: 19 November 2026 ditetapkan libur – Pemilihan Bupati"
    assert event.reason == told
    data = json.loads(event.data)
    assert datetime.fromisoformat(data["was"]) == before.due_at
    assert datetime.fromisoformat(data["due"]) == after.due_at
    assert verified(letter.office.agency)


def test_removing_the_day_brings_the_deadline_back_exactly(letter, person, now):
    before = letter.task
    change_calendar(person(KEEPER), add=[off(TODAY)], now=now)
    made = DayOff.objects.get()
    told = change_calendar(person(KEEPER), remove=made.pk, now=now + timedelta(hours=1))
    assert (told.moves.count, told.moves.earlier) == (1, 1)
    after = letter.task
    assert (after.due_at, after.allowed) == (before.due_at, before.allowed)
    kinds = Event.objects.filter(case=letter.case.pk).order_by("seq").values_list("kind", flat=True)
    assert list(kinds) == ["opened", "rescheduled", "rescheduled"]
    assert verified(letter.office.agency)


def test_a_cancelled_leave_day_makes_deadlines_earlier(run, person, now):
    letter = run("LUMAJANG", LETTER)
    Task.objects.filter(pk=letter.task.pk).update(
        due_at=datetime(2026, 12, 28, 9, tzinfo=now.tzinfo), opened_at=now + timedelta(days=34)
    )
    cancelled = off(date(2026, 12, 24), "SE Bupati 800/12/2026", "masuk")
    told = change_calendar(person(KEEPER), add=[cancelled], now=now)
    assert (told.moves.count, told.moves.earlier) == (1, 1)


def test_the_case_goes_on_by_the_new_calendar_and_stays_whole(letter, person, now):
    change_calendar(person(KEEPER), add=[off(TODAY)], now=now)
    while letter.task:
        letter.forward()
        if letter.task:
            assert letter.task.due_at == expected(letter.task, person(KEEPER))
    assert verified(letter.office.agency)


def test_what_does_not_reach_the_day_is_left_alone(letter, run, person, now):
    """A deadline before the day, a done task, and another agency's case."""
    ended = run("LUMAJANG", LETTER)
    ended.forward()
    done = Task.objects.filter(case=ended.case.pk, done_at__isnull=False).get()
    elsewhere = run("KALBAR", "Fasilitasi Inovasi Pelayanan Publik")
    theirs = elsewhere.task.due_at
    keeper = person(KEEPER)
    separate(keeper.agency)
    far = max(t.due_at for t in Task.objects.filter(agency=keeper.agency, done_at=None))
    day = far.date() + timedelta(days=1)
    while not calendar_for(keeper).is_working_day(day):
        day += timedelta(days=1)
    told = change_calendar(keeper, add=[off(day)], now=now)
    assert (told.moves.count, told.trace) == (0, None)
    change_calendar(person(KEEPER), add=[off(TODAY)], now=now)
    done.refresh_from_db()
    assert done.due_at == Task.objects.get(pk=done.pk).due_at
    assert not Event.objects.filter(case=letter.case.pk, row=0, kind="rescheduled").exists()
    separate(elsewhere.office.agency)
    assert elsewhere.task.due_at == theirs
    assert verified(elsewhere.office.agency)


def test_nobody_else_changes_the_calendar_and_nothing_moves(letter, person, now):
    before = letter.task.due_at
    with pytest.raises(NotYours):
        change_calendar(person(CLERK), add=[off(TODAY)], now=now)
    assert letter.task.due_at == before
    assert not DayOff.objects.exists()


def test_one_refused_day_undoes_the_others(letter, person, now):
    before = letter.task.due_at
    with pytest.raises(Invalid):
        change_calendar(person(KEEPER), add=[off(TODAY), off(date(2026, 12, 25))], now=now)
    assert letter.task.due_at == before
    assert not DayOff.objects.exists()
    assert person(KEEPER).calendar_version == 0


def test_a_deadline_that_cannot_be_written_undoes_the_day(letter, person, now, monkeypatch):
    monkeypatch.setattr(rescheduling, "NOTE", "select 1/0")
    with pytest.raises(DatabaseError):
        change_calendar(person(KEEPER), add=[off(TODAY)], now=now)
    assert not DayOff.objects.exists()


def test_a_file_outside_has_no_deadline_to_move_and_one_that_came_back_has(letter, person, now):
    """Held for two hours; the budget that was left runs on by the new calendar."""
    task = letter.task
    actor = letter.actor
    hold_file(actor, task=task.pk, reason="Menunggu pemohon", key=uuid4(), now=now)
    told = change_calendar(person(KEEPER), add=[off(date(2026, 11, 20))], now=now)
    assert told.moves.count == 0
    back = now + timedelta(hours=2)
    release_file(
        holder_on(actor.agency, task.position_id, TODAY), task=task.pk, key=uuid4(), now=back
    )
    before = letter.task
    day = before.due_at.date()
    told = change_calendar(person(KEEPER), add=[off(day)], now=back + timedelta(minutes=1))
    after = letter.task
    assert told.moves.count == 1
    assert after.due_at > before.due_at
    assert (after.running_since, after.allowed) == (before.running_since, before.allowed)
    assert verified(letter.office.agency)


def test_the_inbox_still_says_who_sent_the_file_and_that_it_came_back(run, person, now):
    """A note is no deed: it hides neither the sender nor the return."""
    letter = run("LUMAJANG", LETTER)
    while Answer.RETURN not in letter.plan.step(letter.task.row).ways:
        letter.forward()
    letter.do(Answer.RETURN, "Nomor surat keliru")
    holder = letter.actor

    def shown():
        rows = inbox(holder, letter.now) + inbox(holder, letter.now, Sieve.RETURNED)
        return [
            (row.sender, row.returned, row.reason) for row in rows if row.case == letter.case.pk
        ]

    before = shown()
    assert len(before) == 2
    assert change_calendar(person(KEEPER), add=[off(TODAY)], now=letter.now).moves.count == 1
    assert shown() == before


def test_moving_deadlines_opens_no_case_to_the_keeper(letter, person, now):
    """The keeper of the office changes the calendar; the files stay with those they concern."""
    seat = Position.objects.create(
        agency_id=letter.office.agency,
        unit=letter.task.position.unit,
        name="Penata Kantor",
        keeps_office=True,
    )
    Holding.objects.filter(person=person(KEEPER).person).update(position=seat)
    keeper, case = person(KEEPER), letter.case
    assert not may_read(keeper, case)
    told = change_calendar(keeper, add=[off(TODAY)], now=now)
    assert told.moves.count == 1
    assert not may_read(keeper, case)
    assert case not in cases_for(keeper)
    (row,) = moved_cases(keeper, change_of(keeper, told.trace), [case.pk])
    assert (row.title, row.number) == ("", case.number)


def test_the_trail_holds_one_trace_with_the_cases(letter, person, now):
    told = change_calendar(person(KEEPER), add=[off(TODAY)], now=now)
    actions = [trace.action for trace in traces_of(letter.office.agency)[:2]]
    assert set(actions) == {"office.add_day_off", "cases.change_calendar"}
    change = change_of(person(KEEPER), told.trace)
    assert (change.count, change.earlier, change.later) == (1, 0, 1)
    assert change.cases == (letter.case.pk,)
    (row,) = moved_cases(person(KEEPER), change, change.cases)
    assert row.after > row.before
    assert not row.earlier


def test_deadlines_that_a_release_left_behind_are_found_and_moved(letter, person, now):
    """The national table has grown: no deed of the office told the open deadlines."""
    keeper, task = person(KEEPER), letter.task
    right = task.due_at
    Task.objects.filter(pk=task.pk).update(due_at=right - timedelta(days=1))
    assert count_stale(keeper.agency, keeper.zone, keeper.calendar_version) == 1
    with pytest.raises(NotYours):
        recompute_deadlines(person(CLERK), now=now)
    told = recompute_deadlines(keeper, now=now)
    assert (told.moves.count, told.moves.earlier) == (1, 0)
    assert letter.task.due_at == right
    assert count_stale(keeper.agency, keeper.zone, keeper.calendar_version) == 0
    again = recompute_deadlines(person(KEEPER), now=now + timedelta(hours=1))
    assert (again.moves.count, again.trace) == (0, None)
    Task.objects.filter(pk=task.pk).update(due_at=right - timedelta(days=2))
    assert recompute_deadlines(person(KEEPER), now=now + timedelta(hours=2)).moves.count == 1
    assert verified(keeper.agency)


def test_some_hundred_open_deadlines_move_in_a_few_statements(
    office, person, now, django_assert_max_num_queries
):
    there = office("LUMAJANG")
    version = Version.objects.get(
        agency=there.agency, status="berlaku", procedure__title__iexact=LETTER
    )
    first = kept_plan(there.agency, version.pk).steps[0].responsible
    starter = holder_on(there.agency, there.roles[first], TODAY)
    for number in range(400):
        at = now + timedelta(seconds=number)
        start_case(starter, version=version.pk, title=f"Uji {number}", key=uuid4(), now=at)
    keeper = person(KEEPER)
    begun = time.perf_counter()
    with django_assert_max_num_queries(25):
        told = change_calendar(keeper, add=[off(TODAY)], now=now + timedelta(hours=1))
    spent = time.perf_counter() - begun
    assert (
        told.moves.count == Case.objects.filter(agency=there.agency, closed_at=None).count() >= 400
    )
    assert spent < 4
    fresh = person(KEEPER)
    for task in Task.objects.filter(agency=there.agency, done_at=None).select_related("case"):
        assert task.due_at == expected(task, fresh)
    assert verified(there.agency)


def test_a_standing_clock_knows_the_new_calendar_when_it_runs_again(run, person, now):
    """One of two hours used on a day that is then entered as a holiday: two are left again.

    The file is back on Friday at 10.07; the noon rest of Friday is 11.30 to 13.00, so due at 13.37.
    """
    case = run("KALBAR", SK)
    case.forward()
    held = case.now + timedelta(minutes=60)
    hold_file(case.actor, task=case.task.pk, reason="Menunggu data", key=uuid4(), now=held)
    assert (case.task.allowed, case.task.consumed) == (120, 60)
    changed = change_calendar(person("analis.kalbar"), add=[off(TODAY)], now=held)
    assert (changed.moves.count, changed.moves.recounted) == (0, 1)
    assert (case.task.allowed, case.task.consumed, case.task.due_at) == (120, 0, None)
    event = Event.objects.filter(case=case.case.pk).latest("seq")
    assert (event.kind, json.loads(event.data)["left"]) == ("rescheduled", 120)
    back = held + timedelta(days=1)
    release_file(case.actor, task=case.task.pk, key=uuid4(), now=back)
    assert case.task.due_at == back + timedelta(minutes=120 + 90)
    assert verified(case.office.agency)


def test_a_suspended_step_of_days_gets_the_minutes_of_its_new_days(run, person, now):
    """The day it came on is a day off after all: the rest of that day is no part of its time."""
    case, keeper = run("LUMAJANG", OF_DAYS), person(KEEPER)
    begun, before = case.task.opened_at, case.task.allowed
    at = case.now + timedelta(minutes=30)
    suspend_case(keeper, task=case.task.pk, reason="Menunggu anggaran", key=uuid4(), now=at)
    assert case.task.consumed == 30
    told = change_calendar(person(KEEPER), add=[off(TODAY)], now=at)
    step, calendar = case.plan.step(1), calendar_for(person(KEEPER))
    right = deadline(step.duration, begun, calendar)
    assert case.task.allowed == right.allowed.value < before
    assert case.task.consumed == 0
    assert (told.trace is not None, told.moves.told["recounted"]) == (True, 1)
    back = at + timedelta(minutes=1)
    resume_case(person(KEEPER), task=case.task.pk, key=uuid4(), now=back)
    assert case.task.due_at == calendar.after_minutes(back, right.allowed)
    assert count_stale(keeper.agency, keeper.zone, person(KEEPER).calendar_version) == 0
    assert verified(keeper.agency)


def test_a_standing_clock_that_the_day_does_not_reach_is_left_alone(letter, person, now):
    hold_file(letter.actor, task=letter.task.pk, reason="Menunggu", key=uuid4(), now=now)
    told = change_calendar(person(KEEPER), add=[off(TODAY + timedelta(days=4))], now=now)
    assert (told.moves.cases, told.trace) == ((), None)
    kinds = Event.objects.filter(case=letter.case.pk).values_list("kind", flat=True)
    assert "rescheduled" not in kinds


def test_the_change_tells_what_is_left_where_the_clock_stands(run, person, now):
    case = run("KALBAR", SK)
    case.forward()
    held = case.now + timedelta(minutes=60)
    hold_file(case.actor, task=case.task.pk, reason="Menunggu data", key=uuid4(), now=held)
    keeper = person("analis.kalbar")
    told = change_calendar(keeper, add=[off(TODAY)], now=held)
    change = change_of(keeper, told.trace)
    assert (change.count, change.recounted, change.cases) == (0, 1, (case.case.pk,))
    (row,) = moved_cases(keeper, change, change.cases)
    assert (row.before, row.after, row.left_before, row.left) == (None, None, 60, 120)


def test_a_standing_clock_of_a_step_without_a_promised_time_is_no_fault_after_a_change(
    run, person, now
):
    """Nothing is promised of it, so nothing is counted anew, and `verify` says nothing."""
    case = run("LUMAJANG", LETTER)

    def untimed(content):
        first, *rest = content.steps
        return replace(content, steps=(replace(first, duration=None, duration_text=""), *rest))

    version = new_version(case.office.keeper, case.version.pk, untimed, now)
    started = start_case(case.actor, version=version.pk, title="Uji", key=uuid4(), now=now)
    task = Task.objects.get(case=started.case)
    later = now + timedelta(days=1)
    hold_file(case.actor, task=task.pk, reason="Menunggu.", key=uuid4(), now=later)
    change_calendar(person(KEEPER), add=[off(TODAY)], now=later + timedelta(hours=1))
    task.refresh_from_db()
    assert (task.allowed, task.due_at) == (None, None)
    assert verified(case.office.agency)
