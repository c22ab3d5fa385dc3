"""One procedure is asked of many units at once: a case for each, and what has come of them."""

from datetime import date, timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.db import connection

from tatalaksana.apps.cases.actions.call_units import Asked, call_units
from tatalaksana.apps.cases.actions.finish_step import finish_step
from tatalaksana.apps.cases.actions.stop_waiting import stop_waiting
from tatalaksana.apps.cases.calls import Progress, answers_of, call_of, calls_for, missing_units
from tatalaksana.apps.cases.models import Case, Event, Task
from tatalaksana.apps.cases.queries import case_of, cases_for, open_task_in, positions_in
from tatalaksana.apps.cases.verification import chain_of, faults_of_agency
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.apps.office.models import Position
from tatalaksana.apps.office.queries import holder_on
from tatalaksana.apps.office.seeding import Seat, make_unit, seat_people
from tatalaksana.apps.shared.errors import Invalid, NotFound, NotYours
from tatalaksana.core.engine import events as chain
from tatalaksana.core.engine.plan import Answer

BIMTEK = "Penyelenggaraan Sosialisasi / Bimbingan Teknis / Asistensi / Rapat Teknis"
DUE = date(2026, 11, 30)


@pytest.fixture
def units(office):
    """Three kecamatan of their own, each with a camat; the positions of the three."""
    there = office("KALBAR")
    seats = []
    for name in ("Kecamatan Utara", "Kecamatan Selatan", "Kecamatan Timur"):
        unit = make_unit(there.agency, name, None)
        user = name.rpartition(" ")[2].lower()
        seat, _ = seat_people(
            there.agency,
            Seat(unit=unit, name="Camat"),
            [(f"camat.{user}", f"Camat {user}")],
            "!",
            date(2024, 1, 2),
        )
        seats.append(seat)
    return there, seats


@pytest.fixture
def sk(office):
    return Version.objects.get(procedure__title__startswith="Pembuatan Surat Keputusan")


@pytest.fixture
def asked(sk):
    return Asked(version=sk.pk, title="Data SKM 2026", due_on=DUE)


def called(person, units, asked, now, **more):
    return call_units(
        person("kasubbag.kalbar"),
        asked=asked,
        positions=units[1],
        key=more.pop("key", None) or uuid4(),
        now=now,
        **more,
    )


def test_one_action_opens_a_case_for_each_unit_addressed_to_its_position(person, units, asked, now):
    made = called(person, units, asked, now)
    answers = answers_of(made, now)
    assert [one.unit.name for one in answers] == [
        "Kecamatan Selatan", "Kecamatan Timur", "Kecamatan Utara",
    ]  # fmt: skip
    assert {one.task.position_id for one in answers} == set(units[1])
    assert {one.progress for one in answers} == {Progress.UNBEGUN}
    assert answers[0].case.title == "Data SKM 2026 (Kecamatan Selatan)"
    numbers = sorted(one.case.number for one in answers)
    assert numbers == list(range(numbers[0], numbers[0] + 3))
    assert list(faults_of_agency(units[0].agency)) == []


def test_the_last_day_named_is_the_deadline_of_the_units_step(person, units, asked, now):
    made = called(person, units, asked, now)
    (due,) = {one.task.due_at for one in answers_of(made, now)}
    assert due == made.due_at
    assert due.astimezone().date() == DUE
    after = due + timedelta(minutes=1)
    assert {one.progress for one in answers_of(made, after)} == {Progress.LATE}


@pytest.mark.parametrize("day", [date(2026, 11, 28), date(2026, 11, 18)])
def test_a_last_day_that_is_over_or_no_working_day_is_refused(person, units, sk, now, day):
    with pytest.raises(Invalid):
        called(person, units, Asked(version=sk.pk, title="Data", due_on=day), now)
    assert not Case.objects.filter(called__isnull=False).exists()


def test_the_same_click_opens_none_twice(person, units, asked, now):
    key, before = uuid4(), Case.objects.count()
    first = called(person, units, asked, now, key=key)
    assert called(person, units, asked, now, key=key) == first
    assert Case.objects.count() == before + 3


def test_the_unit_does_its_step_and_the_file_goes_on_to_the_position_of_the_version(
    person, units, asked, now
):
    there, seats = units
    made = called(person, units, asked, now)
    camat = holder_on(there.agency, seats[0], now.date())
    task = Task.objects.get(position=seats[0], done_at=None)
    done = finish_step(camat, task=task.pk, answer=Answer.FINISH, key=uuid4(), now=now)
    plan = kept_plan(there.agency, made.version_id)
    assert done.position == there.roles[plan.steps[1].responsible]
    assert positions_in(task.case)[plan.steps[0].responsible] == seats[0]
    progress = {one.unit.name: one.progress for one in answers_of(made, now)}
    assert progress["Kecamatan Utara"] is Progress.UNDER_WAY
    assert list(faults_of_agency(there.agency)) == []


