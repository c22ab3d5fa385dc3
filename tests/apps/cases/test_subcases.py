"""A step that names another SOP opens a case of it, and may wait for its end."""

from functools import partial
from uuid import uuid4

import pytest
from django.db import connection

from tatalaksana.apps.cases.actions.finish_step import finish_step
from tatalaksana.apps.cases.actions.start_subcase import start_subcase
from tatalaksana.apps.cases.actions.stop_waiting import stop_waiting
from tatalaksana.apps.cases.models import Case
from tatalaksana.apps.cases.queries import open_task_in, parent_of, subcases_of
from tatalaksana.apps.cases.verification import chain_of, faults_of_agency
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.library.queries import kept_plan, named_in_force
from tatalaksana.apps.office.queries import holder_on
from tatalaksana.apps.shared.errors import Invalid, NotYours
from tatalaksana.core.engine import events as chain
from tatalaksana.core.engine.plan import Answer
from tatalaksana.core.engine.state import AlreadyDone, ReasonMissing

BIMTEK = "Penyelenggaraan Sosialisasi / Bimbingan Teknis / Asistensi / Rapat Teknis"


@pytest.fixture
def at_row_seven(run):
    """Row 7 of the Bimtek SOP: "membentuk tim pelaksana", note "Terkait SOP Pembuatan SK Tim"."""
    case = run("KALBAR", BIMTEK)
    while case.task.row < 7:
        case.forward()
    return case


def open_sub(case, actor, waits):
    sk = Version.objects.get(procedure__title__startswith="Pembuatan Surat Keputusan")
    return start_subcase(
        actor,
        task=case.task.pk,
        version=sk.pk,
        title="SK Tim Bimtek",
        waits=waits,
        key=uuid4(),
        now=case.now,
    )


def test_the_step_waits_for_the_sub_case_and_goes_on_after_it(at_row_seven):
    case = at_row_seven
    started = open_sub(case, case.actor, waits=True)
    with pytest.raises(Invalid, match="menunggu berkas “SK Tim Bimtek”"):
        case.forward()
    while task := open_task_in(case.office.agency, started.case):
        ways = (Answer.FINISH, Answer.APPROVE)
        actor = holder_on(case.office.agency, task.position_id, case.now.date())
        answer = ways[task.row not in (1, 2, 9)]
        finish_step(actor, task=task.pk, answer=answer, key=uuid4(), now=case.now)
    case.forward()
    assert case.task.row == 8


def test_a_sub_case_that_nobody_waits_for_holds_nothing_up(at_row_seven):
    case = at_row_seven
    started = open_sub(case, case.actor, waits=False)
    (found,) = subcases_of(case.case)
    assert found.child_id == started.case
    assert parent_of(Case.objects.get(pk=started.case)).parent_id == case.case.pk
    case.forward()
    assert case.task.row == 8


def test_only_who_has_the_task_opens_a_sub_case(at_row_seven, person):
    with pytest.raises(NotYours):
        open_sub(at_row_seven, person("sekda.kalbar"), waits=True)


def test_the_name_in_a_note_finds_the_procedure_in_force(office):
    lumajang = office("LUMAJANG")
    assert named_in_force(lumajang.agency, "SOP surat keluar").procedure.title == "Surat Keluar"
    assert named_in_force(lumajang.agency, "SOP Pelaksanaan Rapat") is None
    kalbar = office("KALBAR")
    meant = named_in_force(kalbar.agency, "SOP Pembuatan SK Tim")
    assert meant.procedure.title.startswith("Pembuatan Surat Keputusan (SK) Tim")


def links_told(case):
    """What the events alone say of the links."""
    rebuilt = chain.rebuild(partial(kept_plan, case.office.agency), chain_of(case.case))
    return [(one.child, one.row, one.waits) for one in rebuilt.links]


def test_the_chain_of_the_parent_tells_which_cases_hang_on_it(at_row_seven):
    case = at_row_seven
    started = open_sub(case, case.actor, waits=True)
    last = chain_of(case.case)[-1]
    assert (last.kind, last.row, last.actor) == (chain.Kind.LINKED, 7, case.actor.person)
    assert links_told(case) == [(started.case, 7, True)]
    assert list(faults_of_agency(case.office.agency)) == []


@pytest.mark.parametrize(
    "change",
    [
        "update cases_subcase set waits = not waits",
        'update cases_subcase set "row" = "row" + 1',
        "delete from cases_subcase",
    ],
)
def test_a_link_that_was_changed_or_taken_away_is_found(at_row_seven, change):
    case = at_row_seven
    open_sub(case, case.actor, waits=True)
    with connection.cursor() as cursor:
        cursor.execute(change)
    ((faulty, told),) = faults_of_agency(case.office.agency)
    assert faulty.pk == case.case.pk
    assert "terkait" in told


def test_the_same_click_opens_one_sub_case_and_tells_it_once(at_row_seven):
    case, key = at_row_seven, uuid4()
    sk = Version.objects.get(procedure__title__startswith="Pembuatan Surat Keputusan")
    values = {"version": sk.pk, "title": "SK Tim", "waits": True, "key": key, "now": case.now}
    first = start_subcase(case.actor, task=case.task.pk, **values)
    assert start_subcase(case.actor, task=case.task.pk, **values) == first
    assert len(links_told(case)) == 1


def test_the_step_goes_on_without_a_sub_case_for_a_reason_that_is_told(at_row_seven):
    case, key = at_row_seven, uuid4()
    started = open_sub(case, case.actor, waits=True)
    with pytest.raises(ReasonMissing):
        stop_waiting(case.actor, task=case.task.pk, reason=" ", key=key, now=case.now)
    for _ in range(2):  # a double click
        stop_waiting(
            case.actor, task=case.task.pk, reason="Tim lama dipakai.", key=key, now=case.now
        )
    told = chain_of(case.case)[-1]
    assert (told.kind, told.reason) == (chain.Kind.UNAWAITED, "Tim lama dipakai.")
    assert links_told(case) == [(started.case, 7, False)]
    case.forward()
    assert case.task.row == 8
    assert open_task_in(case.office.agency, started.case) is not None
    assert list(faults_of_agency(case.office.agency)) == []


def test_only_who_has_the_task_decides_not_to_wait(at_row_seven, person):
    case = at_row_seven
    open_sub(case, case.actor, waits=True)
    with pytest.raises(NotYours):
        stop_waiting(
            person("sekda.kalbar"), task=case.task.pk, reason="Ya.", key=uuid4(), now=case.now
        )


def test_a_step_that_waits_for_nothing_has_nothing_to_give_up(at_row_seven):
    case = at_row_seven
    open_sub(case, case.actor, waits=False)
    with pytest.raises(AlreadyDone):
        stop_waiting(case.actor, task=case.task.pk, reason="Ya.", key=uuid4(), now=case.now)
