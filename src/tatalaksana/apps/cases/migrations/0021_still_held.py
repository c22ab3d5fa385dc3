"""Whether somebody still holds a position that thousands hold is found by the person."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0020_case_due")]
    operations = [
        migrations.RunSQL(
            (SQL / "inbox_held.sql").read_text("utf-8"),
            "drop function cases_still_held;" + (SQL / "inbox.sql").read_text("utf-8"),
        ),
    ]
