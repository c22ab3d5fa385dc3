"""A task tells from whom it came and whether it came back; indexes for what is late or back."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql"

# The wall is forced on the owner too, and nobody's agency is set in a migration.
OPEN_TASKS = """
alter table cases_task no force row level security;
alter table cases_event no force row level security;
update cases_task t set sender_id = e.actor_id, returned = e.kind in ('returned', 'sent_back')
from cases_task o cross join lateral (
    select d.actor_id, d.kind from cases_event d
    where d.case_id = o.case_id and d.kind not in ('held', 'released', 'rescheduled', 'addressed',
        'suspended', 'resumed', 'linked', 'unawaited', 'corrected') and not exists (
        select 1 from cases_event w where w.case_id = d.case_id and w.corrects = d.seq)
    order by d.seq desc limit 1
) e where o.id = t.id and o.done_at is null;
alter table cases_event force row level security;
alter table cases_task force row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_corrections"), ("shared", "0003_keys_of_agency")]
    operations = [
        migrations.AddField(
            "task",
            "sender",
            models.ForeignKey(
                db_constraint=False,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="office.person",
            ),
        ),
        migrations.AddField("task", "returned", models.BooleanField(db_default=False)),
        migrations.AddField("participation", "ended", models.BooleanField(db_default=False)),
        migrations.AddIndex(
            "task",
            models.Index(
                condition=models.Q(done_at__isnull=True, due_at__isnull=False),
                fields=["position", "due_at"],
                name="task_late",
            ),
        ),
        migrations.AddIndex(
            "task",
            models.Index(
                condition=models.Q(done_at__isnull=True, returned=True),
                fields=["position", "opened_at"],
                name="task_returned",
            ),
        ),
        migrations.AddIndex(
            "participation",
            models.Index(
                condition=models.Q(ended=False),
                fields=["position", "task"],
                name="participation_now",
            ),
        ),
        migrations.AlterField(
            "participation",
            "agency",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="office.agency",
            ),
        ),
        migrations.AlterField(
            "participation",
            "position",
            models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                to="office.position",
            ),
        ),
        migrations.RunSQL(
            (SQL / "inbox.sql").read_text("utf-8"), "drop function cases_still_held;"
        ),
        migrations.RunSQL(OPEN_TASKS, migrations.RunSQL.noop),
    ]
