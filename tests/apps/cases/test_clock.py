"""The clock of a step stands while the file is with an outside party."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tatalaksana.apps.cases.actions.finish_step import finish_step
from tatalaksana.apps.cases.actions.hold_file import hold_file
from tatalaksana.apps.cases.actions.release_file import release_file
from tatalaksana.apps.cases.models import Event
from tatalaksana.apps.cases.verification import faults_of_agency
from tatalaksana.apps.shared.errors import NotYours
from tatalaksana.core.engine.plan import Answer
from tatalaksana.core.engine.state import AlreadyDone, ReasonMissing

SK = "Pembuatan Surat Keputusan (SK) Tim / Panitia Pelaksana Kegiatan Subbag Pelayanan Publik"
OUT = "Menunggu data dari Dinas Kesehatan."


@pytest.fixture
def two_hours(run):
    """The second row of the SK: two working hours, running since Thursday 09.07."""
    case = run("KALBAR", SK)
    case.forward()
    return case


def held(case, minutes, reason=OUT):
    case.now += timedelta(minutes=minutes)
    return hold_file(case.actor, task=case.task.pk, reason=reason, key=uuid4(), now=case.now)


def released(case, **later):
    case.now += timedelta(**later)
    return release_file(case.actor, task=case.task.pk, key=uuid4(), now=case.now)


def test_what_is_left_of_the_time_is_left_when_the_file_comes_back(two_hours):
    """30 of 120 minutes used by 09.37; back on Friday 09.37, due 90 working minutes later."""
    held(two_hours, 30)
    assert two_hours.task.due_at is None
    assert two_hours.task.consumed == 30
    released(two_hours, days=1)
    assert two_hours.task.due_at - two_hours.now == timedelta(minutes=90)
    assert list(faults_of_agency(two_hours.office.agency)) == []


def test_a_file_that_was_outside_twice_keeps_count(two_hours):
    held(two_hours, 30)
    released(two_hours, minutes=20)
    held(two_hours, 40)
    released(two_hours, minutes=20)
    assert two_hours.task.consumed == 70
    assert two_hours.task.due_at - two_hours.now == timedelta(minutes=50)
    assert list(faults_of_agency(two_hours.office.agency)) == []


def test_where_the_file_is_must_be_told(two_hours):
    with pytest.raises(ReasonMissing, match="Keterangan"):
        held(two_hours, 1, reason="  ")
    assert two_hours.case.seq == 2


def test_it_goes_out_once_and_comes_back_once(two_hours):
    with pytest.raises(AlreadyDone):
        released(two_hours, minutes=1)
    held(two_hours, 1)
    with pytest.raises(AlreadyDone):
        held(two_hours, 1)
    released(two_hours, minutes=1)
    with pytest.raises(AlreadyDone):
        released(two_hours, minutes=1)
    assert two_hours.case.seq == 4


def test_the_same_click_counts_once(two_hours):
    """A form sent again says what the first said; it is no refusal."""
    case, out, back = two_hours, uuid4(), uuid4()
    values = {"task": case.task.pk, "now": case.now}
    hold_file(case.actor, **values, reason=OUT, key=out)
    hold_file(case.actor, **values, reason=OUT, key=out)
    assert case.case.seq == 3
    release_file(case.actor, **values, key=back)
    release_file(case.actor, **values, key=back)
    assert case.case.seq == 4
    with pytest.raises(AlreadyDone):
        release_file(case.actor, **values, key=out)
    assert list(faults_of_agency(case.office.agency)) == []


def test_only_who_has_the_task_may_stop_its_clock(two_hours, person):
    with pytest.raises(NotYours):
        hold_file(
            person("kabag.kalbar"),
            task=two_hours.task.pk,
            reason=OUT,
            key=uuid4(),
            now=two_hours.now,
        )


def test_a_step_may_be_finished_while_the_file_is_noted_as_outside(two_hours):
    """Whoever forgets to note that the file is back is not stopped."""
    held(two_hours, 30)
    two_hours.forward()
    assert two_hours.case.row == 3
    assert not two_hours.task.held
    assert list(faults_of_agency(two_hours.office.agency)) == []


def test_a_note_is_no_step_in_the_figures(two_hours):
    """The step after a note follows the step before it, and its waiting time is whole."""
    held(two_hours, 30)
    released(two_hours, minutes=30)
    two_hours.forward()
    notes = Event.objects.filter(case=two_hours.case, kind__in=["held", "released"])
    assert {note.waited for note in notes} == {0}
    last = Event.objects.get(case=two_hours.case, seq=5)
    assert (last.row, last.prev_row, last.waited) == (2, 1, 67 * 60)


def test_a_done_task_has_no_clock(two_hours):
    task, actor = two_hours.task, two_hours.actor
    finish_step(actor, task=task.pk, answer=Answer.FINISH, key=uuid4(), now=two_hours.now)
    with pytest.raises(AlreadyDone):
        hold_file(actor, task=task.pk, reason=OUT, key=uuid4(), now=two_hours.now)
