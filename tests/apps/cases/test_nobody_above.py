"""Where nobody above the open task is in office, a keeper of procedures stops the case unseen."""

from uuid import uuid4

import pytest

from tatalaksana.apps.cases.actions.cancel_case import cancel_case
from tatalaksana.apps.cases.actions.resume_case import resume_case
from tatalaksana.apps.cases.actions.suspend_case import suspend_case
from tatalaksana.apps.cases.models import Event
from tatalaksana.apps.cases.policy import may_read
from tatalaksana.apps.cases.queries import cases_for
from tatalaksana.apps.cases.steering import stuck_cases, unled
from tatalaksana.apps.cases.verification import faults_of_agency
from tatalaksana.apps.office.models import Account, Holding, Person, Position, Unit
from tatalaksana.apps.office.queries import holder_by_username
from tatalaksana.apps.shared.errors import NotYours
from tatalaksana.apps.shared.models import Trace

SK = "Pembuatan Surat Keputusan (SK) Tim / Panitia Pelaksana Kegiatan Subbag Pelayanan Publik"
WHY = "Menunggu putusan pengadilan."


@pytest.fixture
def case(run):
    found = run("KALBAR", SK)
    found.forward()
    return found


@pytest.fixture
def keeper(case):
    """Keeps the procedures in a position of her own and has no part in the SOP."""
    agency, today = case.office.agency, case.now.date()
    seat = Position.objects.create(
        agency_id=agency,
        unit=Unit.objects.filter(agency=agency)[0],
        name="Pengelola SOP",
        keeps_procedures=True,
    )
    person = Person.objects.get(agency=agency, account__username="hukum.kalbar")
    Holding.objects.filter(agency=agency, person=person).delete()
    Holding.objects.create(
        agency_id=agency, person=person, position=seat, kind="definitif", since=today
    )
    return holder_by_username("hukum.kalbar", today)


def nobody_above(case):
    Position.objects.filter(pk=case.task.position_id).update(superior=None)


def steer(case, keeper, deed, key=None, **values):
    return deed(keeper, task=case.task.pk, key=key or uuid4(), now=case.now, **values)


def test_the_keeper_stops_lets_go_on_and_cancels_a_case_that_has_nobody_above(case, keeper):
    nobody_above(case)
    steer(case, keeper, suspend_case, reason=WHY)
    assert case.case.suspended_at == case.now
    steer(case, keeper, resume_case)
    assert case.case.suspended_at is None
    steer(case, keeper, cancel_case, reason="Kegiatan dibatalkan.")
    assert case.case.cancelled
    assert list(faults_of_agency(case.office.agency)) == []


def test_a_superior_who_cannot_sign_in_is_nobody(case, keeper):
    above = Position.objects.get(pk=case.task.position_id).superior_id
    while above:
        people = Holding.objects.filter(position=above).values("person")
        Account.objects.filter(person__in=people).update(is_active=False)
        above = Position.objects.get(pk=above).superior_id
    steer(case, keeper, suspend_case, reason=WHY)
    assert case.case.suspended_at == case.now


def test_while_somebody_above_is_in_office_it_is_hers_and_the_refusal_says_who(case, keeper):
    above = Position.objects.get(pk=case.task.position_id).superior
    for deed in (suspend_case, cancel_case):
        with pytest.raises(NotYours) as refused:
            steer(case, keeper, deed, reason=WHY)
        assert above.name in refused.value.hint


def test_she_sees_the_case_neither_before_nor_after(case, keeper):
    nobody_above(case)
    for deed, values in (
        (suspend_case, {"reason": WHY}),
        (resume_case, {}),
        (cancel_case, {"reason": WHY}),
    ):
        steer(case, keeper, deed, **values)
        assert not may_read(keeper, case.case)
        assert not cases_for(keeper).filter(pk=case.case.pk).exists()


def test_the_chain_and_the_trail_say_that_she_did_it_unseen(case, keeper):
    nobody_above(case)
    key = uuid4()
    for _ in range(2):
        steer(case, keeper, suspend_case, key=key, reason=WHY)
    (event,) = Event.objects.filter(case=case.case.pk, kind="suspended")
    assert event.data == '{"unseen": true}'
    (trace,) = Trace.objects.filter(agency_id=case.office.agency, action="cases.suspend")
    assert trace.actor_id == keeper.person
    assert trace.data["reason"] == WHY


def test_whoever_may_read_it_leaves_no_mark(case):
    steer(case, case.office.keeper, suspend_case, reason=WHY)
    assert Event.objects.get(case=case.case.pk, kind="suspended").data == "{}"
    assert not Trace.objects.filter(action="cases.suspend").exists()


def test_one_who_keeps_no_procedures_stops_nothing(case, person):
    nobody_above(case)
    stranger = person("hukum.kalbar")
    assert not stranger.keeps_procedures
    with pytest.raises(NotYours):
        steer(case, stranger, suspend_case, reason=WHY)


def test_she_finds_what_is_stuck_where_nobody_is_above(case, keeper):
    """Late, suspended, or with nobody to do it; what merely waits its turn is nobody's trouble."""
    today = case.now.date()
    assert [one.id for one in stuck_cases(keeper, case.now)] == []
    nobody_above(case)
    position = case.task.position_id
    assert position in unled(case.office.agency, [position], today)
    assert [one.id for one in stuck_cases(keeper, case.now)] == []
    steer(case, keeper, suspend_case, reason=WHY)
    assert [one.id for one in stuck_cases(keeper, case.now)] == [case.task.pk]
    steer(case, keeper, resume_case)
    assert [one.id for one in stuck_cases(keeper, case.task.due_at)] == []
    Holding.objects.filter(position=position).delete()
    assert [one.id for one in stuck_cases(keeper, case.now)] == [case.task.pk]
