"""Tasks carry a clock that can stand still; the step binds roles itself, and writes notes."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from tatalaksana.apps.shared.agency import by_key_first

SQL = Path(__file__).parents[1] / "sql"

# The wall is forced on the owner too, and nobody's agency is set in a migration.
RUNNING = """
alter table cases_task no force row level security;
update cases_task set running_since = opened_at;
alter table cases_task force row level security;
"""
BACK = """
drop function cases_note;
drop function cases_finish;
drop function cases_open;
drop function cases_read_task;
drop function cases_open_task;
drop function cases_hash;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0003_step"),
        ("library", "0002_walls"),
        ("office", "0002_walls"),
        ("shared", "0002_walls"),
    ]
    operations = [
        migrations.AddField("task", "consumed", models.PositiveIntegerField(default=0)),
        migrations.AddField("task", "running_since", models.DateTimeField(null=True)),
        migrations.AlterField("event", "kind", models.CharField(max_length=12)),
        migrations.AlterField(
            "task",
            "agency",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="office.agency",
            ),
        ),
        migrations.AlterField(
            "case",
            "agency",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="office.agency",
            ),
        ),
        migrations.AddIndex(
            "task",
            models.Index(
                fields=["agency", "due_at"],
                condition=models.Q(done_at__isnull=True),
                name="task_due",
            ),
        ),
        migrations.RunSQL(RUNNING, migrations.RunSQL.noop),
        by_key_first(
            "cases_case",
            "cases_task",
            "cases_participation",
            "cases_event",
            "cases_subcase",
            "library_binding",
            "office_position",
            "office_holding",
        ),
        migrations.RunSQL(
            (SQL / "step_2.sql").read_text("utf-8"), BACK + (SQL / "step.sql").read_text("utf-8")
        ),
    ]
