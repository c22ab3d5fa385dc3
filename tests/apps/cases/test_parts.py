"""Where the office asks all performers of a row, the step ends after each has done her part."""

from functools import partial
from uuid import uuid4

import pytest
from django.db import connection

from tatalaksana.apps.cases.actions.send_back import send_back
from tatalaksana.apps.cases.actions.set_aside import set_aside
from tatalaksana.apps.cases.actions.take_part import take_part
from tatalaksana.apps.cases.inbox import Sieve, counters, inbox
from tatalaksana.apps.cases.models import Event
from tatalaksana.apps.cases.parts import parts_of
from tatalaksana.apps.cases.verification import chain_of, faults_of_agency
from tatalaksana.apps.library.actions.ask_all import ask_all
from tatalaksana.apps.library.actions.revise import revise
from tatalaksana.apps.library.actions.withdraw import withdraw
from tatalaksana.apps.library.joint_rows import joint_rows_of, shared_rows_of
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.apps.office.models import Position
from tatalaksana.apps.office.queries import holder_on, superiors_of
from tatalaksana.apps.shared.errors import Invalid, NotYours
from tatalaksana.core.engine import events as chain
from tatalaksana.core.engine.state import AlreadyDone, ReasonMissing

OFFICE, TITLE = "TANGERANG", "Penyusunan Standar Pelayanan"


@pytest.fixture
def shared(office, now):
    """A version with a row of several performers, that row, and a keeper of procedures."""
    there = office(OFFICE)
    version = Version.objects.get(status="berlaku", procedure__title__startswith=TITLE)
    ((row, _),) = shared_rows_of(version).items()
    seat = Position.objects.filter(agency=there.agency, keeps_procedures=True).first()
    return there, version, row, holder_on(there.agency, seat.pk, now.date())


@pytest.fixture
def waiting(shared, run, now):
    """A case at the row that asks all of them, and who takes part beside the responsible one."""
    there, version, row, keeper = shared
    ask_all(keeper, version=version.pk, rows=[row], now=now)
    case = run(OFFICE, version.procedure.title)
    while case.task.row < row:
        case.forward()
    parts = parts_of(there.agency, case.task.pk)
    people = [holder_on(there.agency, part.position_id, now.date()) for part in parts]
    return case, parts, people


def click(deed, who, case, **more):
    return deed(who, task=case.task.pk, key=more.pop("key", None) or uuid4(), now=case.now, **more)


def whole(case):
    return list(faults_of_agency(case.office.agency)) == []


def test_at_first_the_responsible_one_alone_ends_the_step(shared, run):
    _, version, row, _ = shared
    case = run(OFFICE, version.procedure.title)
    while case.task.row <= row:
        case.forward()
    assert not joint_rows_of(version)


def test_the_step_waits_for_every_other_performer_and_names_them(waiting):
    case, parts, people = waiting
    assert case.task.awaits == len(parts)
    with pytest.raises(Invalid, match=parts[0].position.name):
        case.forward()
    for who in people:
        click(take_part, who, case)
    row = case.task.row
    case.forward()
    assert case.task is None or case.task.row != row
    assert whole(case)


def test_the_same_click_counts_once(waiting):
    case, _, people = waiting
    key = uuid4()
    click(take_part, people[0], case, key=key)
    click(take_part, people[0], case, key=key)
    assert Event.objects.filter(case=case.case, kind=chain.Kind.TOOK_PART).count() == 1
    with pytest.raises(NotYours):
        click(take_part, people[0], case)


def test_only_who_takes_part_says_so(waiting):
    case, _, _ = waiting
    with pytest.raises(NotYours):
        click(take_part, case.actor, case)


