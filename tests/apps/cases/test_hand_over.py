"""One open task is handed to a colleague, who may do this step and nothing else of the position."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tatalaksana.apps.cases.actions.address_task import address_task
from tatalaksana.apps.cases.actions.finish_step import finish_step
from tatalaksana.apps.cases.actions.hand_over import hand_over, receivers_of
from tatalaksana.apps.cases.handing import handed_to
from tatalaksana.apps.cases.models import Event
from tatalaksana.apps.cases.open_task import open_task
from tatalaksana.apps.cases.policy import may_read
from tatalaksana.apps.cases.queries import cases_for
from tatalaksana.apps.cases.verification import faults_of
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.apps.notices.models import Notice
from tatalaksana.apps.notices.rounds import look_around
from tatalaksana.apps.office.actions.delegate import delegate
from tatalaksana.apps.office.models import Holding, Person, Position
from tatalaksana.apps.office.queries import holder_of
from tatalaksana.apps.office.seeding import Seat, seat_people
from tatalaksana.apps.shared.errors import Invalid, NotYours
from tatalaksana.core.engine.plan import Answer
from tatalaksana.core.engine.state import ReasonMissing

SK = "Pembuatan Surat Keputusan (SK) Tim / Panitia Pelaksana Kegiatan Subbag Pelayanan Publik"
WHY = "Sedang di luar kota."


@pytest.fixture
def case(run):
    """Row 2: the analyst types the draft; in his unit sits somebody with no part in the case."""
    found = run("KALBAR", SK)
    found.forward()
    found.giver = found.actor
    unit = Position.objects.get(pk=found.task.position_id).unit_id
    seat = Seat(unit=unit, name="Arsiparis Uji")
    since = found.now.date() - timedelta(days=30)
    found.seat, _ = seat_people(found.office.agency, seat, [("arsip.uji", "Arsip Uji")], "!", since)
    found.colleague = Person.objects.get(name="Arsip Uji")
    return found


def fresh(case, person=None):
    """The colleague as she stands now."""
    account = (person or case.colleague).account_id
    return holder_of(account, case.office.agency, case.now.date())


def hand(case, *, by=None, to=None, position=None, reason=WHY, key=None):
    case.now += timedelta(minutes=1)
    return hand_over(
        by or case.giver, task=case.task.pk, to=to or case.colleague.pk,
        position=position or case.seat, reason=reason, key=key or uuid4(), now=case.now,
    )  # fmt: skip


def finish(case, holder):
    case.now += timedelta(minutes=1)
    return finish_step(holder, task=case.task.pk, answer=Answer.FINISH, key=uuid4(), now=case.now)


def whole(case):
    assert list(faults_of(case.case)) == []


def test_a_colleague_of_the_unit_gets_the_task_reads_the_case_and_finishes_the_step(case):
    assert not may_read(fresh(case), case.case)
    hand(case)
    there = fresh(case)
    assert [task.pk for task in handed_to(there)] == [case.task.pk]
    assert may_read(there, case.case)
    assert case.case in cases_for(there)
    assert finish(case, there).to_row == 3
    done = Event.objects.filter(case=case.case.pk).latest("seq")
    assert (done.actor_id, done.position_id) == (case.colleague.pk, case.seat)
    assert handed_to(there) == []
    whole(case)


def test_the_event_names_both_and_says_why(case):
    hand(case)
    event = Event.objects.filter(case=case.case.pk).latest("seq")
    assert (event.kind, event.actor_id, event.reason) == ("addressed", case.giver.person, WHY)
    assert f'"to": {case.colleague.pk}' in event.data
    with pytest.raises(ReasonMissing):
        hand(case, reason=" ")
    whole(case)


def test_the_same_click_hands_it_over_once(case):
    key, seq = uuid4(), case.case.seq
    hand(case, key=key)
    hand(case, key=key)
    assert case.case.seq == seq + 1


def test_who_gets_it_is_told(case):
    look_around(case.office.agency, case.now)
    hand(case)
    case.now += timedelta(minutes=1)
    look_around(case.office.agency, case.now)
    told = Notice.objects.filter(task=case.task.pk, person=case.colleague.pk)
    assert [(one.kind, one.by_id) for one in told] == [("handed", case.giver.person)]


def test_it_is_back_when_she_leaves_the_position(case):
    hand(case)
    Holding.objects.filter(person=case.colleague).update(until=case.now.date() - timedelta(days=1))
    there = fresh(case)
    assert handed_to(there) == []
    assert not may_read(there, case.case)
    with pytest.raises(NotYours):
        finish(case, there)
    assert finish(case, case.giver).to_row == 3
    whole(case)


def test_the_holder_takes_it_back(case):
    hand(case)
    address_task(case.giver, task=case.task.pk, to=None, key=uuid4(), now=case.now)
    with pytest.raises(NotYours):
        finish(case, fresh(case))
    whole(case)


def test_a_superior_hands_it_to_anybody_below_and_the_holder_to_nobody_of_another_unit(
    case, person
):
    boss = Holding.objects.get(
        agency=case.office.agency, until=None,
        position=Position.objects.get(pk=case.task.position_id).superior_id,
    )  # fmt: skip
    above = fresh(case, boss.person)
    lawyer = person("hukum.kalbar")
    with pytest.raises(Invalid, match="tidak dapat diserahkan kepada orang itu"):
        hand(case, to=lawyer.person, position=lawyer.position_ids[0])
    Position.objects.filter(pk=case.seat).update(superior=boss.position_id)
    hand(case, by=above)
    assert handed_to(fresh(case))


def test_who_got_it_does_not_hand_it_on_nor_does_a_stranger(case, person):
    hand(case)
    with pytest.raises(NotYours):
        hand(case, by=fresh(case), to=case.giver.person, position=case.giver.position_ids[0])
    with pytest.raises(NotYours):
        hand(case, by=person("hukum.kalbar"))


def test_who_acts_for_the_holder_hands_nothing_on(case, person):
    today, other = case.now.date(), person("hukum.kalbar")
    delegate(
        case.giver, position=case.task.position_id, giver=case.giver.person, taker=other.person,
        kind="semua", since=today, until=today, now=case.now,
    )  # fmt: skip
    other = fresh(case, Person.objects.get(pk=other.person))
    with pytest.raises(NotYours, match="untuk orang lain"):
        hand(case, by=other)


def test_a_step_that_signs_is_handed_to_nobody(case):
    plan = kept_plan(case.office.agency, case.version.pk)
    while not plan.step(case.task.row).signs:
        case.forward()
    with pytest.raises(NotYours, match="menandatangani"):
        hand(case, by=case.actor)


def test_the_maker_of_a_draft_is_not_offered_it_to_judge(case):
    case.forward()
    judge = case.actor
    found = open_task(judge, case.task.pk, case.now)
    offered = receivers_of(judge, found, found.position, case.now)
    assert case.giver.person not in {one.person for one in offered}
    with pytest.raises(Invalid):
        hand(case, by=judge, to=case.giver.person, position=case.giver.position_ids[0])
