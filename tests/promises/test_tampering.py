"""Whatever is changed, taken or swapped among the events, verifying finds it and says where.

It is done as somebody who owns the database and has turned its guards off.
"""

from contextlib import contextmanager

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tatalaksana.apps.cases.models import Case, Event
from tatalaksana.apps.cases.verification import faults_of_agency
from tatalaksana.core.engine.events import Kind
from tests.promises.every_kind import every_kind

COLUMNS = """select column_name, data_type from information_schema.columns
    where table_schema = current_schema() and table_name = 'cases_event'"""
REFERRING = "select count(*) from pg_constraint where confrelid = 'cases_event'::regclass"
GUARDS = """select conname from pg_constraint
    where conrelid = 'cases_event'::regclass and contype in ('f', 'u')"""
#: what no database holds, whoever owns it
IMPOSSIBLE = ("out of range", "check constraint", "duplicate key")
#: another value of each type, near and far
OTHERS = {
    "bigint": ("{} + 1", "{} - 1", "{} + 4611686018427387904"),
    "integer": ("{} + 1", "{} + 2000000"),
    "smallint": ("{} + 1", "{} + 300"),
    "timestamp with time zone": ("{} + interval '1 microsecond'", "{} - interval '1 day'"),
    "uuid": ("gen_random_uuid()",),
    "text": ("{} || ' '", "'{{\"x\": 1}}'", "'x'", "left({}, -1) || 'ä'"),
    "character varying": ("left({}, -1) || 'x'", "'diretas'", "'returned'"),
}
SWAPPED = (
    ("seq",),
    ("case_id",),
    ("seq", "case_id"),
    ("kind", "row", "to_row", "reason", "data"),
    ("hash",),
    ("at", "actor_id", "position_id", "hash"),
)
property_of_the_office = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def cases(run, office, now):
    """Cases with every kind of event there is, their chains whole; and one that stands alone."""
    agency, alone = every_kind(run, office, now)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table cases_event disable trigger append_only")
        cursor.execute(GUARDS)
        for (guard,) in cursor.fetchall():
            cursor.execute(f"alter table cases_event drop constraint {guard}")
    there = Event.objects.filter(agency=agency)
    assert set(there.values_list("kind", flat=True)) == {kind.value for kind in Kind}
    assert found(agency) == []
    return list(Case.objects.filter(agency=agency).values_list("pk", flat=True)), agency, alone


def found(agency):
    return [(case.pk, fault) for case, fault in faults_of_agency(agency)]


@contextmanager
def tampered(statement):
    """The statement done, seen, and undone; how many rows it changed."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("set constraints all deferred")
            cursor.execute("alter table cases_event no force row level security")
            cursor.execute(statement)
            changed = cursor.rowcount
            cursor.execute("alter table cases_event force row level security")
        yield changed
        transaction.set_rollback(True)


def events():
    with connection.cursor() as cursor:
        cursor.execute("select id, case_id, seq from cases_event order by case_id, seq")
        return cursor.fetchall()


def names(faults, case, seq):
    """Whether a fault of `case` tells the event `seq`."""
    return any(where == case and f"eristiwa {seq} " in f"{fault} " for where, fault in faults)


def changeable():
    with connection.cursor() as cursor:
        cursor.execute(COLUMNS)
        return sorted((name, kind) for name, kind in cursor.fetchall())


def test_nothing_refers_to_the_handle_of_an_event(cases):
    with connection.cursor() as cursor:
        cursor.execute(REFERRING)
        assert cursor.fetchone() == (0,)


@property_of_the_office
@given(data=st.data())
def test_any_change_of_any_column_of_any_event_is_found(cases, data):
    _, agency, _ = cases
    number, case, seq = data.draw(st.sampled_from(events()))
    column, kind = data.draw(st.sampled_from(changeable()))
    value = data.draw(st.sampled_from(OTHERS[kind])).format(f'"{column}"')
    change = (
        f'update cases_event set "{column}" = {value} where id = {number}'
        f' and "{column}" is distinct from {value}'
    )
    try:
        with tampered(change) as changed:
            assert not changed or names(found(agency), case, seq), (change, found(agency))
    except DatabaseError as impossible:
        if not any(
            word in str(impossible)
            for word in ("out of range", "check constraint", "duplicate key")
        ):
            raise


@property_of_the_office
@given(data=st.data())
def test_any_event_taken_away_is_found(cases, data):
    _, agency, _ = cases
    number, case, seq = data.draw(st.sampled_from(events()))
    with tampered(f"delete from cases_event where id = {number}"):
        assert names(found(agency), case, seq), found(agency)


@property_of_the_office
@given(data=st.data())
def test_any_two_events_swapped_are_found(cases, data):
    """Their places, their deeds under the same places, or whole events between cases."""
    _, agency, _ = cases
    one, other = data.draw(st.lists(st.sampled_from(events()), min_size=2, max_size=2, unique=True))
    columns = data.draw(st.sampled_from(SWAPPED))
    quoted = [f'"{column}"' for column in columns]
    with connection.cursor() as cursor:
        cursor.execute(
            f"select count(distinct ({', '.join(quoted)})) from cases_event where id = any(%s)",
            [[one[0], other[0]]],
        )
        if cursor.fetchone() != (2,):
            return
    sets = ", ".join(f"{column} = other.{column}" for column in quoted)
    swap = (
        f"update cases_event e set {sets} from cases_event other where e.id in ({one[0]}, "
        f"{other[0]}) and other.id in ({one[0]}, {other[0]}) and e.id <> other.id"
    )
    with tampered(swap):
        faults = found(agency)
        assert any(names(faults, *where) for where in (one[1:], other[1:])), (swap, faults)


@property_of_the_office
@given(data=st.data())
def test_any_event_put_in_is_found(cases, data):
    """A copy of any event, anywhere in any case."""
    numbers, agency, _ = cases
    source = data.draw(st.sampled_from(events()))[0]
    case = data.draw(st.sampled_from(numbers))
    seq = data.draw(st.integers(0, 12))
    columns = (
        'agency_id, kind, "row", to_row, actor_id, position_id, at, waited, prev_row,'
        " reason, data, key, hash"
    )
    put = (
        f"insert into cases_event (case_id, seq, {columns}) select {case}, {seq}, {columns}"
        f" from cases_event where id = {source}"
    )
    with tampered(put):
        faults = found(agency)
        assert any(where == case and "eristiwa" in fault for where, fault in faults), (put, faults)


def test_a_case_taken_away_with_all_its_events_is_found(cases):
    _, agency, alone = cases
    gone = (
        "with tasks as (delete from cases_task where case_id = {0} returning id),"
        " others as (delete from cases_participation where task_id in (select id from tasks)),"
        " events as (delete from cases_event where case_id = {0})"
        " delete from cases_case where id = {0}"
    )
    number = Case.objects.get(pk=alone).number
    with tampered(gone.format(alone)):
        told = [(one.number, fault) for one, fault in faults_of_agency(agency)]
        assert any(where == number and "hilang" in fault for where, fault in told), told
