"""Whoever has a part of a step to do is told of it, once, as the office asks for all of them."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tatalaksana.apps.cases.actions.correct_deed import correct_deed
from tatalaksana.apps.cases.actions.take_part import take_part
from tatalaksana.apps.cases.models import Event
from tatalaksana.apps.cases.parts import parts_of
from tatalaksana.apps.library.actions.ask_all import ask_all
from tatalaksana.apps.library.joint_rows import shared_rows_of
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.notices.models import Notice
from tatalaksana.apps.notices.rounds import look_around
from tatalaksana.apps.office.models import Holding, Position
from tatalaksana.apps.office.queries import holder_on
from tatalaksana.core.engine.reminders import Rung, reminders

OFFICE, TITLE = "TANGERANG", "Penyusunan Standar Pelayanan"


@pytest.fixture
def waiting(office, run, now):
    """A case at the row that asks all of its performers, and the people beside the first."""
    there = office(OFFICE)
    look_around(there.agency, now - timedelta(hours=2))
    version = Version.objects.get(status="berlaku", procedure__title__startswith=TITLE)
    ((row, _),) = shared_rows_of(version).items()
    seat = Position.objects.filter(agency=there.agency, keeps_procedures=True).first()
    keeper = holder_on(there.agency, seat.pk, now.date())
    ask_all(keeper, version=version.pk, rows=[row], now=now)
    case = run(OFFICE, version.procedure.title)
    while case.task.row < row:
        case.forward()
    case.parts = parts_of(there.agency, case.task.pk)
    case.people = {
        holder_on(there.agency, part.position_id, now.date()).person for part in case.parts
    }
    return case


def look(case, kind="part"):
    case.now += timedelta(minutes=1)
    for _ in range(2):
        look_around(case.office.agency, case.now)
    found = Notice.objects.filter(task=case.task.pk, kind=kind)
    return sorted(one.person_id for one in found)


def test_everybody_who_is_asked_for_a_part_is_told_once(waiting):
    told = look(waiting)
    sender = Event.objects.filter(case=waiting.case.pk).latest("seq").actor_id
    assert told
    assert set(told) == waiting.people - {waiting.actor.person, sender}
    assert len(told) == len(set(told))


def test_the_responsible_one_is_told_of_the_task_and_not_of_a_part(waiting):
    assert not {waiting.actor.person} & set(look(waiting))


def test_the_part_of_a_vacant_position_is_told_to_the_one_above(waiting):
    part = waiting.parts[0]
    gone = Holding.objects.filter(position=part.position_id)
    left = set(gone.values_list("person", flat=True))
    superior = part.position.superior_id
    gone.delete()
    above = set(Holding.objects.filter(position=superior).values_list("person", flat=True))
    told = set(look(waiting))
    assert above & (told | {waiting.actor.person})
    assert not left & told


def test_who_takes_part_without_being_asked_is_told_nothing(office, run, now):
    there = office(OFFICE)
    look_around(there.agency, now - timedelta(hours=2))
    version = Version.objects.get(status="berlaku", procedure__title__startswith=TITLE)
    ((row, _),) = shared_rows_of(version).items()
    case = run(OFFICE, version.procedure.title)
    while case.task.row < row:
        case.forward()
    assert look(case) == []


def test_it_goes_out_by_e_mail_with_the_others():
    assert {Rung.PART, Rung.PROPOSED} <= reminders().mailed["semua"]
    assert not {Rung.PART, Rung.PROPOSED} & reminders().mailed["penting"]


def test_a_part_that_is_asked_again_by_a_correction_is_told_again(waiting):
    first = look(waiting)
    for part in waiting.parts:
        who = holder_on(waiting.office.agency, part.position_id, waiting.now.date())
        take_part(who, task=waiting.task.pk, key=uuid4(), now=waiting.now)
    again = waiting.task.pk
    actor = waiting.actor
    waiting.forward()
    correct_deed(actor, task=again, reason="Salah klik.", key=uuid4(), now=waiting.now)
    assert look(waiting) == first  # her part stays done: nothing new is asked
