"""Who is asked for an opinion is told, and whoever asked is told of the answer."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tatalaksana.apps.cases.actions.call_off import call_off
from tatalaksana.apps.cases.actions.consult import consult
from tatalaksana.apps.cases.actions.give_opinion import give_opinion
from tatalaksana.apps.cases.models import Consultation
from tatalaksana.apps.notices.models import Notice
from tatalaksana.apps.notices.queries import count_unread
from tatalaksana.apps.notices.rounds import look_around

MONITORING = "Monitoring Penyelenggaraan Pelayanan Publik se-Kalimantan Barat"


@pytest.fixture
def asked(run, office, now, person):
    there = office("KALBAR")
    look_around(there.agency, now - timedelta(hours=2))
    case = run("KALBAR", MONITORING)
    case.lawyer = person("hukum.kalbar")
    case.now += timedelta(minutes=5)
    consult(
        case.actor, task=case.task.pk, position=case.lawyer.position_ids[0],
        person=case.lawyer.person, question="Cukup?", key=uuid4(), now=case.now,
    )  # fmt: skip
    case.question = Consultation.objects.get(case=case.case).pk
    return case


def look(case, kind):
    case.now += timedelta(minutes=1)
    for _ in range(2):
        look_around(case.office.agency, case.now)
    found = Notice.objects.filter(task=case.task.pk, kind=kind)
    return [(one.person.name, one.by.name) for one in found]


def test_who_is_asked_is_told_once(asked):
    assert look(asked, "asked") == [(asked.lawyer.name, asked.actor.name)]
    assert count_unread(asked.lawyer) == 1


def test_whoever_asked_is_told_of_the_answer(asked):
    give_opinion(
        asked.lawyer, consultation=asked.question, text="Cukup.", key=uuid4(), now=asked.now
    )
    assert look(asked, "answered") == [(asked.actor.name, asked.lawyer.name)]
    assert look(asked, "asked") == []


def test_who_was_told_of_the_question_is_told_that_it_was_withdrawn(asked):
    look(asked, "asked")
    call_off(asked.actor, consultation=asked.question, key=uuid4(), now=asked.now)
    assert look(asked, "called_off") == [(asked.lawyer.name, asked.actor.name)]
    assert count_unread(asked.lawyer) == 2


def test_who_was_told_nothing_is_not_told_of_the_withdrawal(asked):
    call_off(asked.actor, consultation=asked.question, key=uuid4(), now=asked.now)
    assert look(asked, "called_off") == []
