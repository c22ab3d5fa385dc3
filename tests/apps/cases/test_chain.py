"""The chain of events: what was changed, lost or swapped is found."""

import pytest
from django.db import connection

from tatalaksana.apps.cases.models import Case
from tatalaksana.apps.cases.verification import chain_of, faults_of_agency
from tatalaksana.core.engine import events as chain
from tatalaksana.core.engine.plan import Answer

TITLE = "Surat Keluar"


@pytest.fixture
def tampered(run):
    """Do something to the events behind the application's back; return the faults found."""
    case = run("LUMAJANG", TITLE)
    case.forward()
    case.do(Answer.RETURN, reason="Konsep masih salah.")
    for _ in range(6):
        case.forward()
    assert case.task is None

    def tamper(statement: str) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute("alter table cases_event disable trigger append_only")
            cursor.execute(statement.format(case=case.started.case))
        return [fault for _, fault in faults_of_agency(case.office.agency)]

    return tamper


def test_an_honest_chain_has_no_fault(tampered):
    assert tampered("select 1") == []


@pytest.mark.parametrize(
    "change",
    [
        "reason = 'Tidak apa-apa.'",
        "actor_id = actor_id + 1",
        "at = at + interval '1 microsecond'",
        "to_row = to_row + 1",
        "data = '{{\"checked\": []}}'",
    ],
)
def test_a_changed_value_is_found(tampered, change):
    assert tampered(f"update cases_event set {change} where case_id = {{case}} and seq = 3")


def test_a_removed_event_is_found(tampered):
    assert tampered("delete from cases_event where case_id = {case} and seq = 3")


def test_a_cut_end_is_found(tampered):
    assert tampered("delete from cases_event where case_id = {case} and seq = 9")


def test_swapped_events_are_found(tampered):
    swap = (
        "update cases_event set seq = seq + 100 where case_id = {case} and seq in (3, 4);"
        "update cases_event set seq = 4 where case_id = {case} and seq = 103;"
        "update cases_event set seq = 3 where case_id = {case} and seq = 104;"
    )
    assert tampered(swap)


@pytest.mark.parametrize(
    "statement",
    [
        "update cases_case set rework = 0 where id = {case}",
        "update cases_case set deed_row = deed_row + 1 where id = {case}",
        "update cases_case set title = 'Lain' where id = {case}",
        "update cases_case set closed_at = closed_at - interval '1 day' where id = {case}",
        "update cases_event set waited = waited + 60 where case_id = {case} and seq = 4",
        "update cases_event set prev_row = prev_row + 1 where case_id = {case} and seq = 4",
        "update cases_task set done_at = done_at - interval '1 hour' where case_id = {case}",
        "update cases_event set kind = 'diretas' where case_id = {case} and seq = 2",
        "update cases_event set data = 'bukan json' where case_id = {case} and seq = 2",
    ],
)
def test_a_row_that_lies_is_found_and_does_not_stop_the_search(tampered, statement):
    assert tampered(statement)


def test_the_database_and_the_core_compute_the_same_hash(run):
    """Texts with every kind of sign, so that no encoding differs."""
    case = run("LUMAJANG", TITLE)
    case.forward()
    case.do(Answer.RETURN, reason="Periksa “§ 7”\n\ttab, émigré, 漢字, '; drop table --, \\x1f")
    found = chain_of(Case.objects.get(pk=case.started.case))
    assert chain.faults(found, case.case.head) == ()
