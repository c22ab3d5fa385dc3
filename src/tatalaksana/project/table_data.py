"""Every row of the office's tables, out of the database and into another one.

The application's own role does both. Row-level security is forced on it too, so rows are read
agency by agency, all in one snapshot; and a table's owner may lift the force inside the
transaction that fills it, which nobody else sees before it ends.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC
from graphlib import TopologicalSorter
from typing import IO, Any

import psycopg
from psycopg import sql

from tatalaksana.apps.shared.agency import SETTING

CHUNK = 1 << 20
#: whoever is signed in signs in again, and how often somebody asks is counted anew: a restored
#: machine is another machine
LEFT_OUT = frozenset({"access_pace", "django_session"})
TABLES = """
select c.relname, row_security_active(c.oid),
    array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '')
from pg_class c join pg_attribute a on a.attrelid = c.oid
where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
    and not c.relispartition and a.attnum > 0 and not a.attisdropped
group by 1, 2 order by 1
"""
#: who must be filled before whom; a deferred reference is judged when all is there
PARENTS = """
select distinct c.conrelid::regclass::text, c.confrelid::regclass::text from pg_constraint c
where c.connamespace = current_schema()::regnamespace and c.contype = 'f'
    and not c.condeferred and c.conrelid <> c.confrelid and c.conparentid = 0
"""
TRIGGERS = """
select tgrelid::regclass::text, tgname from pg_trigger
where not tgisinternal and tgenabled = 'O' and tgparentid = 0
    and tgrelid in (select oid from pg_class where relnamespace = current_schema()::regnamespace)
"""
FORCED = """
select relname from pg_class
where relnamespace = current_schema()::regnamespace and relforcerowsecurity
"""
SEQUENCES = """
select sequencename, last_value from pg_sequences
where schemaname = current_schema() and last_value is not null
"""
ANCHORS = """
select number, at, upto, counters, before, digest from cases_chainanchor
where agency_id = %s order by number
"""
NAMED = """
select c.table_name, c.column_name from information_schema.columns c
join information_schema.tables t using (table_schema, table_name)
where c.table_schema = current_schema() and c.column_name = 'sha256'
    and t.table_type = 'BASE TABLE'
"""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `walled` ones show the rows of one agency at a time."""

    name: str
    walled: bool
    columns: tuple[str, ...]


def tables(connection: psycopg.Connection) -> tuple[Table, ...]:
    """The tables of the schema, each after those it refers to."""
    found = {
        name: Table(name, walled, tuple(columns))
        for name, walled, columns in connection.execute(TABLES)
        if name not in LEFT_OUT
    }
    order: TopologicalSorter[str] = TopologicalSorter(dict.fromkeys(found, ()))
    for child, parent in connection.execute(PARENTS):
        if child in found and parent in found:
            order.add(child, parent)
    return tuple(found[name] for name in order.static_order())


def agencies(connection: psycopg.Connection) -> list[int]:
    """Every agency; the table of agencies stands before the wall."""
    return [row[0] for row in connection.execute("select id from office_agency order by id")]


def rows_of(connection: psycopg.Connection, table: Table) -> Iterator[bytes]:
    """All rows of a table, as COPY writes text."""
    statement = sql.SQL("copy (select {} from {}) to stdout").format(
        sql.SQL(", ").join(map(sql.Identifier, table.columns)), sql.Identifier(table.name)
    )
    for agency in agencies(connection) if table.walled else [None]:
        look(connection, agency)
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for chunk in copy:
                yield bytes(chunk)


def look(connection: psycopg.Connection, agency: int | None) -> None:
    """Show the rows of `agency` from now on."""
    connection.execute(
        "select set_config(%s, %s, false)", (SETTING, "" if agency is None else str(agency))
    )


def sequences(connection: psycopg.Connection) -> dict[str, int]:
    """The last number each sequence gave."""
    return dict(connection.execute(SEQUENCES).fetchall())


def anchors(connection: psycopg.Connection) -> list[dict[str, Any]]:
    """The anchors of the chains of all agencies, as core.engine.anchors tells them."""
    found = []
    for agency in agencies(connection):
        look(connection, agency)
        rows = connection.execute(ANCHORS, (agency,)).fetchall()
        names = ("number", "at", "upto", "counters", "before", "digest")
        found += [{"agency": agency} | dict(zip(names, row, strict=True)) for row in rows]
    return [one | {"at": one["at"].astimezone(UTC).isoformat()} for one in found]


def named_files(connection: psycopg.Connection) -> set[str]:
    """The digests of the documents that the rows speak of."""
    found: set[str] = set()
    for table, column in connection.execute(NAMED).fetchall():
        ask = sql.SQL("select distinct {} from {}").format(
            sql.Identifier(column), sql.Identifier(table)
        )
        for agency in agencies(connection):
            look(connection, agency)
            found |= {digest for (digest,) in connection.execute(ask) if digest}
    return found


def fill(
    connection: psycopg.Connection, there: tuple[Table, ...], source: Callable[[str], IO[bytes]]
) -> None:
    """Replace all rows of `there` by those of `source`, in the transaction of `connection`.

    `source` gives the rows of a table by its name. Triggers stand still meanwhile: what they wrote
    is among the rows.
    Errors: psycopg.Error when the rows do not fit; nothing has changed then.
    """
    forced = [name for (name,) in connection.execute(FORCED)]
    triggers = connection.execute(TRIGGERS).fetchall()
    for name in forced:
        alter(connection, name, "no force row level security")
    for name, trigger in triggers:
        alter(connection, name, f'disable trigger "{trigger}"')
    names = sql.SQL(", ").join(sql.Identifier(table.name) for table in there)
    connection.execute(sql.SQL("truncate {}").format(names))
    for table in there:
        statement = sql.SQL("copy {} ({}) from stdin").format(
            sql.Identifier(table.name), sql.SQL(", ").join(map(sql.Identifier, table.columns))
        )
        rows = source(table.name)
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            while chunk := rows.read(CHUNK):
                copy.write(chunk)
    connection.execute("set constraints all immediate")
    for name, trigger in triggers:
        alter(connection, name, f'enable trigger "{trigger}"')
    for name in forced:
        alter(connection, name, "force row level security")


def alter(connection: psycopg.Connection, table: str, what: str) -> None:
    """Change one property of a table."""
    connection.execute(sql.SQL("alter table {} {}").format(sql.Identifier(table), sql.SQL(what)))


def count_on(connection: psycopg.Connection, values: dict[str, int]) -> None:
    """Let every sequence go on after the number it gave last."""
    for name, last in values.items():
        connection.execute("select setval(format('%%I', %s::text)::regclass, %s)", (name, last))
