"""Many units are called at once; a case may bind a role to another position than its version."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from tatalaksana.apps.shared.agency import by_key_first, policy
from tatalaksana.apps.shared.keys import keyed_by_agency

SQL = Path(__file__).parents[1] / "sql"
KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def to(model: str, *, indexed: bool = False, **more: object) -> models.ForeignKey:
    """A key to `model` of the same agency that keeps what it points at."""
    return models.ForeignKey(
        model,
        django.db.models.deletion.PROTECT,
        db_index=indexed,
        db_constraint=model == "office.agency",
        **more,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_event_of_agency"),
        ("library", "0006_source_bytes"),
        ("office", "0006_logo_by_digest"),
        ("shared", "0003_keys_of_agency"),
    ]
    operations = [
        migrations.CreateModel(
            "UnitCall",
            [
                ("id", KEY),
                ("title", models.CharField(max_length=300)),
                ("due_at", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField()),
                ("row", models.PositiveSmallIntegerField(default=0)),
                ("key", models.UUIDField()),
                ("agency", to("office.agency")),
                ("opened_by", to("office.person")),
                ("parent", to("cases.case", indexed=True, null=True, related_name="calls")),
                ("position", to("office.position")),
                ("version", to("library.version")),
            ],
        ),
        migrations.CreateModel(
            "CalledUnit",
            [
                ("id", KEY),
                ("agency", to("office.agency")),
                ("call", to("cases.unitcall")),
                ("case", to("cases.case", related_name="called")),
                ("unit", to("office.unit")),
            ],
        ),
        migrations.CreateModel(
            "CaseBinding",
            [
                ("id", KEY),
                ("role", models.CharField(max_length=200)),
                ("agency", to("office.agency")),
                ("case", to("cases.case")),
                ("position", to("office.position", indexed=True)),
            ],
        ),
        migrations.AddConstraint(
            "unitcall", models.UniqueConstraint(fields=["agency", "key"], name="unitcall_key")
        ),
        migrations.AddIndex(
            "unitcall", models.Index(fields=["agency", "-opened_at"], name="unitcall_latest")
        ),
        migrations.AddConstraint(
            "calledunit",
            models.UniqueConstraint(fields=["agency", "call", "unit"], name="calledunit_once"),
        ),
        migrations.AddConstraint(
            "casebinding",
            models.UniqueConstraint(fields=["agency", "case", "role"], name="casebinding_role"),
        ),
        migrations.AddConstraint(
            "calledunit",
            models.UniqueConstraint(fields=["agency", "case"], name="calledunit_case"),
        ),
        keyed_by_agency("UnitCall", "CalledUnit", "CaseBinding"),
        policy("cases_unitcall", "cases_calledunit", "cases_casebinding"),
        by_key_first("cases_unitcall", "cases_calledunit", "cases_casebinding"),
        migrations.RunSQL(
            (SQL / "unit_calls.sql").read_text("utf-8"),
            "drop function cases_open_many;",
        ),
    ]
