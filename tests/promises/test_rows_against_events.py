"""What the rows of cases say is what their events say; whatever else they say is found.

It is done as somebody who owns the database and has turned its guards off.
"""

from collections import defaultdict
from contextlib import contextmanager, suppress

import pytest
from django.db import IntegrityError, connection, transaction

from tatalaksana.apps.archive.models import DocumentVersion
from tatalaksana.apps.cases.models import (
    CalledUnit,
    Case,
    CaseBinding,
    CaseDocument,
    Consultation,
    Event,
    Participation,
    SubCase,
    Task,
    TeamDecree,
    UnitCall,
)
from tatalaksana.apps.cases.proofs.known import Known
from tatalaksana.apps.cases.verification import faults_of_agency, told_faults
from tatalaksana.core.engine.events import Kind
from tests.promises.every_kind import every_kind

OTHERS = {
    "bigint": "coalesce({}, 0) + 1",
    "integer": "coalesce({}, 0) + 1",
    "smallint": "coalesce({}, 0) + 1",
    "timestamp with time zone": "coalesce({}, now()) - interval '1 hour'",
    "text": "{} || 'x'",
    "character varying": "left({}, 3) || 'x'",
    "boolean": "not {}",
    "jsonb": '\'{{"name": "Lain"}}\'',
    "uuid": "gen_random_uuid()",
}
COLUMNS = """select column_name, data_type from information_schema.columns
    where table_schema = current_schema() and table_name = %s order by ordinal_position"""
WALKED = (
    Case, Task, Participation, UnitCall, CalledUnit, CaseBinding, Consultation, TeamDecree, SubCase,
    CaseDocument, DocumentVersion,
)  # fmt: skip
#: columns in which a change is not found in every row, and why that is so
UNFOUND = {
    ("cases_task", "other_eyes"): "who else holds a position is no event of the case; who judges"
    " is asked anew when the task is done, and this finds it for lists",
    ("cases_task", "allowed"): "of an ended task; the calendar by which it was counted may change",
    ("cases_case", "due_at"): "of an ended case; as allowed",
    ("cases_task", "consumed"): "as allowed",
    ("cases_task", "due_at"): "as allowed; figures count by the events",
    ("cases_participation", "ended"): "of an ended task; put away in the night after",
    ("archive_documentversion", "file_name"): "what the file was called where it came from",
    ("archive_documentversion", "size"): "follows from the content, which its digest proves",
    ("cases_task", "told"): "a stamp by which lists remember; it says nothing of the case",
    ("cases_teamdecree", "team_id"): "which team it changes is a deed of the office",
}


@pytest.fixture
def agency(run, office, now):
    """An office in which everything has happened."""
    agency, _ = every_kind(run, office, now)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table archive_documentversion disable trigger append_only")
    return agency


@contextmanager
def tampered(statement):
    """The statement done, seen, and undone; how many rows it changed."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("set constraints all deferred")
            cursor.execute(statement)
            changed = cursor.rowcount
        yield changed
        transaction.set_rollback(True)


def test_everything_that_can_happen_to_a_case_has_happened_and_no_fault_is_found(agency):
    kinds = set(Event.objects.filter(agency=agency).values_list("kind", flat=True))
    assert kinds == {kind.value for kind in Kind}
    assert [(case.pk, fault) for case, fault in faults_of_agency(agency)] == []


def changes(table):
    """Each column of a table but its handle and its agency, with another value."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS, [table])
        for column, kind in cursor.fetchall():
            if column not in {"id", "agency_id"}:
                yield column, OTHERS[kind].format(f'"{column}"')


def owner_of(model, key):
    """The case whose row it is."""
    if model is Case:
        return key
    place = {Participation: "task__case", SubCase: "parent", UnitCall: "calledunit__case",
             DocumentVersion: "document__casedocument__case"}  # fmt: skip
    return model.objects.filter(pk=key).values_list(place.get(model, "case"), flat=True).first()


def is_found(agency, case):
    """Whether anything is wrong, looking first where it should be."""
    there = Case.objects.filter(pk=case).first()
    if there is not None and told_faults(there, Known(agency)):
        return True
    return next(faults_of_agency(agency), None) is not None


@pytest.mark.parametrize("model", WALKED, ids=lambda model: model.__name__)
def test_a_change_of_any_column_of_any_row_is_found(agency, model):
    table = model._meta.db_table
    missed = defaultdict(list)
    keys = {key: owner_of(model, key) for key in handles(model, agency)}
    for column, value in changes(table):
        for key, case in keys.items():
            change = f'update {table} set "{column}" = {value} where id = {key}'
            with suppress(IntegrityError), tampered(change) as changed:
                assert changed == 1
                if not is_found(agency, case):
                    missed[column].append(key)
    allowed = {column: why for (there, column), why in UNFOUND.items() if there == table}
    assert missed.keys() == allowed.keys(), dict(missed)


@pytest.mark.parametrize("model", WALKED[1:], ids=lambda model: model.__name__)
def test_a_row_taken_away_is_found(agency, model):
    for key in handles(model, agency):
        case = owner_of(model, key)
        with tampered(f"delete from {model._meta.db_table} where id = {key}"):
            assert is_found(agency, case), key


def handles(model, agency):
    """The rows of a table; of tasks one of each kind."""
    rows = model.objects.filter(agency=agency).order_by("pk")
    if model is not Task:
        return list(rows.values_list("pk", flat=True))
    kinds = {(t.answer, t.taken, t.returned, t.drafter_id is None, t.awaits, t.asked,
              t.running_since is None): t.pk for t in rows}  # fmt: skip
    return sorted(kinds.values())
