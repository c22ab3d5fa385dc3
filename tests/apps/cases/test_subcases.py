"""A step that names another SOP opens a case of it, and may wait for its end."""

from uuid import uuid4

import pytest

from tatalaksana.apps.cases.actions.finish_step import finish_step
from tatalaksana.apps.cases.actions.start_subcase import start_subcase
from tatalaksana.apps.cases.models import Case
from tatalaksana.apps.cases.queries import open_task_in, parent_of, subcases_of
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.library.queries import named_in_force
from tatalaksana.apps.office.queries import holder_on
from tatalaksana.apps.shared.errors import Invalid, NotYours
from tatalaksana.core.engine.plan import Answer

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
