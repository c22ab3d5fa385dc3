"""A keeper says which steps are the same work; it is checked, previewed and stored in the event."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from tatalaksana.apps.cases.actions.move_case import move_case
from tatalaksana.apps.cases.actions.move_cases import move_cases
from tatalaksana.apps.cases.actions.start_subcase import start_subcase
from tatalaksana.apps.cases.history import rows_of, timeline_of
from tatalaksana.apps.cases.mapping import StepMap, effects_of, proposed
from tatalaksana.apps.cases.models import Event, SubCase
from tatalaksana.apps.cases.verification import faults_of_agency
from tatalaksana.apps.shared.errors import Invalid
from tests.revising import new_version, with_a_new_second_step, without_the_second_step

SK = "Pembuatan Surat Keputusan (SK) Tim / Panitia Pelaksana Kegiatan Subbag Pelayanan Publik"
WHY = "Versi baru."


@pytest.fixture
def case(run):
    """The Kasubbag has approved the draft in row 3; it waits at the Kabag's, row 4."""
    found = run("KALBAR", SK)
    while found.task.row < 4:
        found.forward()
    return found


@pytest.fixture
def newer(case, now):
    """Version 2: a step was added behind the first."""
    return new_version(case.office.keeper, case.version.pk, with_a_new_second_step, now)


@pytest.fixture
def shorter(case, now):
    """Version 2: the second step, typing the draft, is gone."""
    return new_version(case.office.keeper, case.version.pk, without_the_second_step, now, {1: 1})


def maps(case, newer):
    return proposed(case.office.agency, case.version.pk, newer.pk)


def move(case, newer, to_row, rows, key=None):
    return move_case(
        case.office.keeper, task=case.task.pk, version=newer.pk, to_row=to_row, rows=rows,
        reason=WHY, key=key or uuid4(), now=case.now,
    )  # fmt: skip


def effects(case, newer, to_row, chosen):
    (found,) = effects_of(case.office.keeper, [(case.task, chosen, to_row)], newer.pk, case.now)
    return found


def whole(case):
    assert list(faults_of_agency(case.office.agency)) == []


def test_the_map_is_prefilled_by_likeness(case, newer):
    chosen = maps(case, newer)
    assert [chosen.rows[row] for row in range(1, 5)] == [1, 3, 4, 5]
    assert chosen.to_row(4) == 5


def test_what_the_keeper_says_is_the_same_work_stands_in_the_event(case, newer):
    """She says that the old row 2 is the added step; by likeness it would be row 3."""
    rows = {1: 1, 2: 2, 3: 4, 4: 5}
    move(case, newer, 5, rows)
    told = json.loads(Event.objects.filter(case=case.case).latest("seq").data)
    assert told["rows"] == {"1": 1, "2": 2, "3": 4, "4": 5}
    states = {one.row: one.state for one in rows_of(case.actor, case.case, case.now)}
    assert [states[row] for row in range(1, 6)] == ["done", "done", "ahead", "done", "present"]
    whole(case)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ({1: 1, 2: 1}, "Langkah 1 dan langkah 2 tidak dapat menjadi langkah 1"),
        ({1: 99}, "Versi yang berlaku tidak punya langkah 99"),
        ({99: 1}, "Versi lama tidak punya langkah 99"),
        ({0: 1}, "Versi lama tidak punya langkah 0"),
    ],
)
def test_a_map_that_cannot_be_is_refused_and_moves_nothing(case, newer, rows, told):
    seq = case.case.seq
    with pytest.raises(Invalid, match=told):
        move(case, newer, 5, rows)
    with pytest.raises(Invalid, match=told):
        move_cases(
            case.office.keeper, tasks=[case.task.pk], version=newer.pk, reason=WHY, key=uuid4(),
            now=case.now, maps={case.version.pk: StepMap(rows)},
        )  # fmt: skip
    assert case.case.seq == seq


def test_the_same_click_with_a_map_moves_once(case, newer):
    key, task, rows = uuid4(), case.task.pk, {4: 5}
    move(case, newer, 5, rows, key)
    again = move_case(
        case.office.keeper, task=task, version=newer.pk, to_row=5, rows=rows, reason=WHY, key=key,
        now=case.now,
    )  # fmt: skip
    assert again.repeated


@pytest.mark.parametrize("to_row", [2, 5])
def test_the_approvals_it_foretells_to_be_void_are_those_that_are_void_then(case, newer, to_row):
    foretold = {event.row for event in effects(case, newer, to_row, maps(case, newer)).voided}
    assert foretold == ({3} if to_row == 2 else set())
    move(case, newer, to_row, maps(case, newer).rows)
    moments = timeline_of(case.actor, case.case)
    assert {one.event.row for one in moments if one.void} == foretold


def test_the_due_time_it_foretells_is_the_one_the_task_has_then(case, newer):
    case.now += timedelta(hours=1)
    foretold = effects(case, newer, 5, maps(case, newer)).due
    assert foretold is not None
    move(case, newer, 5, None)
    assert case.task.due_at == foretold


def test_the_waiting_it_foretells_to_end_is_the_one_that_ends(case, newer):
    start_subcase(
        case.actor, task=case.task.pk, version=newer.pk, title="Terkait", waits=True, key=uuid4(),
        now=case.now,
    )  # fmt: skip
    chosen = maps(case, newer)
    assert effects(case, newer, 5, chosen).ended == ()
    gone = StepMap({row: there for row, there in chosen.rows.items() if row != 4})
    (ended,) = effects(case, newer, 5, gone).ended
    move(case, newer, 5, gone.rows)
    link = SubCase.objects.get(parent=case.case)
    assert (link.pk, link.waits) == (ended.pk, False)
    whole(case)


def test_many_go_on_by_the_map_of_their_version_also_from_a_step_that_is_no_more(case, shorter):
    """Cases open in a step without a counterpart go on where the keeper says."""
    old = case.version.pk
    assert proposed(case.office.agency, old, shorter.pk).to_row(2) is None
    (left,) = move_cases(
        case.office.keeper, tasks=[case.task.pk], version=shorter.pk, reason=WHY, key=uuid4(),
        now=case.now, maps={old: StepMap({1: 1}, {4: 2})},
    )  # fmt: skip
    assert left.done.to_row == 2
    told = json.loads(Event.objects.filter(case=case.case).latest("seq").data)
    assert told["rows"] == {"1": 1}
    whole(case)
