"""While a holder is on leave a substitute does her tasks; nothing is rewritten, all of it is told.

A substitute is a Plh., who holds the position for those days, or a colleague whom she lets act for
her ("bertindak untuk").
"""

from datetime import timedelta
from uuid import uuid4

import pytest

from tatalaksana.apps.cases.actions.finish_step import finish_step
from tatalaksana.apps.cases.inbox import inbox
from tatalaksana.apps.cases.models import Event
from tatalaksana.apps.office.actions.appoint import appoint
from tatalaksana.apps.office.actions.delegate import delegate
from tatalaksana.apps.office.models import Person
from tatalaksana.apps.office.queries import holder_of, holders_by_position
from tatalaksana.apps.shared.errors import NotYours
from tatalaksana.core.engine.plan import Answer

SK = "Pembuatan Surat Keputusan (SK) Tim / Panitia Pelaksana Kegiatan Subbag Pelayanan Publik"
LEAVE = 3  #: days


@pytest.fixture
def case(run):
    """The task of the Kabag, who goes on leave today for three days; the Karo Hukum is free."""
    found = run("KALBAR", SK)
    for _ in range(3):
        found.forward()
    found.absent, found.seat = found.actor, found.task.position_id
    found.today = found.now.date()
    found.last = found.today + timedelta(days=LEAVE - 1)
    return found


def on(case, holder, day):
    """Who she is on that day."""
    account = Person.objects.get(pk=holder.person).account_id
    return holder_of(account, case.office.agency, day)


def sees(case, holder):
    return case.task.pk in {row.task for row in inbox(holder, case.now)}


def daily(case, substitute):
    """The keeper of the office appoints a Plh. for the days of the leave."""
    appoint(
        case.office.keeper, position=case.seat, person=substitute.person, kind="plh",
        since=case.today, until=case.last, now=case.now,
    )  # fmt: skip


def lend(case, substitute):
    """She lets a colleague act for her for the days of the leave."""
    delegate(
        case.absent, position=case.seat, giver=case.absent.person, taker=substitute.person,
        kind="semua", since=case.today, until=case.last, now=case.now,
    )  # fmt: skip


@pytest.mark.parametrize("substitutes", [daily, lend])
def test_a_substitute_sees_and_does_the_tasks_from_the_first_day_of_the_leave_to_the_last(
    case, person, substitutes
):
    other = person("hukum.kalbar")
    assert not sees(case, other)
    substitutes(case, other)
    for day, there in ((-1, False), (0, True), (LEAVE - 1, True), (LEAVE, False)):
        assert sees(case, on(case, other, case.today + timedelta(days=day))) is there
    done = finish_step(
        on(case, other, case.today), task=case.task.pk, answer=Answer.APPROVE, key=uuid4(),
        now=case.now + timedelta(minutes=5),
    )  # fmt: skip
    assert done.to_row == 5
    event = Event.objects.filter(case=case.case).latest("seq")
    assert (event.actor_id, event.position_id) == (other.person, case.seat)


@pytest.mark.parametrize("substitutes", [daily, lend])
def test_the_holder_keeps_her_task_meanwhile_and_has_it_alone_afterwards(case, person, substitutes):
    substitutes(case, person("hukum.kalbar"))
    assert sees(case, on(case, case.absent, case.today))
    after = case.last + timedelta(days=1)
    assert sees(case, on(case, case.absent, after))
    assert holders_by_position(case.office.agency, [case.seat], after)[case.seat] == (
        case.absent.name,
    )


def test_a_daily_acting_holder_signs_in_the_leave_and_who_only_acts_for_her_does_not(run, person):
    """Signing is never lent (decision 0011)."""
    case = run("KALBAR", SK)
    while not case.plan.step(case.task.row).signs:
        case.forward()
    case.absent, case.seat, case.today = case.actor, case.task.position_id, case.now.date()
    case.last, other = case.today, person("hukum.kalbar")
    ways = case.plan.step(case.task.row).ways
    answer = Answer.FINISH if Answer.FINISH in ways else Answer.APPROVE
    click = {"task": case.task.pk, "answer": answer, "now": case.now + timedelta(minutes=5)}
    lend(case, other)
    with pytest.raises(NotYours, match="menandatangani"):
        finish_step(on(case, other, case.today), key=uuid4(), **click)
    daily(case, other)
    finish_step(on(case, other, case.today), key=uuid4(), **click)
    assert case.task is None or case.task.row != click["task"]


def test_both_names_stand_in_the_log_where_she_only_acts_for_her(case, person):
    other = person("hukum.kalbar")
    lend(case, other)
    finish_step(
        on(case, other, case.today), task=case.task.pk, answer=Answer.APPROVE, key=uuid4(),
        now=case.now + timedelta(minutes=5),
    )  # fmt: skip
    event = Event.objects.filter(case=case.case).latest("seq")
    assert (event.actor_id, f'"for": {case.absent.person}' in event.data) == (other.person, True)
