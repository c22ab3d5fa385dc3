"""The keys of tables that were made before keys held the agency; see `keys`."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from tatalaksana.apps.shared.keys import (
    BY_ID_ALONE,
    Reference,
    briefly,
    build_index,
    refer,
    tables_of_agencies,
    widen_keys,
)

#: written at every step: that their agency exists is proven by the case they refer to
PROVEN = ("cases_task", "cases_event", "cases_participation")
TO_AGENCY = """
select conname::text from pg_constraint
where contype = 'f' and conrelid = %s::regclass and confrelid = 'office_agency'::regclass
"""


def rekey(_: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Widen every key of every table of an agency, beside the work that goes on.

    Outside a transaction; broken off, it goes on where it stood. At no moment is a reference
    unguarded: the new constraint holds before the old one goes.
    Errors: ValueError when a row refers to another agency's.
    """
    connection = schema_editor.connection
    tables = tables_of_agencies(connection)
    for table in tables:
        narrow = constraints(connection, BY_ID_ALONE, table)
        if not narrow:
            continue
        build_index(connection, table, ("id", "agency_id"))
        for child, constraint, column in narrow:
            refer(connection, Reference(child, column, table))
            briefly(connection, f'alter table "{child}" drop constraint "{constraint}"')
    for table in tables:
        widen_keys(connection, table)
    for table in PROVEN:
        for (constraint,) in constraints(connection, TO_AGENCY, table):
            briefly(connection, f'alter table "{table}" drop constraint "{constraint}"')


def constraints(
    connection: BaseDatabaseWrapper, question: str, table: str
) -> list[tuple[str, ...]]:
    """What the catalogue answers about a table."""
    with connection.cursor() as cursor:
        cursor.execute(question, [table])
        return list(cursor.fetchall())
