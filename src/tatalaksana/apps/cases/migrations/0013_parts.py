"""Where the office asks all performers of a step, each says that her part is done."""

import django.db.models.deletion
from django.db import migrations, models

from tatalaksana.apps.shared.keys import keyed_by_agency


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_consultations"), ("library", "0007_joint_rows")]
    operations = [
        migrations.AddField("task", "awaits", models.PositiveSmallIntegerField(db_default=0)),
        migrations.AddField("participation", "required", models.BooleanField(db_default=False)),
        migrations.AddField("participation", "done_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "participation",
            "done_by",
            models.ForeignKey(
                "office.person",
                django.db.models.deletion.PROTECT,
                null=True,
                db_index=False,
                db_constraint=False,
            ),
        ),
        migrations.AddField("participation", "aside", models.BooleanField(db_default=False)),
        keyed_by_agency("Participation"),
    ]
