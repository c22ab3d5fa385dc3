"""Who acts for whom."""

import django.db.models.deletion
from django.db import migrations, models

from tatalaksana.apps.shared.agency import policy


def key(there: str, related_name: str | None = None) -> models.ForeignKey:
    return models.ForeignKey(
        db_index=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name=related_name,
        to=f"office.{there}",
    )


class Migration(migrations.Migration):
    dependencies = [("office", "0003_days_off")]
    operations = [
        migrations.CreateModel(
            name="Delegation",
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
                            ("semua", "Semua tugas kecuali menandatangani"),
                            ("tanpa_keputusan", "Hanya tugas tanpa keputusan"),
                        ],
                        max_length=20,
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("agency", key("agency")),
                ("position", key("position")),
                ("giver", key("person", "+")),
                ("taker", key("person", "+")),
            ],
            options={
                "indexes": [
                    models.Index(fields=["agency", "taker"], name="delegation_taker"),
                    models.Index(fields=["agency", "position"], name="delegation_position"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gte", models.F("since"))),
                        name="delegation_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("giver", models.F("taker")), _negated=True),
                        name="delegation_other",
                    ),
                ],
            },
        ),
        policy("office_delegation"),
    ]
