"""Who judges a draft from above does everything on its task in her own position, and in no other.

Source: docs/decisions/0045.
"""

from uuid import uuid4

import pytest

from tatalaksana.apps.cases.actions.ask_team import ask_team
from tatalaksana.apps.cases.actions.attach_document import attach_document
from tatalaksana.apps.cases.actions.call_units import Asked, call_units
from tatalaksana.apps.cases.actions.consult import consult
from tatalaksana.apps.cases.actions.start_subcase import start_subcase
from tatalaksana.apps.cases.actions.stop_waiting import stop_waiting
from tatalaksana.apps.cases.models import Event
from tatalaksana.apps.office.models import Position
from tatalaksana.core.engine.plan import Answer
from tests.apps.cases.test_own_drafts import alone, approve, boss, case, whole
from tests.apps.cases.test_teams import composition, people

__all__ = ["case", "people"]


@pytest.fixture
def judge(case):
    """The Kabag, to whom the draft comes: the analyst is Plt. of the position that judges it."""
    alone(case)
    approve(case, case.analyst, Answer.FINISH)
    found = boss(case)
    assert case.task.position_id not in found.position_ids
    return found


def sub_case(case, judge):
    start_subcase(
        judge, task=case.task.pk, version=case.version.pk, title="Turunan", waits=True, key=uuid4(),
        now=case.now,
    )  # fmt: skip


def unit_call(case, judge):
    seat = Position.objects.filter(agency=case.office.agency, many=False).first()
    call_units(
        judge, asked=Asked(version=case.version.pk, title="Data", due_on=None),
        positions=[seat.pk], task=case.task.pk, key=uuid4(), now=case.now,
    )  # fmt: skip


def no_wait(case, judge):
    sub_case(case, judge)
    stop_waiting(judge, task=case.task.pk, reason="Tidak perlu.", key=uuid4(), now=case.now)


def question(case, judge):
    lawyer = Position.objects.get(agency=case.office.agency, name="Kepala Biro Hukum")
    person = lawyer.holding_set.get(until=None).person_id
    consult(
        judge, task=case.task.pk, position=lawyer.pk, person=person, question="Sudah tepat?",
        key=uuid4(), now=case.now,
    )  # fmt: skip


@pytest.mark.parametrize("deed", [sub_case, unit_call, no_wait, question])
def test_the_chain_names_the_position_he_holds(case, judge, deed):
    before = case.case.seq
    deed(case, judge)
    told = Event.objects.filter(case=case.case.pk, seq__gt=before)
    assert {(event.actor_id, event.position_id) for event in told} == {
        (judge.person, case.judging.superior_id)
    }
    whole(case)


def decree(case, judge, people, name, key):
    kept = attach_document(
        judge, task=case.task.pk, label="SK", file_name="sk.pdf", chunks=[b"SK"], now=case.now
    )
    return ask_team(
        judge, task=case.task.pk, composition=composition(people, name=name),
        document=kept.document_id, team=None, key=key, now=case.now,
    )  # fmt: skip


def test_a_team_is_asked_in_the_position_he_holds(case, judge, people):
    asked = decree(case, judge, people, "Tim Satu", uuid4())
    event = Event.objects.get(case=case.case.pk, seq=asked.seq)
    assert {asked.position_id, event.position_id} == {case.judging.superior_id}
    whole(case)
