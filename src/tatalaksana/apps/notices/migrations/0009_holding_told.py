"""Which new holders of positions have been told what they find there."""

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
        ("notices", "0008_mornings"),
        ("office", "0007_absence"),
        ("shared", "0003_keys_of_agency"),
    ]
    operations = [
        migrations.CreateModel(
            "HoldingTold",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("agency", to("office.agency")),
                ("holding", to("office.holding", db_constraint=False)),
            ],
        ),
        migrations.AddConstraint(
            "holdingtold",
            models.UniqueConstraint(fields=["agency", "holding"], name="holdingtold_once"),
        ),
        keyed_by_agency("HoldingTold"),
        policy("notices_holdingtold"),
    ]
