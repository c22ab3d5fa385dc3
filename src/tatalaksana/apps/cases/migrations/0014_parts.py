"""Where the office asks all performers of a step, each says that her part is done."""

from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

from tatalaksana.apps.shared.keys import keyed_by_agency

SQL = Path(__file__).parents[1] / "sql"
BACK = ("step_4.sql", "unit_calls.sql", "inbox.sql", "consultations.sql")


def earlier() -> str:
    """The functions before, as far as this migration replaced them."""
    step, calls, inbox, asking = ((SQL / name).read_text("utf-8") for name in BACK)
    opening = inbox[inbox.index("create or replace") : inbox.index("-- Whether p_person holds")]
    many = calls[calls.index("-- Opens one case for each of p_units") :]
    reading = asking[: asking.index("-- Writes a note")]
    return "drop function cases_open_many;" + step + many + opening + reading


class Migration(migrations.Migration):
    dependencies = [("cases", "0013_consultations"), ("library", "0007_joint_rows")]
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
        migrations.RunSQL((SQL / "parts.sql").read_text("utf-8"), earlier()),
    ]
