"""A task that judges knows who made the draft: nobody approves her own."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from tatalaksana.apps.shared.keys import keyed_by_agency

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0013_parts"), ("shared", "0003_keys_of_agency")]
    operations = [
        migrations.AddField(
            "task",
            "drafter",
            models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="office.person",
            ),
        ),
        migrations.AddField("task", "other_eyes", models.PositiveSmallIntegerField(db_default=0)),
        migrations.AddIndex(
            "task",
            models.Index(
                condition=models.Q(done_at__isnull=True, other_eyes=2),
                fields=["agency", "opened_at"],
                name="task_for_above",
            ),
        ),
        keyed_by_agency("Task"),
        migrations.RunSQL(
            (SQL / "own_drafts.sql").read_text("utf-8"),
            "drop function cases_other_eyes; drop function cases_drafter;",
        ),
    ]
