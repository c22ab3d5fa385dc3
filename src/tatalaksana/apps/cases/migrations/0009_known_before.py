"""A deed names the head of the chain it was decided by, so that a task need not be read again."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_event_of_agency")]
    operations = [
        migrations.RunSQL(
            (SQL / "step_4.sql").read_text("utf-8"), (SQL / "step_3.sql").read_text("utf-8")
        ),
    ]
