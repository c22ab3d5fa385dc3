"""The office's own working hours and Ramadan periods."""

import django.db.models.deletion
from django.db import migrations, models

from tatalaksana.apps.shared.agency import policy
from tatalaksana.apps.shared.keys import keyed_by_agency

KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
PROTECT = django.db.models.deletion.PROTECT


class Migration(migrations.Migration):
    dependencies = [("office", "0007_absence"), ("shared", "0003_keys_of_agency")]
    operations = [
        migrations.CreateModel(
            "OwnHours",
            [
                ("id", KEY),
                ("ramadan", models.BooleanField(default=False)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("mon_thu", models.JSONField()),
                ("fri", models.JSONField()),
                ("source", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField()),
                ("agency", models.ForeignKey("office.agency", PROTECT, db_index=False)),
                (
                    "created_by",
                    models.ForeignKey(
                        "office.person", PROTECT, db_index=False, db_constraint=False
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("agency", "ramadan", "since"), name="ownhours_since"
                    )
                ],
            },
        ),
        keyed_by_agency("OwnHours"),
        policy("office_ownhours"),
    ]
