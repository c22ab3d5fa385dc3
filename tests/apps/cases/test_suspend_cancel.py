"""A superior or the keeper of procedures stops a case, lets it go on, or cancels it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tatalaksana.apps.cases.actions.attach_document import attach_document
from tatalaksana.apps.cases.actions.cancel_case import cancel_case
from tatalaksana.apps.cases.actions.hold_file import hold_file
from tatalaksana.apps.cases.actions.release_file import release_file
from tatalaksana.apps.cases.actions.resume_case import resume_case
from tatalaksana.apps.cases.actions.start_subcase import start_subcase
from tatalaksana.apps.cases.actions.suspend_case import suspend_case
from tatalaksana.apps.cases.history import rows_of
from tatalaksana.apps.cases.inbox import counters, inbox
from tatalaksana.apps.cases.models import Event
from tatalaksana.apps.cases.policy import may_read
from tatalaksana.apps.cases.verification import faults_of_agency
from tatalaksana.apps.office.models import Holding, Person, Position, Unit
from tatalaksana.apps.office.queries import holder_by_username
from tatalaksana.apps.shared.errors import NotYours
from tatalaksana.core.engine.plan import Answer
from tatalaksana.core.engine.state import AlreadyDone, ReasonMissing, Suspended

SK = "Pembuatan Surat Keputusan (SK) Tim / Panitia Pelaksana Kegiatan Subbag Pelayanan Publik"
WHY = "Menunggu putusan pengadilan."


@pytest.fixture
def two_hours(run):
    """The second row of the SK: two working hours, running since Thursday 09.07."""
    case = run("KALBAR", SK)
    case.forward()
    return case


def steered(case, deed, *, by=None, minutes=0, key=None, **values):
    case.now += timedelta(minutes=minutes)
    holder = by or case.office.keeper
    return deed(holder, task=case.task.pk, key=key or uuid4(), now=case.now, **values)


def whole(case):
    return list(faults_of_agency(case.office.agency)) == []


def test_the_clock_stands_with_the_case_and_goes_on_with_it(two_hours):
    steered(two_hours, suspend_case, minutes=30, reason=WHY)
    assert (two_hours.task.due_at, two_hours.task.consumed) == (None, 30)
    assert two_hours.case.suspended_at == two_hours.now
    assert whole(two_hours)
    steered(two_hours, resume_case, minutes=20)
    assert two_hours.task.due_at - two_hours.now == timedelta(minutes=90)
    assert whole(two_hours)
    two_hours.forward()
    assert whole(two_hours)


def test_nobody_finishes_a_step_of_a_suspended_case(two_hours):
    steered(two_hours, suspend_case, reason=WHY)
    with pytest.raises(Suspended):
        two_hours.forward()
    with pytest.raises(Suspended):
        steered(two_hours, suspend_case, reason=WHY)
    with pytest.raises(Suspended):
        start_subcase(
            two_hours.actor,
            task=two_hours.task.pk,
            version=two_hours.version.pk,
            title="Anak",
            waits=False,
            key=uuid4(),
            now=two_hours.now,
        )


def test_a_suspended_task_stays_in_the_inbox_and_says_so(two_hours):
    steered(two_hours, suspend_case, reason=WHY)
    before = counters(two_hours.actor, two_hours.now).all
    steered(two_hours, resume_case)
    assert counters(two_hours.actor, two_hours.now).all == before + 1
    steered(two_hours, suspend_case, reason=WHY)
    (row,) = [one for one in inbox(two_hours.actor, two_hours.now) if one.suspended]
    assert (row.case, row.late, row.due_at) == (two_hours.started.case, False, None)


def test_a_file_outside_stays_outside_when_the_case_goes_on(two_hours):
    task = two_hours.task.pk
    hold_file(two_hours.actor, task=task, reason="Di Dinas.", key=uuid4(), now=two_hours.now)
    steered(two_hours, suspend_case, minutes=10, reason=WHY)
    steered(two_hours, resume_case, minutes=10)
    assert (two_hours.task.held, two_hours.task.due_at) == (True, None)
    assert whole(two_hours)


def test_a_file_that_comes_back_while_the_case_stands_waits_for_it(two_hours):
    task = two_hours.task.pk
    hold_file(two_hours.actor, task=task, reason="Di Dinas.", key=uuid4(), now=two_hours.now)
    steered(two_hours, suspend_case, minutes=10, reason=WHY)
    two_hours.now += timedelta(minutes=10)
    release_file(two_hours.actor, task=task, key=uuid4(), now=two_hours.now)
    assert (two_hours.task.held, two_hours.task.running_since) == (False, None)
    assert whole(two_hours)
    steered(two_hours, resume_case, minutes=10)
    assert two_hours.task.due_at - two_hours.now == timedelta(minutes=120)
    assert whole(two_hours)


def test_a_cancelled_case_ends_and_its_open_step_counts_as_not_done(two_hours):
    done = steered(two_hours, cancel_case, reason="Kegiatan dibatalkan.")
    assert (done.to_row, done.task, two_hours.task) == (0, None, None)
    case = two_hours.case
    assert (case.cancelled, case.row, case.closed_at) == (True, 0, two_hours.now)
    states = [one.state for one in rows_of(two_hours.office.keeper, case, two_hours.now)]
    assert states[0] == "done"
    assert set(states[1:]) == {"ahead"}
    assert whole(two_hours)


def test_a_suspended_case_can_be_cancelled(two_hours):
    steered(two_hours, suspend_case, reason=WHY)
    steered(two_hours, cancel_case, reason="Tidak jadi.")
    assert (two_hours.case.cancelled, two_hours.case.suspended_at) == (True, None)
    assert whole(two_hours)


@pytest.mark.parametrize("deed", [suspend_case, cancel_case])
def test_it_says_why(two_hours, deed):
    with pytest.raises(ReasonMissing):
        steered(two_hours, deed, reason=" ")


def test_the_same_click_counts_once(two_hours):
    for deed, values in ((suspend_case, {"reason": WHY}), (resume_case, {})):
        key = uuid4()
        steered(two_hours, deed, key=key, **values)
        steered(two_hours, deed, key=key, **values)
    key, task = uuid4(), two_hours.task.pk
    values = {"task": task, "reason": WHY, "key": key, "now": two_hours.now}
    assert not cancel_case(two_hours.office.keeper, **values).repeated
    assert cancel_case(two_hours.office.keeper, **values).repeated
    assert Event.objects.filter(case=two_hours.started.case).count() == 5


def test_whoever_works_on_it_may_not_stop_it_herself(two_hours):
    while two_hours.actor.keeps_procedures:
        two_hours.forward()
    for deed in (suspend_case, cancel_case):
        with pytest.raises(NotYours, match="atasan"):
            steered(two_hours, deed, by=two_hours.actor, reason=WHY)


def test_no_document_is_added_to_a_suspended_case(two_hours):
    steered(two_hours, suspend_case, reason=WHY)
    with pytest.raises(Suspended):
        attach_document(
            two_hours.actor,
            task=two_hours.task.pk,
            label="Nota Dinas",
            file_name="nota.txt",
            chunks=[b"isi"],
            now=two_hours.now,
        )


def seated(case, username, *, keeps_procedures=False):
    """Who signs in as `username`, in a new position alone that has no part in the SOP."""
    agency, today = case.office.agency, case.now.date()
    seat = Position.objects.create(
        agency_id=agency,
        unit=Unit.objects.filter(agency=agency)[0],
        name="Pengawas Kegiatan",
        keeps_procedures=keeps_procedures,
    )
    person = Person.objects.get(agency=agency, account__username=username)
    Holding.objects.filter(agency=agency, person=person).delete()
    Holding.objects.create(
        agency_id=agency, person=person, position=seat, kind="definitif", since=today
    )
    return holder_by_username(username, today)


def test_a_superior_without_a_part_still_reads_what_she_has_cancelled(two_hours):
    """Her click must not end in a page that says there is no such case."""
    boss = seated(two_hours, "hukum.kalbar")
    (above,) = boss.position_ids
    Position.objects.filter(pk=two_hours.task.position_id).update(superior=above)
    steered(two_hours, cancel_case, by=boss, reason="Tidak jadi.")
    assert may_read(boss, two_hours.case)


def test_a_keeper_who_may_not_read_the_case_does_not_stop_it(two_hours):
    keeper = seated(two_hours, "hukum.kalbar", keeps_procedures=True)
    for deed in (suspend_case, cancel_case):
        with pytest.raises(NotYours, match="yang ikut dalam"):
            steered(two_hours, deed, by=keeper, reason=WHY)


def test_what_has_ended_cannot_be_stopped(two_hours):
    task = two_hours.task.pk
    two_hours.do(Answer.FINISH)
    for deed in (suspend_case, cancel_case):
        with pytest.raises(AlreadyDone):
            deed(two_hours.office.keeper, task=task, reason=WHY, key=uuid4(), now=two_hours.now)
