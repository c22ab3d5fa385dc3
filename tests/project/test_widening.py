"""A migration widens the tables: the program of the release before goes on beside it.

docs/how-to/operate.md, "Memperbarui tanpa berhenti". What narrows says since which release nothing
uses it: `narrows = "0.2: …"` in the migration.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.postgres.operations import AddConstraintNotValid, AddIndexConcurrently
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

import tatalaksana
from tests.project.sql_functions import Function, after

Functions = Mapping[str, list[Function]]

#: what was made before this rule was kept; never more
BEFORE = {
    ("access", "0001_initial"),
    ("archive", "0002_walls"),
    ("cases", "0015_teams"),
    ("hooks", "0001_initial"),
    ("library", "0007_joint_rows"),
    ("notices", "0005_count_called_off"),
    ("office", "0006_logo_by_digest"),
    ("schedules", "0001_initial"),
    ("shared", "0003_keys_of_agency"),
}
#: replaced functions under their names, before any release had called them; never more
UNRELEASED = {("cases", "0016_step_4")}
#: tables that grow with every step: a lock on one of them is felt by everybody
GROWING = {
    "case", "task", "event", "casedocument", "participation", "notice", "watch", "mail", "trace",
    "documentversion", "document",
}  # fmt: skip
NARROWING = (
    migrations.RemoveField, migrations.DeleteModel, migrations.RenameField, migrations.RenameModel,
    migrations.AlterModelTable,
)  # fmt: skip


def faults(migration: migrations.Migration) -> Iterator[str]:
    """What in a migration stops the program of the release before, or everybody."""
    made: set[str] = set()
    narrows = getattr(migration, "narrows", "")
    for one in migration.operations:
        if isinstance(one, migrations.CreateModel):
            made.add(one.name_lower)
            continue
        model = getattr(one, "model_name_lower", getattr(one, "name_lower", ""))
        if model not in made:
            yield from (f"{model}: {fault}" for fault in faults_of(one, model, narrows))


def faults_of(one: Operation, model: str, narrows: str) -> Iterator[str]:
    """What is wrong with an operation on a table that was there before."""
    if isinstance(one, NARROWING) and not narrows:
        yield f"{one.describe()}: say with `narrows` since which release nothing uses it"
    if isinstance(one, migrations.AddField) and not filled_by_the_database(one.field):
        yield f"{one.name}: null=True or db_default, for the program before does not fill it"
    if isinstance(one, migrations.AlterField) and not one.field.null and not narrows:
        yield f"{one.name}: if it becomes required, say so with `narrows`"
    if model not in GROWING:
        return
    if isinstance(one, migrations.AddIndex) and not isinstance(one, AddIndexConcurrently):
        yield "AddIndexConcurrently, with atomic = False"
    if isinstance(one, migrations.AddConstraint) and not isinstance(one, AddConstraintNotValid):
        yield "AddConstraintNotValid and ValidateConstraint; for a unique one see shared.keys"


def statements_of(migration: migrations.Migration) -> str:
    """What a migration says in SQL of its own."""
    said: list[str] = []
    for one in migration.operations:
        if isinstance(one, migrations.RunSQL):
            parts = one.sql if isinstance(one.sql, list | tuple) else [one.sql]
            said += [part if isinstance(part, str) else part[0] for part in parts]
    return ";\n".join(said)


def faults_of_functions(
    before: Functions, then: Functions, called: Container[str]
) -> Iterator[str]:
    """Which calls of the program before find no function any more, or two."""
    for name, kept in before.items():
        for one in kept if name in called else ():
            if not any(new.accepts_calls_of(one) for new in then.get(name, [])):
                yield f"{name}: a call of the program before finds it no more; let the old one stay"
    for name, kept in then.items():
        fresh = [one for one in kept if one not in before.get(name, [])]
        if any(one.mistaken_for(other) for one in fresh for other in kept if other != one):
            yield f"{name}: a call may mean two functions of this name; give the new one another"


def called_by_the_program() -> set[str]:
    """The names of functions that stand in a statement of the program."""
    source = "".join(
        file.read_text("utf-8")
        for file in Path(tatalaksana.__file__).parent.rglob("*.py")
        if file.parent.name != "migrations"
    )
    calls = r"\b([a-z_0-9]+)\(%", r"FunctionCall\(\s*\"([a-z_0-9]+)\""
    return {name for form in calls for name in re.findall(form, source)}


def filled_by_the_database(field: models.Field) -> bool:
    """Whether an insert that does not know the column succeeds."""
    return field.null or field.many_to_many or field.has_db_default()


def ours() -> set[str]:
    return {app.label for app in apps.get_app_configs() if app.name.startswith("tatalaksana.")}


def test_every_new_migration_widens_or_says_why_it_may_narrow():
    graph = MigrationLoader(None).graph
    old = {key for last in BEFORE for key in graph.forwards_plan(last)}
    found = {
        f"{key}: {fault}"
        for key, migration in graph.nodes.items()
        if key[0] in ours() and key not in old
        for fault in faults(migration)
    }
    assert not found


def test_a_function_that_is_replaced_takes_the_calls_of_the_program_before():
    graph = MigrationLoader(None).graph
    old = {key for last in (*BEFORE, *UNRELEASED) for key in graph.forwards_plan(last)}
    plan = dict.fromkeys(key for leaf in graph.leaf_nodes() for key in graph.forwards_plan(leaf))
    called, known, found = called_by_the_program(), dict[str, list[Function]](), set()
    for key in (one for one in plan if one[0] in ours()):
        migration = graph.nodes[key]
        then = after(known, statements_of(migration))
        if key not in old and not getattr(migration, "narrows", ""):
            found |= {f"{key}: {fault}" for fault in faults_of_functions(known, then, called)}
        known = then
    assert {"cases_finish", "cases_note", "cases_open", "cases_read_task"} <= called
    assert len(known["cases_finish"]) == 1
    assert not found


FINISH = "create function f(p_case bigint, p_row integer, out r_seq integer) language sql as $$x$$;"


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("drop function f;", "finds it no more"),
        ("drop function f(bigint, integer);", "finds it no more"),
        ("drop function f; create function f(p_case bigint) returns integer as $$x$$;", "no more"),
        ("drop function f;" + FINISH.replace("out r", "p_key uuid, out r"), "no more"),
        ("drop function f;" + FINISH.replace("r_seq integer", "r_seq bigint"), "no more"),
        ("drop function f;" + FINISH.replace(")", ", out r_head text)"), "no more"),
        (FINISH.replace("out r", "p_key uuid default null, out r"), "may mean two"),
    ],
)
def test_a_call_that_would_be_lost_is_named(sql, told):
    before = after({}, FINISH)
    (fault,) = faults_of_functions(before, after(before, sql), {"f"})
    assert told in fault


@pytest.mark.parametrize(
    "sql",
    [
        FINISH.replace("create", "create or replace"),
        "drop function f;" + FINISH.replace("out r", "p_key uuid default null, out r"),
        "drop function f;" + FINISH.replace("p_row", "p_open"),
        FINISH.replace("out r", "p_key uuid, p_at date, out r"),
        FINISH.replace("function f(", "function f_2("),
        "-- drop function f;\ncreate function g() returns trigger as $$ drop function f; $$;",
    ],
)
def test_a_function_that_still_takes_the_calls_is_let_through(sql):
    before = after({}, FINISH)
    assert not list(faults_of_functions(before, after(before, sql), {"f"}))


@pytest.mark.parametrize(
    ("operation", "told"),
    [
        (migrations.AddField("case", "colour", models.TextField()), "db_default"),
        (migrations.AddField("case", "colour", models.TextField(default="")), "db_default"),
        (migrations.RemoveField("case", "title"), "narrows"),
        (migrations.RenameField("case", "title", "name"), "narrows"),
        (migrations.AlterField("unit", "name", models.TextField()), "narrows"),
        (migrations.AddIndex("event", models.Index(fields=["at"], name="at")), "Concurrently"),
        (
            migrations.AddConstraint(
                "task", models.CheckConstraint(condition=models.Q(row__gt=0), name="row")
            ),
            "NotValid",
        ),
    ],
)
def test_what_would_stop_the_office_is_named(operation, told):
    migration = migrations.Migration("0099_bad", "cases")
    migration.operations = [operation]
    (fault,) = faults(migration)
    assert told in fault


@pytest.mark.parametrize(
    "operation",
    [
        migrations.AddField("case", "colour", models.TextField(null=True)),
        migrations.AddField("case", "colour", models.TextField(db_default="")),
        migrations.AddIndex("unit", models.Index(fields=["name"], name="unit_words")),
        AddIndexConcurrently("event", models.Index(fields=["at"], name="at")),
    ],
)
def test_what_widens_is_let_through(operation):
    migration = migrations.Migration("0099_good", "cases")
    migration.operations = [operation]
    assert not list(faults(migration))
