"""Every key holds its agency: the tables can be distributed by it, and nothing refers across."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddField, CreateModel

from tatalaksana.apps.cases.models import Case, Event
from tatalaksana.apps.office.models import Holding, Person, Position
from tatalaksana.apps.shared.keys import COPIED_WHOLE, tables_of_agencies
from tests.cast import CAST, NOW

KEYED = ("shared", "0003_keys_of_agency")
LOOSE = {
    ("cases_task", "sender_id"),
    ("hooks_delivery", "event_id"),
    ("notices_notice", "task_id"),
    ("notices_watch", "task_id"),
}
UNIQUE = """
select i.indrelid::regclass::text, i.indexrelid::regclass::text
from pg_index i join pg_class c on c.oid = i.indrelid
where i.indisunique and c.relnamespace = current_schema()::regnamespace and not exists (
    select from pg_attribute a where a.attrelid = i.indrelid and a.attname = 'agency_id'
        and a.attnum = any(i.indkey::smallint[]))
"""
REFERENCES = """
select k.conrelid::regclass::text, k.confrelid::regclass::text,
    (select array_agg(a.attname::text order by n.place) from unnest(k.conkey) with ordinality
        n(number, place) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = n.number),
    (select array_agg(a.attname::text order by n.place) from unnest(k.confkey) with ordinality
        n(number, place) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = n.number)
from pg_constraint k where k.contype = 'f' and k.connamespace = current_schema()::regnamespace
    and k.convalidated
"""
ALL = "select tablename::text from pg_tables where schemaname = current_schema()"


def asked(question: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


def test_every_table_is_of_an_agency_or_stands_in_the_list_with_its_reason(db):
    there = {table for (table,) in asked(ALL)}
    assert there - set(tables_of_agencies(connection)) == set(COPIED_WHOLE)


def test_every_unique_constraint_of_an_agencys_table_holds_the_agency(db):
    assert {(t, i) for t, i in asked(UNIQUE) if t not in COPIED_WHOLE} == set()


def test_rows_of_agencies_refer_to_each_other_within_the_agency_only(db):
    for child, parent, columns, there in asked(REFERENCES):
        if parent not in COPIED_WHOLE:
            assert child not in COPIED_WHOLE, (child, parent)
            assert columns[0] == "agency_id", (child, columns)
            assert there == ["agency_id", "id"], (child, columns)


def test_every_reference_of_a_model_to_a_table_of_agencies_is_kept_by_the_database(db):
    kept = {(child, columns[-1]) for child, _, columns, _ in asked(REFERENCES)}
    of_agencies = set(tables_of_agencies(connection))
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if not isinstance(field, models.ForeignKey):
                continue
            here = (model._meta.db_table, field.column)
            if field.related_model._meta.db_table in of_agencies and here not in LOOSE:
                assert here in kept, f"{here}: keyed_by_agency() makes its constraint"


def test_a_migration_that_makes_tables_comes_after_the_keys_or_is_widened_by_them():
    graph = MigrationLoader(None).graph
    before = set(graph.forwards_plan(KEYED))
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith("tatalaksana.")}
    for key in graph.nodes:
        makes = any(
            isinstance(one, CreateModel)
            or (isinstance(one, AddField) and isinstance(one.field, models.ForeignKey))
            for one in graph.nodes[key].operations
        )
        if key[0] in ours and makes and key not in before:
            assert KEYED in graph.forwards_plan(key), f"{key} depends on {KEYED}"


def test_nobody_is_given_a_position_of_another_agency(office):
    office("LUMAJANG")
    foreign = Position.objects.first()
    office("KALBAR")
    own = Person.objects.filter(agency=CAST["KALBAR"].agency).first()
    held = Holding.objects.create(
        agency_id=CAST["KALBAR"].agency, position=foreign, person=own, since=NOW.date()
    )
    with pytest.raises(IntegrityError, match="same_agency"), transaction.atomic():
        connection.check_constraints()
    held.delete()


def test_the_row_of_a_case_is_found_by_its_number_alone(run):
    """Django asks for a row by its id alone: no list of all rows is read for that."""
    case = run("LUMAJANG", "Surat Masuk")
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        for query in (
            Case.objects.filter(pk=case.started.case),
            Event.objects.filter(case=case.started.case).order_by("-seq")[:1],
        ):
            plan = query.explain()
            assert "Index Scan" in plan, plan
            assert "Seq Scan" not in plan, plan
