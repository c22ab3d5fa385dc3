"""Correcting a wrong click by an authorised person is a new event, never an edit."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction

from tatalaksana.apps.cases.actions.attach_document import attach_document
from tatalaksana.apps.cases.actions.correct_deed import correct_deed
from tatalaksana.apps.cases.actions.finish_step import finish_step
from tatalaksana.apps.cases.actions.hold_file import hold_file
from tatalaksana.apps.cases.actions.release_file import release_file
from tatalaksana.apps.cases.actions.resume_case import resume_case
from tatalaksana.apps.cases.actions.send_back import send_back
from tatalaksana.apps.cases.actions.suspend_case import suspend_case
from tatalaksana.apps.cases.history import rows_of, timeline_of
from tatalaksana.apps.cases.inbox import Sieve, inbox
from tatalaksana.apps.cases.models import Event, Task
from tatalaksana.apps.cases.rescheduling import count_stale
from tatalaksana.apps.cases.verification import faults_of
from tatalaksana.apps.shared.errors import NotYours
from tatalaksana.core.engine.plan import Answer
from tatalaksana.core.engine.state import (
    AlreadyDone,
    NothingToCorrect,
    ReasonMissing,
    Suspended,
)

SK = "Pembuatan Surat Keputusan (SK) Tim / Panitia Pelaksana Kegiatan Subbag Pelayanan Publik"
WHY = "Tombolnya keliru."


@pytest.fixture
def case(run):
    return run("KALBAR", SK)


def correct(holder, task, case, *, minutes=5, key=None, reason=WHY):
    case.now += timedelta(minutes=minutes)
    return correct_deed(holder, task=task, reason=reason, key=key or uuid4(), now=case.now)


def kept(case):
    """All that the case and its tasks say, but the number and hash of the last event."""
    row = {k: v for k, v in vars(case.case).items() if k not in ("_state", "seq", "head")}
    tasks = Task.objects.filter(case=case.case, answer__in=("", "finish", "approve", "return"))
    return row, list(tasks.order_by("pk").values())


def clicked_by_the_kabag(case):
    """The task that the Kabag has just ended; he keeps no procedures."""
    for _ in range(3):
        case.forward()
    task, actor = case.task.pk, case.actor
    assert case.task.position.name == "Kepala Bagian Ketatalaksanaan"
    case.forward()
    return task, actor


def whole(case):
    assert list(faults_of(case.case)) == []


def test_after_a_correction_everything_is_as_before_the_click_with_the_original_clock(case):
    """The step's time goes on from its own opening, and the same person has it."""
    case.forward()
    before, task, actor = kept(case), case.task.pk, case.actor
    case.forward()
    done = correct(actor, task, case)
    assert kept(case) == before
    assert (done.task, done.to_row) == (task, 2)
    assert [e.kind for e in Event.objects.filter(case=case.case).order_by("seq")] == [
        "opened", "finished", "finished", "corrected",
    ]  # fmt: skip
    event = Event.objects.get(case=case.case, kind="corrected")
    assert (event.corrects, event.reason, event.actor_id) == (3, WHY, actor.person)
    whole(case)


def test_the_same_click_corrects_once_and_the_wrong_click_never_comes_back(case):
    task, actor, wrong, key = case.task.pk, case.actor, uuid4(), uuid4()
    said = {"task": task, "answer": Answer.FINISH, "key": wrong, "now": case.now}
    finish_step(actor, **said)
    first = correct(actor, task, case, key=key)
    again = correct(actor, task, case, key=key)
    assert (again.repeated, again.seq) == (True, first.seq)
    with pytest.raises(AlreadyDone), transaction.atomic():
        finish_step(actor, **said)
    assert case.case.seq == 3
    whole(case)


def test_whoever_clicked_takes_it_back_while_the_next_one_has_done_nothing(case):
    task, actor = clicked_by_the_kabag(case)
    attach_document(
        case.actor, task=case.task.pk, label="Nota", file_name="n.txt", chunks=[b"isi"],
        now=case.now + timedelta(minutes=1),
    )  # fmt: skip
    with pytest.raises(NotYours, match="tidak dapat Anda tarik kembali lagi"):
        correct(actor, task, case)


