"""A step decided by what was known of its task is the step that reading it would give, or none."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from tatalaksana.apps.cases import remembered
from tatalaksana.apps.cases.actions.finish_step import Asked, finish
from tatalaksana.apps.cases.actions.hold_file import hold_file
from tatalaksana.apps.cases.actions.release_file import release_file
from tatalaksana.apps.cases.actions.resume_case import resume_case
from tatalaksana.apps.cases.actions.send_back import send_back
from tatalaksana.apps.cases.actions.start_subcase import start_subcase
from tatalaksana.apps.cases.actions.suspend_case import suspend_case
from tatalaksana.apps.cases.open_task import open_task
from tatalaksana.apps.cases.writing import MovedOn
from tatalaksana.apps.office.queries import holder_on
from tatalaksana.core.engine.plan import Answer
from tatalaksana.core.engine.state import AlreadyDone

SK = "Pembuatan Surat Keputusan (SK) Tim / Panitia Pelaksana Kegiatan Subbag Pelayanan Publik"
WHY = "Ada sebabnya."


@pytest.fixture
def second_row(run):
    case = run("KALBAR", SK)
    case.forward()
    return case


def asked(case):
    return Asked(Answer.FINISH, uuid4(), case.now + timedelta(hours=2), WHY, (), False)


def told(case, deed, by, **values):
    case.now += timedelta(minutes=5)
    deed(by, task=case.task.pk, key=uuid4(), now=case.now, **values)


def wait_for_another(case):
    start_subcase(
        case.actor,
        task=case.task.pk,
        version=case.version.pk,
        title="Anak",
        waits=True,
        key=uuid4(),
        now=case.now,
    )


def set_aside(case):
    told(case, suspend_case, case.office.keeper, reason=WHY)


def back_again(case):
    set_aside(case)
    told(case, resume_case, case.office.keeper)


def sent_out(case):
    told(case, hold_file, case.actor, reason=WHY)


def out_and_in(case):
    sent_out(case)
    told(case, release_file, case.actor)


def sent_back(case):
    above = holder_on(case.office.agency, case.task.position.superior_id, case.now.date())
    told(case, send_back, above, to_row=1, reason=WHY)


@pytest.mark.parametrize(("code", "title"), [("KALBAR", SK), ("LUMAJANG", "Surat Keluar")])
def test_what_is_remembered_of_a_task_is_what_a_reading_of_it_gives(run, code, title):
    case = run(code, title)
    while case.task is not None:
        known = remembered.recall(case.actor, case.task.pk)
        if case.case.seq > 1 and known is not None:
            assert known == open_task(case.actor, case.task.pk, case.now)
        case.forward()


@pytest.mark.parametrize(
    "meanwhile",
    [set_aside, back_again, sent_out, out_and_in, sent_back, wait_for_another],
)
def test_nothing_is_written_by_what_was_true_before_another_deed(second_row, meanwhile):
    known = open_task(second_row.actor, second_row.task.pk, second_row.now)
    actor, before = second_row.actor, second_row.case.head
    meanwhile(second_row)
    assert second_row.case.head != before
    with pytest.raises((MovedOn, AlreadyDone)), transaction.atomic():
        finish(actor, known, asked(second_row))


def test_a_history_of_the_same_length_is_not_the_same_history(second_row):
    known = open_task(second_row.actor, second_row.task.pk, second_row.now)
    other = replace(known, head="0" * 64)
    with pytest.raises(MovedOn), transaction.atomic():
        finish(second_row.actor, other, asked(second_row))
    assert finish(second_row.actor, known, asked(second_row)).to_row == 3


def test_a_task_that_is_addressed_to_somebody_else_is_read(second_row):
    known = open_task(second_row.actor, second_row.task.pk, second_row.now)
    elsewhere = replace(known, person=second_row.actor.person + 1)
    remembered.remember(second_row.office.agency, elsewhere)
    assert remembered.recall(second_row.actor, known.id) is None


def test_only_so_many_tasks_are_remembered(second_row, monkeypatch):
    monkeypatch.setattr(remembered, "TASKS", 1)
    known = open_task(second_row.actor, second_row.task.pk, second_row.now)
    remembered._known.clear()
    for agency in (1, 2):
        remembered.remember(agency, known)
    assert list(remembered._known) == [(2, known.id)]
