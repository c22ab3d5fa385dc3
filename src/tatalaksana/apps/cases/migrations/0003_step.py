"""The step of a case as one function."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql" / "step.sql"
DROP = """
drop function cases_finish, cases_open, cases_open_task, cases_read_task, cases_hash;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_walls")]
    operations = [migrations.RunSQL(SQL.read_text("utf-8"), DROP)]
