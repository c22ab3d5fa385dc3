"""All 37 procedures run to their end through the actions the web calls."""

import pytest

from tatalaksana.apps.cases.models import Event
from tatalaksana.apps.cases.verification import chain_of, faults_of_agency
from tatalaksana.apps.library.models import Version
from tatalaksana.core.engine import events as chain
from tatalaksana.core.engine.plan import Answer
from tatalaksana.core.procedure.exchange import procedure_from
from tatalaksana.core.procedure.graph import straight_run
from tests.cast import CAST

OFFICES = ["KALBAR", "RANUYOSO", "TANGERANG", "LUMAJANG", "CINAGARA"]


def titles(code: str) -> list[str]:
    return list(
        Version.objects.filter(agency=CAST[code].agency, status="berlaku")
        .order_by("pk")
        .values_list("procedure__title", flat=True)
    )


@pytest.mark.django_db
def test_all_37_procedures_of_the_documents_are_in_force(office):
    counts = {}
    for code in OFFICES:
        office(code)
        counts[code] = len(titles(code))
    assert counts == {"KALBAR": 8, "RANUYOSO": 2, "TANGERANG": 1, "LUMAJANG": 25, "CINAGARA": 1}


@pytest.mark.parametrize("code", OFFICES)
def test_every_procedure_runs_straight_to_its_end(code, office, run):
    office(code)
    for title in titles(code):
        case = run(code, title)
        rows = []
        while case.task is not None:
            rows.append(case.task.row)
            case.forward()
        assert tuple(rows) == straight_run(procedure_from(case.version.content)), title
        assert (case.case.row, case.case.rework) == (0, 0)
        assert case.case.closed_at is not None
        assert not chain.faults(chain_of(case.case), case.case.head)
    assert list(faults_of_agency(CAST[code].agency)) == []


@pytest.mark.parametrize("code", OFFICES)
def test_every_return_is_taken_once_and_the_case_still_ends(code, office, run):
    office(code)
    for title in titles(code):
        case = run(code, title)
        returned = set()
        while (task := case.task) is not None:
            ways = case.plan.step(task.row).ways
            if Answer.RETURN in ways and task.row not in returned:
                returned.add(task.row)
                before = case.actor
                finished = case.do(Answer.RETURN, reason="Lampiran belum lengkap.")
                assert finished.to_row == ways[Answer.RETURN] < task.row
                assert before.person in Event.objects.filter(case=case.case).values_list(
                    "actor", flat=True
                )
            else:
                case.forward()
        assert case.case.rework == len(returned), title
        assert case.case.row == 0
    assert list(faults_of_agency(CAST[code].agency)) == []
