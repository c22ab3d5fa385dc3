"""A running case is moved to the new version where the steps correspond, and nothing is lost."""

from dataclasses import replace
from uuid import uuid4

import pytest

from tatalaksana.apps.cases.actions.finish_step import finish_step
from tatalaksana.apps.cases.actions.move_case import move_case
from tatalaksana.apps.cases.actions.start_subcase import start_subcase
from tatalaksana.apps.cases.history import rows_of, timeline_of
from tatalaksana.apps.cases.models import SubCase
from tatalaksana.apps.cases.policy import may_read
from tatalaksana.apps.cases.queries import cases_for
from tatalaksana.apps.cases.verification import faults_of_agency
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.apps.shared.errors import Invalid, NotYours
from tatalaksana.core.engine.plan import Answer
from tatalaksana.core.engine.state import AlreadyDone, NoSuchWay, ReasonMissing
from tests.revising import new_version, with_a_new_second_step

TITLE = "Surat Keluar"
WHY = "Versi baru menambah paraf koordinasi."


@pytest.fixture
def case(run):
    """A case of Surat Keluar that was returned once and waits at its third row."""
    case = run("LUMAJANG", TITLE)
    case.forward()
    case.do(Answer.RETURN, reason="Konsep masih salah.")
    case.forward()
    case.forward()
    assert case.case.row == 3
    return case


@pytest.fixture
def newer(case, now):
    """Its procedure's new version in force."""
    return new_version(case.office.keeper, case.version.pk, with_a_new_second_step, now)


def moved(case, newer, *, to_row=4, reason=WHY, by=None, key=None):
    return move_case(
        by or case.office.keeper,
        task=case.task.pk,
        version=newer.pk,
        to_row=to_row,
        reason=reason,
        key=key or uuid4(),
        now=case.now,
    )


def test_a_case_stays_with_its_version_until_somebody_moves_it(case, newer):
    assert case.case.version_id == case.version.pk
    case.forward()
    assert case.case.version_id == case.version.pk


def test_a_moved_case_goes_on_at_the_same_work_and_its_chain_is_whole(case, newer):
    waiting = case.task.position
    done = moved(case, newer)
    assert (done.to_row, done.position) == (4, waiting.pk)
    assert case.case.version_id == newer.pk
    assert list(faults_of_agency(case.office.agency)) == []


def test_a_moved_case_runs_to_its_end_by_the_new_version(case, newer):
    moved(case, newer)
    plan = kept_plan(case.office.agency, newer.pk)
    while case.task is not None:
        way = next(way for way in plan.step(case.task.row).ways if way is not Answer.RETURN)
        case.do(way)
    assert case.case.closed_at
    assert list(faults_of_agency(case.office.agency)) == []


def test_what_was_done_stays_done_on_the_chart_of_the_new_version(case, newer):
    """Rows 1 and 2 are rows 1 and 3 now; the added row was never done."""
    moved(case, newer)
    states = {one.row: (one.state, one.times) for one in rows_of(case.actor, case.case, case.now)}
    assert states[1] == ("done", 2)
    assert states[2] == ("ahead", 0)
    assert states[3] == ("done", 2)
    assert states[4] == ("present", 0)


def test_the_time_line_tells_each_deed_in_the_words_of_its_version(case, newer):
    before = [moment.step for moment in timeline_of(case.actor, case.case)]
    moved(case, newer)
    after = timeline_of(case.actor, case.case)
    assert [moment.step for moment in after[:-1]] == before
    assert after[-1].event.reason == WHY


def test_the_same_click_moves_once(case, newer):
    key, task = uuid4(), case.task.pk
    moved(case, newer, key=key)
    again = move_case(
        case.office.keeper, task=task, version=newer.pk, to_row=4, reason=WHY, key=key, now=case.now
    )
    assert again.repeated
    assert case.case.seq == 6


def test_the_old_task_cannot_be_finished_any_more(case, newer):
    task, actor = case.task.pk, case.actor
    moved(case, newer)
    with pytest.raises(AlreadyDone):
        finish_step(actor, task=task, answer=Answer.FINISH, key=uuid4(), now=case.now)


@pytest.fixture
def shorter(case, now):
    """A new version in force that keeps the first two rows alone."""

    def change(content):
        first, second = content.steps[:2]
        return replace(content, steps=(first, replace(second, decision=None)))

    return new_version(case.office.keeper, case.version.pk, change, now, rows={1: 1, 2: 2})


def test_a_task_of_a_version_with_more_steps_is_done_not_broken(case, shorter):
    task, actor = case.task.pk, case.actor
    moved(case, shorter, to_row=2)
    with pytest.raises(AlreadyDone):
        finish_step(actor, task=task, answer=Answer.FINISH, key=uuid4(), now=case.now)


def test_a_click_that_was_counted_is_answered_the_same_after_a_move_to_fewer_steps(case, now):
    """Its answer was lost on the way and it is sent again, when the case has moved on."""
    click = {"task": case.task.pk, "answer": Answer.FINISH, "key": uuid4(), "now": case.now}
    actor = case.actor
    first = finish_step(actor, **click)
    fewer = new_version(
        case.office.keeper,
        case.version.pk,
        lambda content: replace(content, steps=content.steps[:1]),
        now,
    )
    moved(case, fewer, to_row=1)
    again = finish_step(actor, **click)
    assert again.repeated
    assert (again.seq, again.to_row) == (first.seq, first.to_row)


def test_having_moved_a_case_opens_it_to_no_keeper(case, newer):
    """Her deed is in its history; what the case is about is still not hers to read."""
    keeper = case.office.keeper
    seats = tuple(seat for seat in keeper.positions if seat.keeps_procedures)
    there = replace(keeper, positions=tuple(replace(seat, id=-1) for seat in seats))
    assert not may_read(there, case.case)
    moved(case, newer)
    assert not may_read(there, case.case)
    assert case.case not in cases_for(there)


def test_only_a_keeper_moves_and_says_why(case, newer, person):
    with pytest.raises(NotYours):
        moved(case, newer, by=person("pns.lumajang"))
    with pytest.raises(ReasonMissing, match="pemindahan"):
        moved(case, newer, reason=" ")
    with pytest.raises(NoSuchWay):
        moved(case, newer, to_row=99)
    assert case.case.seq == 5


def test_a_case_is_not_moved_to_another_procedure(case, newer, office):
    from tatalaksana.apps.library.models import Version

    other = Version.objects.filter(agency=case.office.agency, status="berlaku").exclude(
        procedure=newer.procedure
    )
    with pytest.raises(Invalid, match="prosedur lain"):
        moved(case, other[0])


def test_a_step_goes_on_waiting_for_its_sub_case_at_its_new_row(case, newer):
    """A case opened from row 3 is waited for at row 4; the one of a step that is gone, nowhere."""
    task = case.task.pk
    start_subcase(
        case.actor, task=task, version=newer.pk, title="Terkait", waits=True, key=uuid4(),
        now=case.now,
    )  # fmt: skip
    moved(case, newer)
    link = SubCase.objects.get(parent=case.case)
    assert (link.row, link.waits) == (4, True)
    with pytest.raises(Invalid, match="menunggu"):
        case.do(Answer.FINISH if Answer.FINISH in newer_ways(case, newer) else Answer.APPROVE)


def newer_ways(case, newer):
    return kept_plan(case.office.agency, newer.pk).step(case.task.row).ways
