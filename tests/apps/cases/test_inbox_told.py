"""What a process remembers of waiting tasks is told only as long as it is true."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from tatalaksana.apps.cases import inbox_told
from tatalaksana.apps.cases.actions.correct_deed import correct_deed
from tatalaksana.apps.cases.actions.resume_case import resume_case
from tatalaksana.apps.cases.actions.suspend_case import suspend_case
from tatalaksana.apps.cases.inbox import PAGE, Sieve, read_inbox, statement_of
from tatalaksana.apps.cases.inbox_portions import inbox_portion
from tatalaksana.apps.cases.models import Case, Task
from tatalaksana.apps.office.models import Person
from tatalaksana.apps.shared.prepared_rows import LONGEST_STATEMENT
from tatalaksana.core.engine.plan import Answer

SK = "Pembuatan Surat Keputusan (SK) Tim / Panitia Pelaksana Kegiatan Subbag Pelayanan Publik"


@pytest.fixture
def case(run):
    inbox_told.known.clear()
    found = run("KALBAR", SK)
    found.forward()
    return found


def row_of(case, who=None):
    rows = read_inbox(who or case.actor, case.now).rows
    (row,) = [one for one in rows if one.task == case.task.pk]
    return row


def asked_of_cases(read):
    """What `read` gives, and whether a case was looked up for it."""
    seen = []
    real = inbox_told.all_rows
    inbox_told.all_rows = lambda statement, values: (
        seen.append("cases_case" in statement),
        real(statement, values),
    )[1]
    try:
        return read(), any(seen)
    finally:
        inbox_told.all_rows = real


def test_a_case_is_looked_up_once_and_then_told_from_memory(case):
    who = case.actor
    first, looked = asked_of_cases(lambda: read_inbox(who, case.now))
    assert looked
    again, looked = asked_of_cases(lambda: read_inbox(who, case.now))
    assert (again, looked) == (first, False)
    portion = inbox_portion(who, case.now, Sieve.ALL, None, PAGE)
    assert sorted(portion.rows) == sorted(first.rows)


def test_a_case_that_is_suspended_or_resumed_is_told_so_at_once(case):
    keeper, who = case.office.keeper, case.actor
    assert not row_of(case, who).suspended
    deed = {"task": case.task.pk, "reason": "Menunggu anggaran."}
    suspend_case(keeper, key=uuid4(), now=case.now, **deed)
    assert row_of(case, who).suspended
    resume_case(keeper, key=uuid4(), now=case.now + timedelta(hours=1), **deed)
    assert not row_of(case, who).suspended


def test_what_was_rolled_back_is_not_told_afterwards(case):
    keeper, who = case.office.keeper, case.actor
    deed = {"task": case.task.pk, "reason": "Menunggu anggaran.", "now": case.now}
    with transaction.atomic():
        suspend_case(keeper, key=uuid4(), **deed)
        assert row_of(case, who).suspended
        transaction.set_rollback(True)
    assert not row_of(case, who).suspended
    Case.objects.filter(pk=case.started.case).update(title="Judul lain")
    assert (row_of(case, who).title, row_of(case, who).suspended) == ("Judul lain", False)


def test_a_step_that_a_correction_opens_again_is_told_as_its_case_is_now(case):
    task, who = case.task, case.actor
    assert row_of(case, who).title != "Judul lain"
    case.forward()
    Case.objects.filter(pk=case.started.case).update(title="Judul lain")
    correct_deed(case.office.keeper, task=task.pk, reason="Salah.", key=uuid4(), now=case.now)
    assert case.task.pk == task.pk
    assert row_of(case, who).title == "Judul lain"


def test_a_returned_task_keeps_its_reason_in_memory(case):
    case.forward()
    case.do(Answer.RETURN, reason="Perbaiki konsiderans.")
    assert [row_of(case).reason for _ in range(2)] == ["Perbaiki konsiderans."] * 2


def test_a_sender_who_changed_her_name_is_told_by_the_new_one(case):
    sender = Task.objects.get(pk=case.task.pk).sender
    assert row_of(case).sender == sender.name
    Person.objects.filter(pk=sender.pk).update(name="Nama Baru")
    assert row_of(case).sender == "Nama Baru"


def test_a_step_gives_no_stamp_and_a_change_of_the_case_does(case):
    case.forward()
    stamps = Task.objects.filter(case=case.started.case).values_list("told", flat=True)
    assert set(stamps) == {None}
    Case.objects.filter(pk=case.started.case).update(title="Judul lain")
    assert None not in set(stamps.all())


def test_memory_is_bounded(case, monkeypatch):
    monkeypatch.setattr(inbox_told, "KEPT", 1)
    inbox_told.known.update({(number, 0, case.now, None): None for number in range(5)})
    row_of(case)
    assert len(inbox_told.known) == 1


def test_the_driver_keeps_what_it_made_of_what_is_asked_of_a_page():
    for sieve in Sieve:
        assert len(statement_of(sieve)) <= LONGEST_STATEMENT
    assert len(inbox_told.statement_of(tuple(inbox_told.PARTS), ())) <= LONGEST_STATEMENT
