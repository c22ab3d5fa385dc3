"""A row may ask every performer, not the responsible one alone."""

import django.db.models.deletion
from django.db import migrations, models

from tatalaksana.apps.shared.agency import by_key_first, policy
from tatalaksana.apps.shared.keys import keyed_by_agency


class Migration(migrations.Migration):
    dependencies = [("library", "0006_source_bytes"), ("shared", "0003_keys_of_agency")]
    operations = [
        migrations.CreateModel(
            "JointRow",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row", models.PositiveSmallIntegerField()),
                (
                    "agency",
                    models.ForeignKey(
                        "office.agency", django.db.models.deletion.PROTECT, db_index=False
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        "library.version",
                        django.db.models.deletion.CASCADE,
                        db_index=False,
                        db_constraint=False,
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            "jointrow",
            models.UniqueConstraint(fields=["agency", "version", "row"], name="jointrow_once"),
        ),
        keyed_by_agency("JointRow"),
        policy("library_jointrow"),
        by_key_first("library_jointrow"),
    ]
