"""Who is to judge the draft of the one below is told of it; who made it is not."""

from datetime import timedelta

import pytest

from tatalaksana.apps.cases.own_drafts import judge_of
from tatalaksana.apps.notices.models import Notice
from tatalaksana.apps.notices.rounds import look_around
from tatalaksana.apps.office.actions.delegate import delegate
from tatalaksana.apps.office.models import Holding, Position

SK = "Pembuatan Surat Keputusan (SK) Tim / Panitia Pelaksana Kegiatan Subbag Pelayanan Publik"


def test_the_one_above_is_told_of_the_draft_that_comes_to_him(run, office, now):
    there = office("KALBAR")
    look_around(there.agency, now - timedelta(hours=2))
    case = run("KALBAR", SK)
    case.forward()
    judging = Position.objects.get(
        agency=there.agency, name__startswith="Kepala Subbagian Pelayanan Publik"
    )
    Holding.objects.filter(position=judging.pk).update(person=case.actor.person, kind="plt")
    case.forward()
    look_around(there.agency, case.now + timedelta(minutes=1))
    told = Notice.objects.filter(task=case.task.pk)
    above = Holding.objects.get(position=judging.superior_id, until=None)
    assert [one.person_id for one in told] == [above.person_id]


@pytest.fixture
def drafted(run, office, now):
    """A case whose draft is about to be judged at a position that its drafter holds for a while."""
    there = office("KALBAR")
    look_around(there.agency, now - timedelta(hours=2))
    case = run("KALBAR", SK)
    case.forward()
    case.drafter = case.actor
    case.judging = Position.objects.get(
        agency=there.agency, name__startswith="Kepala Subbagian Pelayanan Publik"
    )
    Holding.objects.filter(position=case.judging.pk).update(person=case.drafter.person, kind="plt")
    return case


def let_act(case, position, taker):
    today = case.now.date()
    delegate(case.office.keeper, position=position, giver=case.drafter.person, taker=taker,
             kind="semua", since=today, until=today, now=case.now)  # fmt: skip


def others(case, *seats):
    """Some people who neither made the draft nor hold one of `seats`."""
    held = Holding.objects.filter(agency=case.office.agency, position__many=False)
    busy = held.filter(position__in=seats).values("person")
    free = held.exclude(person=case.drafter.person).exclude(person__in=busy).order_by("pk")
    return list(dict.fromkeys(free.values_list("person", flat=True)))


def told(case):
    case.forward()
    look_around(case.office.agency, case.now + timedelta(minutes=1))
    found = Notice.objects.filter(task=case.task.pk)
    return {one.person_id for one in found}, {one.kind for one in found}


def test_who_acts_for_the_drafter_higher_up_is_passed_over_as_she_is_and_the_judge_is_told(
    drafted,
):
    higher = Position.objects.get(pk=drafted.judging.superior_id)
    Holding.objects.filter(position=higher.pk).update(person=drafted.drafter.person)
    (other,) = others(drafted, drafted.judging.pk, higher.pk, higher.superior_id)[:1]
    let_act(drafted, higher.pk, other)
    people, kinds = told(drafted)
    judge = judge_of(
        drafted.office.agency, drafted.judging.pk, drafted.drafter.person, drafted.now.date()
    )
    assert judge.position == higher.superior_id
    assert people == set(judge.people)
    assert kinds == {"assigned"}


def test_who_acts_for_the_drafter_beside_another_holder_is_not_told(drafted):
    beside, taker = others(drafted, drafted.judging.pk, drafted.judging.superior_id)[:2]
    Holding.objects.create(
        agency_id=drafted.office.agency, position_id=drafted.judging.pk, person_id=beside,
        kind="plh", since=drafted.now.date(),
    )  # fmt: skip
    let_act(drafted, drafted.judging.pk, taker)
    people, _ = told(drafted)
    assert people == {beside}
