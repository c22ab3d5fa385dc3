"""The work of a position that nobody holds goes to the nearest one above that is held."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tatalaksana.apps.cases.actions.finish_step import finish_step
from tatalaksana.apps.cases.inbox import inbox
from tatalaksana.apps.cases.own_drafts import judge_of
from tatalaksana.apps.office.models import Absence, Account, Holding, Person, Position
from tatalaksana.apps.office.queries import colleagues_at, holder_by_username, holder_on
from tatalaksana.apps.shared.errors import NotYours
from tatalaksana.core.engine.plan import Answer

SK = "Pembuatan Surat Keputusan (SK) Tim / Panitia Pelaksana Kegiatan Subbag Pelayanan Publik"


@pytest.fixture
def case(run):
    return run("KALBAR", SK)


def leave(case, position):
    """Everybody who holds the position left it yesterday."""
    Holding.objects.filter(agency=case.office.agency, position=position).update(
        until=case.now.date() - timedelta(days=1)
    )


def above(position):
    return Position.objects.get(pk=position).superior_id


def somebody(case, position):
    held = Holding.objects.filter(
        agency=case.office.agency, position=position, until=None, person__account__isnull=False
    ).select_related("person__account")[0]
    return holder_by_username(held.person.account.username, case.now.date())


def sees(case, holder):
    return case.task.pk in {row.task for row in inbox(holder, case.now)}


def test_the_superior_sees_the_task_of_a_vacant_position_and_does_it(case):
    seat = case.task.position_id
    boss = somebody(case, above(seat))
    assert not sees(case, boss)
    leave(case, seat)
    boss = somebody(case, above(seat))
    (row,) = [one for one in inbox(boss, case.now) if one.task == case.task.pk]
    assert row.vacant
    case.now += timedelta(minutes=5)
    done = finish_step(boss, task=case.task.pk, answer=Answer.FINISH, key=uuid4(), now=case.now)
    assert done.to_row == 2
    assert boss.seat(seat).kind == "lowong"


def switch_off(held):
    Account.objects.filter(person__holding__in=held).update(is_active=False)


def without_account(held):
    Person.objects.filter(holding__in=held).update(account=None)


@pytest.mark.parametrize("shut", [switch_off, without_account])
def test_a_position_whose_holder_cannot_sign_in_is_vacant_too(case, shut):
    seat, today = case.task.position_id, case.now.date()
    shut(Holding.objects.filter(agency=case.office.agency, position=seat))
    boss = somebody(case, above(seat))
    (row,) = [one for one in inbox(boss, case.now) if one.task == case.task.pk]
    assert row.vacant
    assert boss.seat(seat).kind == "lowong"
    assert holder_on(case.office.agency, seat, today) is None
    assert colleagues_at(case.office.agency, seat, today) == {}


def test_a_chain_of_vacant_positions_ends_at_the_first_that_is_held(case):
    seat = case.task.position_id
    leave(case, seat)
    leave(case, above(seat))
    assert sees(case, somebody(case, above(above(seat))))


def test_a_new_holder_takes_it_back_at_once(case):
    seat = case.task.position_id
    before = somebody(case, seat)
    leave(case, seat)
    boss = somebody(case, above(seat))
    Holding.objects.create(
        agency_id=case.office.agency, person_id=before.person, position_id=seat, kind="plh",
        since=case.now.date(),
    )  # fmt: skip
    assert boss.seat(seat) is not None
    boss = somebody(case, above(seat))
    assert boss.seat(seat) is None
    assert not sees(case, boss)


def test_duties_of_a_vacant_position_go_to_nobody(case):
    seat = case.task.position_id
    Position.objects.filter(pk=seat).update(keeps_office=True, keeps_procedures=True)
    leave(case, seat)
    boss = somebody(case, above(seat))
    own = [one for one in boss.positions if not one.vacant]
    assert boss.keeps_office is any(one.keeps_office for one in own)
    assert boss.keeps_procedures is any(one.keeps_procedures for one in own)


def test_nobody_signs_in_a_position_that_nobody_holds(run):
    case = run("KALBAR", SK)
    while not case.plan.step(case.task.row).signs:
        case.forward()
    seat = case.task.position_id
    if above(seat) is None:
        other = Position.objects.filter(agency=case.office.agency).exclude(pk=seat)[0]
        Position.objects.filter(pk=seat).update(superior=other.pk)
        Position.objects.filter(pk=other.pk).update(superior=None)
    leave(case, seat)
    boss = somebody(case, above(seat))
    answer = Answer.APPROVE if Answer.APPROVE in case.plan.step(case.task.row).ways else None
    with pytest.raises(NotYours, match="lowong"):
        finish_step(
            boss, task=case.task.pk, answer=answer or Answer.FINISH, key=uuid4(), now=case.now
        )


def away(case, position):
    """Everybody who holds the position is on leave until tomorrow, and nobody stands in."""
    for held in Holding.objects.filter(agency=case.office.agency, position=position):
        Absence.objects.create(
            agency_id=case.office.agency,
            person=held.person,
            kind="cuti",
            since=case.now.date(),
            until=case.now.date() + timedelta(days=1),
            entered_by=held.person,
            entered_at=case.now,
        )


def test_the_superior_sees_the_task_of_somebody_who_is_away_and_so_does_she(case):
    seat = case.task.position_id
    away(case, seat)
    boss, holder = somebody(case, above(seat)), somebody(case, seat)
    (row,) = [one for one in inbox(boss, case.now) if one.task == case.task.pk]
    assert (row.vacant, row.away) == (True, True)
    assert sees(case, holder), "what she does on her phone is valid"
    case.now += timedelta(minutes=5)
    done = finish_step(boss, task=case.task.pk, answer=Answer.FINISH, key=uuid4(), now=case.now)
    assert done.to_row == 2


def test_when_she_is_back_the_task_is_hers_alone(case):
    seat = case.task.position_id
    away(case, seat)
    case.now += timedelta(days=2)
    assert not sees(case, somebody(case, above(seat)))
    assert sees(case, somebody(case, seat))


def test_nobody_signs_for_somebody_who_is_away_but_she_herself_may(run):
    case = run("LUMAJANG", "Surat Keluar")
    while not case.plan.step(case.task.row).signs:
        case.forward()
    seat = case.task.position_id
    if above(seat) is None:
        other = Position.objects.filter(agency=case.office.agency).exclude(pk=seat)[0]
        Position.objects.filter(pk=seat).update(superior=other.pk)
        Position.objects.filter(pk=other.pk).update(superior=None)
    away(case, seat)
    boss, holder = somebody(case, above(seat)), somebody(case, seat)
    ways = case.plan.step(case.task.row).ways
    answer = Answer.APPROVE if Answer.APPROVE in ways else Answer.FINISH
    with pytest.raises(NotYours, match="berhalangan tanpa pengganti"):
        finish_step(boss, task=case.task.pk, answer=answer, key=uuid4(), now=case.now)
    finish_step(holder, task=case.task.pk, answer=answer, key=uuid4(), now=case.now)


def test_a_draft_of_ones_own_passes_over_a_judge_who_is_away(case):
    seat = case.task.position_id
    first, second = above(seat), above(above(seat))
    maker = somebody(case, seat)
    today = case.now.date()
    assert judge_of(case.office.agency, seat, maker.person, today).position == first
    away(case, first)
    assert judge_of(case.office.agency, seat, maker.person, today).position == second
