"""The row of the last deed stands on the case; cases are suspended and cancelled, steps taken."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql"

# The wall is forced on the owner too, and nobody's agency is set in a migration.
LAST_DEEDS = """
alter table cases_case no force row level security;
alter table cases_event no force row level security;
update cases_case c set deed_row = e."row" from (
    select distinct on (case_id) case_id, "row" from cases_event
    where kind not in ('held', 'released', 'rescheduled') order by case_id, seq desc
) e where e.case_id = c.id;
alter table cases_task no force row level security;
update cases_task set outside = true where done_at is null and running_since is null;
alter table cases_task force row level security;
alter table cases_event force row level security;
alter table cases_case force row level security;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_whole_labels")]
    operations = [
        migrations.AddField("case", "deed_row", models.PositiveSmallIntegerField(db_default=0)),
        migrations.AddField("case", "suspended_at", models.DateTimeField(null=True)),
        migrations.AddField("case", "cancelled", models.BooleanField(db_default=False)),
        migrations.AddField("task", "taken", models.BooleanField(db_default=False)),
        migrations.AddField("task", "outside", models.BooleanField(db_default=False)),
        migrations.RunSQL(LAST_DEEDS, migrations.RunSQL.noop),
        migrations.RunSQL(
            (SQL / "step_3.sql").read_text("utf-8"),
            "drop function cases_note;" + (SQL / "step_2.sql").read_text("utf-8"),
        ),
    ]
