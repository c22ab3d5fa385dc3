"""A wrong click is taken back by an event of its own, which names the deed it corrects."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parents[1] / "sql"


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_unit_calls")]
    operations = [
        migrations.AddField("event", "corrects", models.PositiveIntegerField(null=True)),
        migrations.AddConstraint(
            "event",
            models.UniqueConstraint(
                fields=["case", "corrects", "agency"],
                name="event_corrected",
                condition=models.Q(corrects__isnull=False),
            ),
        ),
        migrations.RunSQL(
            (SQL / "corrections.sql").read_text("utf-8"),
            "drop view cases_deed; drop function cases_correct;",
        ),
    ]
