"""Tables whose rows are only ever added."""

from __future__ import annotations

from django.db.migrations import RunSQL

REFUSE = RunSQL(
    """
    create function refuse_change() returns trigger language plpgsql as $$
    begin
        raise exception 'rows of % are only added, never changed', tg_table_name
            using errcode = 'TL306';
    end $$;
    """,
    "drop function refuse_change();",
)


def append_only(table: str) -> RunSQL:
    """The migration step that lets the database refuse every update and delete of `table`."""
    return RunSQL(
        f"create trigger append_only before update or delete on {table}"
        " for each row execute function refuse_change();",
        f"drop trigger append_only on {table};",
    )