def test_whoever_clicked_has_one_working_day_for_it(case):
    """Thursday 09.28; on Friday at 09.00 it is less than a working day ago, on Monday more."""
    task, actor = clicked_by_the_kabag(case)
    with pytest.raises(NotYours, match="satu hari kerja"):
        correct(actor, task, case, minutes=4 * 24 * 60)
    case.now -= timedelta(days=3)
    assert correct(actor, task, case, minutes=-30).task == task


def test_later_the_superior_corrects_it_with_a_reason_also_after_a_note(case, person):
    case.forward()
    case.forward()
    case.forward()
    task = Task.objects.get(case=case.case, row=3)
    hold_file(case.actor, task=case.task.pk, reason="Di Sekda.", key=uuid4(), now=case.now)
    karo = person("karo.kalbar")
    with pytest.raises(ReasonMissing, match="koreksi"):
        correct(karo, task.pk, case, reason=" ")
    correct(karo, task.pk, case, minutes=60 * 24 * 6)
    assert (case.task.pk, case.task.outside) == (task.pk, False)
    whole(case)


def test_a_keeper_of_procedures_who_may_read_the_case_corrects_it(case, person):
    case.forward()
    case.forward()
    case.forward()
    third = Task.objects.get(case=case.case, row=3)
    keeper = person("analis.kalbar")
    assert keeper.keeps_procedures
    case.now += timedelta(days=10)
    assert correct(keeper, third.pk, case).task == third.pk


def test_nobody_else_corrects_it(case, person):
    task = case.task.pk
    case.forward()
    with pytest.raises(NotYours, match="Hanya yang mengeklik"):
        correct(person("hukum.kalbar"), task, case)


def test_once_a_later_step_was_finished_only_a_return_helps_and_the_refusal_says_so(case, person):
    case.forward()
    task = case.task.pk
    case.forward()
    case.forward()
    with pytest.raises(NothingToCorrect) as told:
        correct(person("karo.kalbar"), task, case)
    assert "mengembalikan berkas" in told.value.hint


def test_two_wrong_clicks_are_taken_back_one_after_the_other(case, person):
    karo, first = person("karo.kalbar"), case.task.pk
    before = kept(case)
    case.forward()
    second = case.task.pk
    case.forward()
    correct(karo, second, case)
    correct(karo, first, case)
    assert kept(case) == before
    whole(case)


def test_a_finished_case_runs_again_when_its_last_click_was_wrong(case):
    while case.task:
        task, actor = case.task.pk, case.actor
        case.forward()
    assert case.case.closed_at is not None
    correct(actor, task, case)
    assert (case.case.closed_at, case.task.pk) == (None, task)
    whole(case)
    case.forward()
    assert case.task is None
    whole(case)


def test_a_return_by_mistake_counts_as_no_rework_and_makes_no_approval_void(case):
    while Answer.RETURN not in case.plan.step(case.task.row).ways:
        case.forward()
    task, actor = case.task.pk, case.actor
    case.do(Answer.RETURN, "Keliru.")
    assert case.case.rework == 1
    correct(actor, task, case)
    assert (case.case.rework, case.task.pk) == (0, task)
    assert not any(one.void for one in timeline_of(actor, case.case))
    assert inbox(actor, case.now, Sieve.RETURNED) == ()
    whole(case)


def test_a_superior_takes_back_a_return_of_his_own(case, person):
    case.forward()
    case.forward()
    task, karo = case.task.pk, person("karo.kalbar")
    send_back(karo, task=task, to_row=1, reason="Keliru.", key=uuid4(), now=case.now)
    correct(karo, task, case)
    assert (case.task.pk, case.case.rework) == (task, 0)
    whole(case)


def test_a_file_that_was_outside_is_outside_again_and_its_clock_stands(case):
    actor, task = case.actor, case.task.pk
    hold_file(actor, task=task, reason="Di Biro Hukum.", key=uuid4(), now=case.now)
    case.forward()
    correct(actor, task, case)
    assert (case.task.outside, case.task.running_since, case.task.due_at) == (True, None, None)
    whole(case)
    release_file(actor, task=task, key=uuid4(), now=case.now + timedelta(hours=1))
    whole(case)
    assert count_stale(case.office.agency, "Asia/Jakarta", 0) == 0


def test_in_a_suspended_case_nothing_is_corrected(case, person):
    task, karo = case.task.pk, person("karo.kalbar")
    case.forward()
    suspend_case(karo, task=case.task.pk, reason="Tunggu.", key=uuid4(), now=case.now)
    with pytest.raises(Suspended):
        correct(karo, task, case)


