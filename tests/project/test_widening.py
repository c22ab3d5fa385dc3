"""A migration widens the tables: the program of the release before goes on beside it.

docs/how-to/operate.md, "Memperbarui tanpa berhenti". What narrows says since which release nothing
uses it: `narrows = "0.2: …"` in the migration.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.postgres.operations import AddConstraintNotValid, AddIndexConcurrently
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation

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
