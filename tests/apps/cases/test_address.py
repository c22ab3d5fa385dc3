"""Where several hold a position, one takes the step, hands it on, or gives it back to all."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tatalaksana.apps.cases.actions.address_task import address_task
from tatalaksana.apps.cases.actions.finish_step import finish_step
from tatalaksana.apps.cases.inbox import inbox
from tatalaksana.apps.cases.models import Event
from tatalaksana.apps.cases.verification import faults_of_agency
from tatalaksana.apps.office.models import Holding
from tatalaksana.apps.office.queries import holder_by_username
from tatalaksana.apps.shared.errors import Invalid, NotYours
from tatalaksana.core.engine.plan import Answer
from tatalaksana.core.engine.state import ReasonMissing

TEAM = "Tim Pelaksana Kegiatan"
UNITS = "Peningkatan Kinerja Unit Pelayanan Publik (Kepatuhan terhadap Standar Pelayanan Publik)"


@pytest.fixture
def shared(run, office):
    """A case whose open step is the team's: two members hold it."""
    case = run("KALBAR", UNITS)
    while case.task.position.name != TEAM:
        case.forward()
    return case


def who(case, name):
    return holder_by_username(f"{name}.kalbar", case.now.date())


def give(case, by, to, **values):
    case.now += timedelta(minutes=1)
    person = who(case, to).person if to else None
    values = {"key": uuid4(), "now": case.now} | values
    return address_task(who(case, by), task=case.task.pk, to=person, **values)


def finish(case, by):
    holder = who(case, by)
    ways = case.plan.step(case.task.row).ways
    answer = Answer.FINISH if Answer.FINISH in ways else Answer.APPROVE
    return finish_step(holder, task=case.task.pk, answer=answer, key=uuid4(), now=case.now)


def sees(case, name):
    return case.task.pk in {row.task for row in inbox(who(case, name), case.now)}


def test_what_one_has_taken_nobody_else_does(shared):
    due = shared.task.due_at
    assert (sees(shared, "tim1"), sees(shared, "tim2")) == (True, True)
    give(shared, "tim1", "tim1")
    assert (sees(shared, "tim1"), sees(shared, "tim2")) == (True, False)
    with pytest.raises(NotYours, match="sudah diambil"):
        finish(shared, "tim2")
    assert shared.task.due_at == due
    assert list(faults_of_agency(shared.office.agency)) == []
    finish(shared, "tim1")
    assert list(faults_of_agency(shared.office.agency)) == []


def test_what_was_given_back_is_for_all_again(shared):
    give(shared, "tim1", "tim1")
    give(shared, "tim1", None)
    assert (sees(shared, "tim1"), sees(shared, "tim2")) == (True, True)
    assert list(faults_of_agency(shared.office.agency)) == []
    finish(shared, "tim2")


def test_a_colleague_is_handed_the_step(shared):
    give(shared, "tim1", "tim2")
    with pytest.raises(NotYours):
        finish(shared, "tim1")
    with pytest.raises(NotYours):
        give(shared, "tim1", "tim1")
    finish(shared, "tim2")


def test_a_superior_takes_it_away_with_a_reason(shared):
    give(shared, "tim1", "tim1")
    with pytest.raises(ReasonMissing):
        give(shared, "karo", "tim2")
    give(shared, "karo", "tim2", reason="Lestari sedang sakit.")
    assert (sees(shared, "tim1"), sees(shared, "tim2")) == (False, True)
    assert Event.objects.filter(case=shared.started.case, kind="addressed").count() == 2


def test_who_left_the_position_holds_nothing_back(shared):
    give(shared, "tim1", "tim1")
    Holding.objects.filter(agency=shared.office.agency, person=who(shared, "tim1").person).update(
        until=shared.now.date() - timedelta(days=1)
    )
    assert sees(shared, "tim2")
    finish(shared, "tim2")


@pytest.mark.parametrize(
    ("by", "to", "told"),
    [
        ("tim1", "analis", "tidak memegang jabatan"),
        ("tim1", None, "belum diambil"),
    ],
)
def test_it_goes_only_to_who_holds_the_position(shared, by, to, told):
    with pytest.raises(Invalid, match=told):
        give(shared, by, to)


def test_nobody_else_addresses_it(shared):
    for other in ("hukum", "analis"):
        with pytest.raises(NotYours):
            give(shared, other, "tim1")


def test_one_alone_has_nobody_to_share_with(run):
    case = run("KALBAR", UNITS)
    assert case.task.position.name != TEAM
    with pytest.raises(Invalid, match="satu orang"):
        address_task(case.actor, task=case.task.pk, to=case.actor.person, key=uuid4(), now=case.now)


def test_the_same_click_counts_once(shared):
    key, now = uuid4(), shared.now
    for _ in range(2):
        give(shared, "tim1", "tim1", key=key, now=now)
    assert Event.objects.filter(case=shared.started.case, kind="addressed").count() == 1
