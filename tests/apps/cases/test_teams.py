"""The case that issues the decree of a team makes it, and the team does the work of another SOP."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from tatalaksana.apps.cases.actions.ask_team import ask_team
from tatalaksana.apps.cases.actions.attach_document import attach_document
from tatalaksana.apps.cases.actions.decide_team import approve_team, refuse_team
from tatalaksana.apps.cases.actions.finish_step import finish_step
from tatalaksana.apps.cases.inbox import inbox
from tatalaksana.apps.cases.models import Team, TeamDecree
from tatalaksana.apps.cases.verification import chain_of, faults_of_agency
from tatalaksana.apps.library.actions.bind_role import bind_role
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.apps.office.models import Holding, Person, Position
from tatalaksana.apps.office.queries import holder_of, holder_on, holders_by_position
from tatalaksana.apps.shared.errors import Invalid, NotFound, NotYours
from tatalaksana.core.engine.events import Kind
from tatalaksana.core.engine.plan import Answer
from tatalaksana.core.engine.state import AlreadyDone
from tatalaksana.core.engine.teams import Composition, TeamRefused

SK = "Pembuatan Surat Keputusan (SK) Tim / Panitia Pelaksana Kegiatan Subbag Pelayanan Publik"
SINCE, UNTIL = date(2026, 11, 19), date(2026, 12, 31)


@pytest.fixture
def people(office):
    """Five people of the office."""
    office("KALBAR")
    return [one.pk for one in Person.objects.order_by("pk")[:5]]


@pytest.fixture
def decree(run, people):
    """The last step of the SOP on decrees, the decree attached."""
    case = run("KALBAR", SK)
    while case.task.row < 9:
        case.forward()
    kept = attach_document(
        case.actor,
        task=case.task.pk,
        label="SK Tim",
        file_name="sk.pdf",
        chunks=[b"SK"],
        now=case.now,
    )
    return case, kept.document_id


@pytest.fixture
def keeper(office, now):
    """A keeper of the office."""
    there = office("KALBAR")
    seat = Position.objects.filter(agency=there.agency, keeps_office=True).first()
    return holder_on(there.agency, seat.pk, now.date())


def composition(people, **more):
    chair, secretary, *members = people
    values = {
        "name": "Tim SKM 2027",
        "chair": chair,
        "secretary": secretary,
        "members": tuple(members),
        "since": SINCE,
        "until": UNTIL,
    }
    return Composition(**values | more)


def ask(decree, people, *, key=None, team=None, **more):
    case, document = decree
    return ask_team(
        case.actor,
        task=case.task.pk,
        composition=composition(people, **more),
        document=document,
        team=team,
        key=key or uuid4(),
        now=case.now,
    )


def approve(keeper, asked, decree):
    return approve_team(keeper, decree=asked.pk, key=uuid4(), now=decree[0].now)


def test_nothing_changes_until_a_keeper_of_the_office_approves(decree, people, keeper, person):
    before = Holding.objects.count()
    asked = ask(decree, people)
    assert Holding.objects.count() == before
    assert not Team.objects.exists()
    with pytest.raises(NotYours):
        approve(person("sekda.kalbar"), asked, decree)
    team = approve(keeper, asked, decree)
    held = holders_by_position(team.agency_id, [team.seat_id, team.chair_seat_id], SINCE)
    assert len(held[team.seat_id]) == 5
    assert held[team.chair_seat_id] == (Person.objects.get(pk=people[0]).name,)
    with pytest.raises(AlreadyDone):
        approve(keeper, asked, decree)


def test_the_chain_tells_what_was_asked_and_that_it_was_formed(decree, people, keeper):
    key = uuid4()
    asked = ask(decree, people, key=key)
    assert ask(decree, people, key=key).pk == asked.pk
    approve(keeper, asked, decree)
    kinds = [event.kind for event in chain_of(decree[0].case)][-2:]
    assert kinds == [Kind.TEAM_ASKED, Kind.TEAM_FORMED]
    assert list(faults_of_agency(decree[0].office.agency)) == []
    with connection.cursor() as cursor:
        cursor.execute(
            "update cases_teamdecree set composition = jsonb_set(composition, '{chair}', '5')"
        )
    assert list(faults_of_agency(decree[0].office.agency))


def test_the_same_click_is_answered_with_its_own_decree_after_another_team_was_asked(
    decree, people
):
    key = uuid4()
    first = ask(decree, people, key=key)
    ask(decree, people, name="Tim Lain 2027")
    assert ask(decree, people, key=key) == first


def test_a_case_that_has_ended_meanwhile_forms_its_team_all_the_same(decree, people, keeper):
    asked = ask(decree, people)
    decree[0].forward()
    assert decree[0].task is None
    assert approve(keeper, asked, decree).name == "Tim SKM 2027"
    assert list(faults_of_agency(decree[0].office.agency)) == []


def test_the_team_does_the_work_of_another_sop_until_its_period_ends(
    decree, people, keeper, run, monkeypatch
):
    team = approve(keeper, ask(decree, people), decree)
    other = Version.objects.exclude(procedure__title=SK).filter(status="berlaku").first()
    role = kept_plan(other.agency_id, other.pk).steps[0].responsible
    now = decree[0].now
    bind_role(keeper, version=other.pk, role=role, position=team.seat_id, now=now)
    monkeypatch.setitem(decree[0].office.roles, role, team.seat_id)
    case = run("KALBAR", other.procedure.title)
    assert case.task.position_id == team.seat_id
    member = holder_of(Person.objects.get(pk=people[-1]).account_id, team.agency_id, now.date())
    assert case.task.pk in [row.task for row in inbox(member, now)] or case.task.person_id
    ways = kept_plan(other.agency_id, other.pk).step(1).ways
    answer = Answer.FINISH if Answer.FINISH in ways else Answer.APPROVE
    done = finish_step(case.actor, task=case.task.pk, answer=answer, key=uuid4(), now=now)
    assert done.to_row != 1
    after = UNTIL + timedelta(days=1)
    assert not holders_by_position(team.agency_id, [team.seat_id], after)


def test_another_decree_changes_who_is_in_the_team_from_its_day(decree, people, keeper):
    team = approve(keeper, ask(decree, people), decree)
    later = date(2026, 12, 1)
    fewer = [people[1], people[0], people[2]]
    asked = ask(decree, fewer, team=team.pk, since=later, until=date(2027, 6, 30))
    assert approve(keeper, asked, decree) == team
    before = holders_by_position(team.agency_id, [team.seat_id], later - timedelta(days=1))
    after = holders_by_position(team.agency_id, [team.seat_id, team.chair_seat_id], later)
    assert (len(before[team.seat_id]), len(after[team.seat_id])) == (5, 3)
    assert after[team.chair_seat_id] == (Person.objects.get(pk=people[1]).name,)


def test_a_keeper_refuses_with_a_reason(decree, people, keeper):
    asked = ask(decree, people)
    with pytest.raises(Invalid):
        refuse_team(keeper, decree=asked.pk, reason=" ", now=decree[0].now)
    refuse_team(keeper, decree=asked.pk, reason="Nomor SK keliru.", now=decree[0].now)
    assert TeamDecree.objects.get().refusal == "Nomor SK keliru."
    assert not Team.objects.exists()


def test_only_who_has_the_task_asks_by_a_document_of_the_case(decree, people, person):
    case, document = decree
    values = {"composition": composition(people), "team": None, "key": uuid4(), "now": case.now}
    with pytest.raises(NotYours):
        ask_team(person("sekda.kalbar"), task=case.task.pk, document=document, **values)
    with pytest.raises(NotFound):
        ask_team(case.actor, task=case.task.pk, document=document + 100, **values)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"secretary": 1, "chair": 1},
        {"secretary": None, "members": ()},
        {"until": SINCE - timedelta(days=1)},
    ],
)
def test_what_is_no_team_is_refused(wrong):
    with pytest.raises(TeamRefused):
        composition([1, 2, 3], **wrong)