def test_only_a_click_is_corrected(case, person):
    with pytest.raises(AlreadyDone, match="sedang terbuka"):
        correct(case.actor, case.task.pk, case)
    first, actor = case.task.pk, case.actor
    case.forward()
    withdrawn = case.task.pk
    correct(actor, first, case)
    with pytest.raises(NothingToCorrect, match="tidak diakhiri"):
        correct(person("karo.kalbar"), withdrawn, case)


def test_figures_count_the_step_once_with_the_time_since_its_own_opening(case):
    """Waited since Thursday 09.00, finished 09.07 by mistake, and for good at 09.19."""
    task, actor = case.task.pk, case.actor
    case.forward()
    correct(actor, task, case)
    case.forward()
    with connection.cursor() as cursor:
        cursor.execute(
            'select kind, "row", prev_row, waited from cases_deed where case_id = %s order by seq',
            [case.case.pk],
        )
        assert cursor.fetchall() == [("opened", 0, 0, 0), ("finished", 1, 0, 19 * 60)]
    (first, *_rest) = rows_of(actor, case.case, case.now)
    assert (first.times, first.waited.value) == (1, 19)
    whole(case)


def test_the_time_line_tells_both_the_click_and_its_correction(case):
    task, actor = case.task.pk, case.actor
    case.forward()
    correct(actor, task, case)
    line = timeline_of(actor, case.case)
    assert [(one.event.kind, one.corrected, one.stands) for one in line] == [
        ("opened", False, True), ("finished", True, False), ("corrected", False, False),
    ]  # fmt: skip


def test_a_changed_or_lost_correction_is_found(case):
    task, actor = case.task.pk, case.actor
    case.forward()
    correct(actor, task, case)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table cases_event disable trigger append_only")
        cursor.execute(
            "update cases_event set corrects = 1 where case_id = %s and kind = 'corrected'",
            [case.case.pk],
        )
        cursor.execute("alter table cases_event enable trigger append_only")
    assert any("tidak menyebut klik" in fault for fault in faults_of(case.case))


def test_the_time_in_which_the_case_was_suspended_is_no_time_of_the_step_that_opens_again(
    case, person
):
    """Row 2 has two working hours. Opened Thursday 09.07, ended by mistake at 09.14; the case stood
    from 09.20 to 09.50, and the click was corrected at 09.55: 18 of 120 minutes are used."""
    karo = person("karo.kalbar")
    case.forward()
    opened, task = case.now, case.task.pk
    case.forward()
    stops = {"task": case.task.pk, "now": opened + timedelta(minutes=13)}
    suspend_case(karo, reason="Tunggu.", key=uuid4(), **stops)
    resume_case(karo, key=uuid4(), **stops | {"now": opened + timedelta(minutes=43)})
    case.now = opened + timedelta(minutes=43)
    correct(karo, task, case, minutes=5)
    again = case.task
    assert (again.pk, again.consumed) == (task, 13)
    assert again.due_at == opened + timedelta(minutes=120 + 30)
    whole(case)
    assert count_stale(case.office.agency, "Asia/Jakarta", 0) == 0


def test_two_corrections_over_one_suspension_take_it_off_the_first_step_too(case, person):
    karo, opened, first = person("karo.kalbar"), case.task.opened_at, case.task.pk
    case.forward()
    second = case.task.pk
    case.forward()
    stops = {"task": case.task.pk, "now": case.now}
    suspend_case(karo, reason="Tunggu.", key=uuid4(), **stops)
    case.now += timedelta(minutes=30)
    resume_case(karo, key=uuid4(), task=case.task.pk, now=case.now)
    correct(karo, second, case)
    correct(karo, first, case)
    used = case.task.consumed
    assert timedelta(minutes=used) == stops["now"] - opened
    whole(case)


def test_what_was_outside_in_the_step_of_the_wrong_click_went_with_it(case, person):
    """That the file was noted outside there says nothing of where it should have been."""
    karo, task = person("karo.kalbar"), case.task.pk
    due = case.task.due_at
    case.forward()
    hold_file(case.actor, task=case.task.pk, reason="Di Sekda.", key=uuid4(), now=case.now)
    correct(karo, task, case, minutes=30)
    assert (case.task.outside, case.task.due_at) == (False, due)
    whole(case)