def test_the_chain_tells_whose_part_is_done(waiting):
    case, parts, people = waiting
    click(take_part, people[0], case)
    rebuilt = chain.rebuild(partial(kept_plan, case.office.agency), chain_of(case.case))
    assert rebuilt.took_part == {parts[0].position_id}
    last = chain_of(case.case)[-1]
    assert (last.kind, last.actor, last.position) == (
        chain.Kind.TOOK_PART, people[0].person, parts[0].position_id,
    )  # fmt: skip
    assert whole(case)


def test_one_is_set_aside_for_a_reason_by_the_responsible_one(waiting):
    case, parts, people = waiting
    there = {"position": parts[0].position_id}
    with pytest.raises(ReasonMissing):
        click(set_aside, case.actor, case, reason=" ", **there)
    click(set_aside, case.actor, case, reason="Sedang cuti.", **there)
    with pytest.raises(AlreadyDone):
        click(set_aside, case.actor, case, reason="Sedang cuti.", **there)
    with pytest.raises(NotYours):
        click(take_part, people[0], case)
    for who in people[1:]:
        click(take_part, who, case)
    case.forward()
    assert chain_of(case.case)[-1].kind in (chain.Kind.FINISHED, chain.Kind.APPROVED)
    assert whole(case)


def test_who_takes_part_sets_nobody_aside(waiting):
    case, parts, people = waiting
    with pytest.raises(NotYours):
        click(set_aside, people[-1], case, position=parts[0].position_id, reason="Malas.")


def test_it_waits_in_the_inbox_of_those_who_take_part_until_their_part_is_done(waiting):
    case, _, people = waiting
    mine = [row for row in inbox(people[0], case.now, Sieve.TAKING_PART) if row.part_asked]
    assert [row.task for row in mine] == [case.task.pk]
    before = counters(people[0], case.now).taking_part
    click(take_part, people[0], case)
    assert counters(people[0], case.now).taking_part == before - 1
    (own,) = [row for row in inbox(case.actor, case.now) if row.task == case.task.pk]
    assert own.awaits == len(people) - 1


def test_after_a_return_every_part_counts_anew(waiting, now):
    case, parts, people = waiting
    for who in people:
        click(take_part, who, case)
    row = case.task.row
    click(send_back, superior_of(case, now), case, to_row=row - 1, reason="Ulangi.")
    while case.task.row < row:
        case.forward()
    assert case.task.awaits == len(parts)
    with pytest.raises(Invalid):
        case.forward()
    assert whole(case)


def superior_of(case, now):
    """Somebody who holds a position above the one that has the open task."""
    for seat in superiors_of(case.office.agency, case.task.position_id):
        holder = holder_on(case.office.agency, seat, now.date())
        if holder is not None:
            return holder
    pytest.fail("nobody is above")


@pytest.mark.parametrize(
    "change",
    [
        "update cases_participation set done_at = now() where required",
        "update cases_task set awaits = 0",
        "delete from cases_participation where required",
    ],
)
def test_a_mark_made_behind_the_application_is_found(waiting, change):
    case, _, _ = waiting
    with connection.cursor() as cursor:
        cursor.execute(change)
    assert not whole(case)


def test_a_keeper_of_procedures_chooses_and_the_next_version_keeps_it(shared, now):
    there, version, row, keeper = shared
    stranger = holder_on(there.agency, there.roles["Sekda"], now.date())
    with pytest.raises(NotYours):
        ask_all(stranger, version=version.pk, rows=[row], now=now)
    alone = next(
        step.row
        for step in kept_plan(version.agency_id, version.pk).steps
        if len(step.performers) == 1
    )
    with pytest.raises(Invalid, match=f"Langkah {alone} "):
        ask_all(keeper, version=version.pk, rows=[row, alone], now=now)
    ask_all(keeper, version=version.pk, rows=[row], now=now)
    assert joint_rows_of(revise(keeper, version=version.pk, now=now)) == {row}
    withdraw(keeper, version=version.pk, now=now)
    with pytest.raises(Invalid, match="dicabut"):
        ask_all(keeper, version=version.pk, rows=[], now=now)
