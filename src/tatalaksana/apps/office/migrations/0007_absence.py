"""Who is away, and until when."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from tatalaksana.apps.shared.agency import policy
from tatalaksana.apps.shared.keys import keyed_by_agency

SQL = Path(__file__).parents[1] / "sql"


def person() -> models.ForeignKey:
    return models.ForeignKey(
        db_constraint=False,
        db_index=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="office.person",
    )


class Migration(migrations.Migration):
    dependencies = [("office", "0006_logo_by_digest"), ("shared", "0003_keys_of_agency")]
    operations = [
        migrations.CreateModel(
            name="Absence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("cuti", "Cuti"),
                            ("dinas_luar", "Dinas luar"),
                            ("diklat", "Pendidikan dan pelatihan"),
                            ("sakit", "Sakit"),
                        ],
                        max_length=20,
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("note", models.CharField(blank=True, max_length=300)),
                ("entered_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="office.agency",
                    ),
                ),
                ("entered_by", person()),
                ("person", person()),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["agency", "person"],
                        name="absence_person",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))),
                        name="absence_order",
                    )
                ],
            },
        ),
        keyed_by_agency("Absence"),
        policy("office_absence"),
        migrations.RunSQL(
            (SQL / "absence.sql").read_text("utf-8"),
            "drop function office_stood_in(bigint, bigint, bigint, date);",
        ),
    ]
