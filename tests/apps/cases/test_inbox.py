"""The inbox shows a page of what waits, says when there is more, and tells from whom it came."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tatalaksana.apps.cases.actions.correct_deed import correct_deed
from tatalaksana.apps.cases.actions.start_case import start_case
from tatalaksana.apps.cases.inbox import MORE, PAGE, Sieve, read_inbox, statement_of
from tatalaksana.apps.cases.models import Participation, Task
from tatalaksana.apps.cases.taking_part import put_away
from tatalaksana.apps.cases.verification import faults_of
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.apps.office.queries import holder_on
from tatalaksana.apps.shared.prepared_rows import LONGEST_STATEMENT
from tatalaksana.core.engine.plan import Answer
from tests.cast import CAST

SK = "Pembuatan Surat Keputusan (SK) Tim / Panitia Pelaksana Kegiatan Subbag Pelayanan Publik"
IN_MEMORY = "select generic_plans, custom_plans from pg_prepared_statements where statement like %s"


@pytest.fixture
def pile(run, now):
    """More open tasks of one position than a page shows, each later by a minute."""
    first = run("KALBAR", SK)
    starter = first.actor
    for number in range(PAGE + 2):
        start_case(
            starter,
            version=first.version.pk,
            title=f"Surat {number}",
            key=uuid4(),
            now=now + timedelta(minutes=1 + number),
        )
    return first


def test_a_page_shows_those_that_wait_longest_and_says_that_there_are_more(pile):
    found = read_inbox(pile.actor, pile.now)
    opened = sorted(Task.objects.filter(done_at=None).values_list("opened_at", flat=True))
    assert sorted(row.opened_at for row in found.rows) == opened[:PAGE]
    assert found.counters.all == MORE
    assert found.counters.late == 0


def test_of_the_late_tasks_those_are_shown_that_are_latest(pile):
    later = pile.now + timedelta(days=5)
    found = read_inbox(pile.actor, later, Sieve.LATE)
    due = sorted(Task.objects.filter(done_at=None).values_list("due_at", flat=True))
    assert [row.due_at for row in found.rows] == due[:PAGE]
    assert found.counters.late == MORE


def test_every_sieve_tells_the_same_counters(run, person):
    for _ in range(3):
        case = run("KALBAR", SK)
        case.forward()
        case.forward()
    case.do(Answer.RETURN, reason="Perbaiki konsiderans.")
    for name in ("analis.kalbar", "kasubbag.kalbar"):
        who = person(name)
        later = case.now + timedelta(days=3)
        assert len({read_inbox(who, later, sieve).counters for sieve in Sieve}) == 1, name


def test_a_task_tells_who_sent_it_whichever_way_it_came(run):
    case = run("KALBAR", SK)
    case.forward()
    before = case.actor
    case.forward()
    (row,) = [one for one in read_inbox(case.actor, case.now).rows if one.task == case.task.pk]
    assert (row.sender, row.returned) == (before.name, False)
    sender = case.actor
    case.do(Answer.RETURN, reason="Perbaiki konsiderans.")
    (row,) = [one for one in read_inbox(case.actor, case.now).rows if one.task == case.task.pk]
    assert (row.sender, row.returned, row.reason) == (sender.name, True, "Perbaiki konsiderans.")


def test_a_task_from_before_tells_its_sender_from_the_events(run):
    case = run("KALBAR", SK)
    sender = case.actor
    case.forward()
    Task.objects.filter(pk=case.task.pk).update(sender=None)
    (row,) = [one for one in read_inbox(case.actor, case.now).rows if one.task == case.task.pk]
    assert row.sender == sender.name


def test_a_falsified_sender_or_return_of_a_task_is_found(run):
    case = run("KALBAR", SK)
    case.forward()
    assert list(faults_of(case.case)) == []
    for change in ({"returned": True}, {"sender": case.actor.person}):
        kept = Task.objects.filter(pk=case.task.pk).values(*change).get()
        Task.objects.filter(pk=case.task.pk).update(**change)
        assert "Asal tugas tidak sama dengan peristiwanya." in faults_of(case.case), change
        Task.objects.filter(pk=case.task.pk).update(**kept)


@pytest.fixture
def shared_step(run, office):
    """A case at a step with several performers, and somebody who only takes part in it."""
    for code in CAST:
        agency = office(code).agency
        for version in Version.objects.filter(agency=agency, status="berlaku"):
            rows = [s.row for s in kept_plan(agency, version.pk).steps if len(s.performers) > 1]
            case = run(code, version.procedure.title) if rows else None
            while case and case.task and case.task.row not in rows:
                case.forward()
            part = Participation.objects.filter(task=case and case.task, position__many=False)
            guest = holder_on(agency, part[0].position_id, case.now.date()) if part else None
            if guest:
                return case, guest
    pytest.fail("no procedure has a step of several")


def test_who_takes_part_sees_the_step_while_it_is_open(shared_step):
    case, guest = shared_step
    task, now = case.task, case.now
    found = read_inbox(guest, now, Sieve.TAKING_PART)
    (row,) = [one for one in found.rows if one.task == task.pk]
    assert row.position == task.position.name
    assert found.counters.taking_part == len(found.rows)
    case.forward()
    assert task.pk not in {one.task for one in read_inbox(guest, now, Sieve.TAKING_PART).rows}


def test_taking_part_is_put_away_in_the_night_after_the_step(shared_step):
    case, guest = shared_step
    task = case.task
    put_away(guest.agency)
    assert set(Participation.objects.filter(task=task).values_list("ended", flat=True)) == {False}
    case.forward()
    assert put_away(guest.agency) >= 1
    assert set(Participation.objects.filter(task=task).values_list("ended", flat=True)) == {True}
    keeper = case.office.keeper
    correct_deed(keeper, task=task.pk, reason="Salah tekan.", key=uuid4(), now=case.now)
    rows = read_inbox(guest, case.now, Sieve.TAKING_PART).rows
    assert task.pk in {row.task for row in rows}


def test_the_list_and_what_is_told_beside_it_are_statements_planned_once(run):
    case = run("KALBAR", SK)
    who = case.actor
    with CaptureQueriesContext(connection) as told:
        for _ in range(8):
            read_inbox(who, case.now)
    assert len(told) == 0  # nothing beside the prepared statement
    with connection.cursor() as cursor:
        cursor.execute(IN_MEMORY, ["%unnest($%::bigint[], $%::boolean[]) mine%"])
        generic, custom = map(sum, zip(*cursor.fetchall(), strict=True))
    assert generic >= 8
    assert custom == 0


def test_the_driver_keeps_what_it_made_of_each_statement():
    for sieve in Sieve:
        assert len(statement_of(sieve)) <= LONGEST_STATEMENT, sieve
