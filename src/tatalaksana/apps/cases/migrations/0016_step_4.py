"""A step is decided by what was known, and asks what calls, opinions, parts and drafts ask of it."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parents[1] / "sql"


def earlier() -> str:
    """The functions before."""
    second, third = ((SQL / name).read_text("utf-8") for name in ("step_2.sql", "step_3.sql"))
    opening = second[second.index("create function cases_open(") :]
    opening = opening[: opening.index("end $$;") + len("end $$;")]
    return f"drop function cases_open;{opening}{third}"


class Migration(migrations.Migration):
    dependencies = [("cases", "0015_teams")]
    operations = [migrations.RunSQL((SQL / "step_4.sql").read_text("utf-8"), earlier())]
