"""Which absences without a substitute have been told."""

import django.db.models.deletion
from django.db import migrations, models

from tatalaksana.apps.shared.agency import policy
from tatalaksana.apps.shared.keys import keyed_by_agency


def to(there: str, **more: bool) -> models.ForeignKey:
    return models.ForeignKey(
        db_index=False, on_delete=django.db.models.deletion.PROTECT, to=there, **more
    )


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0006_count_proposed"),
        ("office", "0007_absence"),
        ("shared", "0003_keys_of_agency"),
    ]
    operations = [
        migrations.CreateModel(
            "AbsenceTold",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("agency", to("office.agency")),
                ("absence", to("office.absence", db_constraint=False)),
                ("position", to("office.position", db_constraint=False)),
            ],
        ),
        migrations.AddConstraint(
            "absencetold",
            models.UniqueConstraint(
                fields=["agency", "absence", "position"], name="absencetold_once"
            ),
        ),
        keyed_by_agency("AbsenceTold"),
        policy("notices_absencetold"),
    ]
