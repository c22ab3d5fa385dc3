"""The step finds its rows by whole keys, and an event's hash covers its key and number."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"
EARLIER = ("step_4.sql", "corrections.sql", "unit_calls.sql")
#: only what defines a function: the rest of these files made, dropped or looked at other things
DEFINES = "create function"


def earlier() -> str:
    """The functions before, in place of those of today."""
    texts = [(SQL / name).read_text("utf-8") for name in EARLIER]
    functions = [part for text in texts for part in text.split(DEFINES)[1:]]
    ends = "$$;"
    return "".join(
        f"create or replace function{part[: part.rindex(ends)]}{ends}" for part in functions
    ) + (
        "drop function cases_hash(text, bigint, integer, text, integer, integer, bigint, bigint,"
        " timestamptz, text, text, uuid, bigint);"
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0022_anchors")]
    operations = [migrations.RunSQL((SQL / "step_5.sql").read_text("utf-8"), earlier())]
