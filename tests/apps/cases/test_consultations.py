"""Somebody's opinion is asked; the task stays with whoever asks, and the answer comes back."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tatalaksana.apps.cases.actions.call_off import call_off
from tatalaksana.apps.cases.actions.consult import consult
from tatalaksana.apps.cases.actions.correct_deed import correct_deed
from tatalaksana.apps.cases.actions.finish_step import finish_step
from tatalaksana.apps.cases.actions.give_opinion import Paper, give_opinion
from tatalaksana.apps.cases.actions.read_file import read_file
from tatalaksana.apps.cases.consulting import questions_for
from tatalaksana.apps.cases.inbox import inbox
from tatalaksana.apps.cases.models import CaseDocument, Consultation, Event
from tatalaksana.apps.cases.policy import may_read
from tatalaksana.apps.cases.queries import cases_for
from tatalaksana.apps.cases.verification import faults_of
from tatalaksana.apps.office.actions.delegate import delegate
from tatalaksana.apps.office.models import Holding
from tatalaksana.apps.office.queries import holder_of
from tatalaksana.apps.shared.errors import Invalid, NotYours
from tatalaksana.core.engine.opinions import OpinionAwaited
from tatalaksana.core.engine.plan import Answer
from tatalaksana.core.engine.state import AlreadyDone

MONITORING = "Monitoring Penyelenggaraan Pelayanan Publik se-Kalimantan Barat"


@pytest.fixture
def case(run, person):
    """A case of the bureau in which the Karo Hukum has no part; he is the one who is asked."""
    found = run("KALBAR", MONITORING)
    found.lawyer = person("hukum.kalbar")
    assert not may_read(found.lawyer, found.case)
    return found


def ask(case, *, whom=None, key=None, question="Apakah dasar hukumnya cukup?"):
    whom = whom or case.lawyer
    case.now += timedelta(minutes=5)
    consult(
        case.actor, task=case.task.pk, position=whom.position_ids[0], person=whom.person,
        question=question, key=key or uuid4(), now=case.now,
    )  # fmt: skip
    return Consultation.objects.filter(case=case.case).latest("pk")


def answer(case, asked, *, whom=None, key=None, text="Cukup.", paper=None):
    case.now += timedelta(minutes=5)
    give_opinion(
        whom or case.lawyer, consultation=asked.pk, text=text, key=key or uuid4(), now=case.now,
        paper=paper,
    )  # fmt: skip


def kinds(case):
    return list(Event.objects.filter(case=case.case).order_by("seq").values_list("kind", flat=True))


def whole(case):
    assert list(faults_of(case.case)) == []


def test_the_task_stays_with_whoever_asked_and_the_answer_is_an_event_in_the_chain(case):
    task, due = case.task.pk, case.task.due_at
    asked = ask(case)
    answer(case, asked)
    assert kinds(case) == ["opened", "consulted", "opinion"]
    assert (case.task.pk, case.task.due_at, case.task.asked) == (task, due, 0)
    assert Event.objects.get(case=case.case, kind="opinion").reason == "Cukup."
    assert [row.task for row in inbox(case.actor, case.now)].count(task) == 1
    whole(case)


def test_who_is_asked_sees_the_question_and_reads_the_case_while_it_is_open_and_no_longer(case):
    asked = ask(case)
    (waiting,) = questions_for(case.lawyer, case.now)
    assert (waiting.consultation.pk, waiting.for_name) == (asked.pk, "")
    assert may_read(case.lawyer, case.case)
    assert case.case in cases_for(case.lawyer)
    answer(case, asked)
    assert questions_for(case.lawyer, case.now) == ()
    assert not may_read(case.lawyer, case.case)
    assert case.case not in cases_for(case.lawyer)


def test_an_opinion_may_come_with_a_document_that_stays_in_the_case(case):
    answer(case, ask(case), paper=Paper("telaah.txt", [b"telaah"]))
    place = CaseDocument.objects.get(case=case.case)
    assert place.label == "Pendapat Kepala Biro Hukum"
    version = place.document.versions.get()
    assert read_file(case.actor, version=version.pk, now=case.now).file_name == "telaah.txt"


def test_whoever_asked_withdraws_the_question_and_the_right_to_read_goes_with_it(case):
    asked, key = ask(case), uuid4()
    for _ in range(2):
        call_off(case.actor, consultation=asked.pk, key=key, now=case.now)
    assert kinds(case) == ["opened", "consulted", "called_off"]
    assert not may_read(case.lawyer, case.case)
    with pytest.raises(AlreadyDone):
        answer(case, asked)
    with pytest.raises(NotYours):
        call_off(case.lawyer, consultation=asked.pk, key=uuid4(), now=case.now)
    whole(case)


def test_the_same_click_asks_once_and_answers_once(case):
    key, again = uuid4(), uuid4()
    asked = ask(case, key=key)
    ask(case, key=key)
    for _ in range(2):
        answer(case, asked, key=again)
    assert kinds(case) == ["opened", "consulted", "opinion"]
    with pytest.raises(AlreadyDone):
        answer(case, asked)


def test_the_step_is_finished_without_the_answer_only_by_saying_so(case):
    asked = ask(case)
    done = {"task": case.task.pk, "answer": Answer.FINISH, "now": case.now}
    with pytest.raises(OpinionAwaited, match="belum diberikan"):
        finish_step(case.actor, key=uuid4(), **done)
    finish_step(case.actor, key=uuid4(), without_opinion=True, **done)
    assert '"without_opinion": true' in Event.objects.get(case=case.case, kind="finished").data
    assert questions_for(case.lawyer, case.now) == ()
    assert not may_read(case.lawyer, case.case)
    with pytest.raises(AlreadyDone):
        answer(case, asked)
    whole(case)


def test_a_question_is_open_again_when_the_click_that_went_on_without_it_is_corrected(case):
    asked, actor, task = ask(case), case.actor, case.task.pk
    finish_step(
        actor, task=task, answer=Answer.FINISH, key=uuid4(), now=case.now, without_opinion=True
    )
    correct_deed(actor, task=task, reason="Keliru.", key=uuid4(), now=case.now)
    assert (case.task.pk, case.task.asked) == (task, 1)
    answer(case, asked)
    whole(case)


def test_only_whoever_has_the_task_asks_and_nobody_asks_herself_or_a_stranger(case, person):
    with pytest.raises(NotYours):
        consult(
            case.lawyer, task=case.task.pk, position=case.actor.position_ids[0],
            person=case.actor.person, question="Ya?", key=uuid4(), now=case.now,
        )  # fmt: skip
    with pytest.raises(Invalid, match="diri sendiri"):
        ask(case, whom=case.actor)
    karo = person("karo.kalbar")
    with pytest.raises(Invalid, match="tidak memegang jabatan"):
        consult(
            case.actor, task=case.task.pk, position=karo.position_ids[0],
            person=case.lawyer.person, question="Ya?", key=uuid4(), now=case.now,
        )  # fmt: skip


def test_nobody_answers_what_another_was_asked(case, person):
    asked = ask(case)
    with pytest.raises(NotYours, match="tidak diminta dari Anda"):
        answer(case, asked, whom=person("karo.kalbar"))


def test_who_acts_for_the_one_who_was_asked_answers_and_both_names_stand_in_the_log(case, person):
    asked, karo, today = ask(case), person("karo.kalbar"), case.now.date()
    delegate(
        case.lawyer, position=case.lawyer.position_ids[0], giver=case.lawyer.person,
        taker=karo.person, kind="semua", since=today, until=today, now=case.now,
    )  # fmt: skip
    account = Holding.objects.filter(person=karo.person)[0].person.account_id
    karo = holder_of(account, karo.agency, today)
    (waiting,) = questions_for(karo, case.now)
    assert waiting.for_name == case.lawyer.name
    answer(case, asked, whom=karo)
    event = Event.objects.get(case=case.case, kind="opinion")
    assert (event.actor_id, f'"for": {case.lawyer.person}' in event.data) == (karo.person, True)
    whole(case)


def test_the_next_holder_of_the_position_answers_once_the_one_who_was_asked_has_left_it(
    case, person
):
    asked, karo, today = ask(case), person("karo.kalbar"), case.now.date()
    seat = case.lawyer.position_ids[0]
    Holding.objects.filter(agency=karo.agency, position=seat).update(
        until=today - timedelta(days=1)
    )
    Holding.objects.create(
        agency_id=karo.agency, person_id=karo.person, position_id=seat, kind="plt", since=today
    )
    account = Holding.objects.filter(person=karo.person)[0].person.account_id
    answer(case, asked, whom=holder_of(account, karo.agency, today))
    whole(case)


def test_a_changed_question_is_found(case):
    asked = ask(case)
    Consultation.objects.filter(pk=asked.pk).update(question="Apakah boleh?")
    assert any("Permintaan pendapat" in fault for fault in faults_of(case.case))
