"""A task has another stamp whenever what the inbox tells of its case has changed."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql"
BACK = """
drop trigger cases_told_anew on cases_case;
drop function cases_told_anew;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0016_step_4")]
    operations = [
        migrations.AddField("task", "told", models.BigIntegerField(null=True)),
        migrations.RunSQL((SQL / "inbox_told.sql").read_text("utf-8"), BACK),
    ]