def test_a_step_that_comes_back_to_the_units_role_comes_back_to_the_unit(person, units, asked, now):
    there, seats = units
    called(person, units, asked, now)
    task = Task.objects.get(position=seats[0], done_at=None)
    plan, rows = kept_plan(there.agency, task.case.version_id), []
    case, role = task.case_id, plan.steps[0].responsible
    while found := open_task_in(there.agency, case):
        rows.append((found.row, found.position_id))
        ways = plan.step(found.row).ways
        answer = Answer.FINISH if Answer.FINISH in ways else Answer.APPROVE
        actor = holder_on(there.agency, found.position_id, now.date())
        finish_step(actor, task=found.pk, answer=answer, key=uuid4(), now=now)
    own = {row for row, position in rows if position == seats[0]}
    assert own == {step.row for step in plan.steps if step.responsible == role}


def test_the_unit_reads_its_own_case_and_no_other(person, units, asked, now):
    there, seats = units
    made = called(person, units, asked, now)
    camat = holder_on(there.agency, seats[0], now.date())
    mine = Task.objects.get(position=seats[0], done_at=None)
    finish_step(camat, task=mine.pk, answer=Answer.FINISH, key=uuid4(), now=now)
    assert [case.pk for case in cases_for(camat)] == [mine.case_id]
    other = Task.objects.get(position=seats[1], done_at=None).case
    with pytest.raises(NotFound):
        case_of(camat, other.year, other.number)
    with pytest.raises(NotFound):
        call_of(camat, made.pk)
    assert list(calls_for(person("kasubbag.kalbar"))) == [made]


def test_who_has_no_part_in_the_procedure_asks_nobody(units, asked, now):
    there, seats = units
    camat = holder_on(there.agency, seats[0], now.date())
    with pytest.raises(NotYours):
        call_units(camat, asked=asked, positions=seats[1:], key=uuid4(), now=now)


def test_two_positions_of_a_unit_nobody_and_a_crowd_are_refused(person, units, asked, now):
    there, seats = units
    unit = Position.objects.get(pk=seats[0]).unit_id
    second, _ = seat_people(there.agency, Seat(unit=unit, name="Sekcam"), [], "!", now.date())
    crowd, _ = seat_people(
        there.agency, Seat(unit=unit, name="PNS Kecamatan", many=True), [], "!", now.date()
    )
    for chosen in ([seats[0], second], [], [crowd]):
        with pytest.raises(Invalid):
            called(person, (there, chosen), asked, now)


@pytest.fixture
def parent(run, units, sk):
    """A case at a step from which the units are asked, and it waits for them."""
    case = run("KALBAR", BIMTEK)
    while case.task.row < 2:
        case.forward()
    made = call_units(
        case.actor,
        asked=Asked(version=sk.pk, title="Data", due_on=DUE, waits=True),
        positions=units[1],
        key=uuid4(),
        now=case.now,
        task=case.task.pk,
    )
    return case, made


def test_the_step_it_was_made_from_waits_and_the_chain_tells_of_all(parent, units):
    case, made = parent
    children = [one.case.pk for one in answers_of(made, case.now)]
    rebuilt = chain.rebuild(partial(kept_plan, units[0].agency), chain_of(case.case))
    assert {one.child for one in rebuilt.links} == set(children)
    assert Event.objects.filter(case=case.case, kind=chain.Kind.LINKED).count() == 1
    assert missing_units(case.case.pk, case.task.row) == (
        "Kecamatan Selatan", "Kecamatan Timur", "Kecamatan Utara",
    )  # fmt: skip
    with pytest.raises(Invalid, match="3 berkas"):
        case.forward()
    assert list(faults_of_agency(units[0].agency)) == []


def test_the_step_goes_on_before_all_have_answered_for_a_reason(parent, units):
    case, made = parent
    stop_waiting(
        case.actor, task=case.task.pk, reason="Tiga kecamatan menyusul.", key=uuid4(), now=case.now
    )
    case.forward()
    assert len(answers_of(made, case.now)) == 3
    assert list(faults_of_agency(units[0].agency)) == []


@pytest.mark.parametrize(
    "change",
    [
        "update cases_casebinding set position_id = (select min(id) from office_position)",
        "delete from cases_casebinding",
        "delete from cases_calledunit",
    ],
)
def test_a_position_or_a_call_that_was_changed_behind_is_found(person, units, asked, now, change):
    called(person, units, asked, now)
    with connection.cursor() as cursor:
        cursor.execute(change)
    assert list(faults_of_agency(units[0].agency))
