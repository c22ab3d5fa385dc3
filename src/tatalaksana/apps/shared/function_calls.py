"""Calls of the database functions that every click goes through: fixed types, one trip.

psycopg's cursors find out anew at each call what types the values have, and wait for the answer in
Python. A function that is called all day has the same types always: here its parameters go to libpq
with psycopg's own dumpers, chosen once. See docs/decisions/0048.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID
from weakref import WeakSet

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import pq
from psycopg.abc import Buffer, Dumper
from psycopg.adapt import PyFormat
from psycopg.errors import error_from_result
from psycopg.types.array import ListBinaryDumper

from tatalaksana.apps.shared.prepared import UNASKED
from tatalaksana.apps.shared.retrying import tried_again

Row = tuple[Any, ...]
Connection = psycopg.Connection[Any]
BINARY = pq.Format.BINARY
ARRAY = "[]"
MEMBERS = {"text": "", "bigint": 2**62, "uuid": UUID(int=0)}  #: a member of each kind of array


class FunctionCall:
    """The call of one database function; each parameter has a name and a type of PostgreSQL.

    Made once for a function; it keeps what it has prepared on which connection.
    """

    def __init__(self, function: str, **types: str) -> None:
        marks = (f"${place}::{kind}" for place, kind in enumerate(types.values(), start=1))
        self._statement = f"select * from {function}({', '.join(marks)})"  # noqa: S608 - our names
        self._name = f"call_{function}".encode()
        self._dumpers = {name: dumper_of(kind) for name, kind in types.items()}
        self._oids = [dumper.oid for dumper in self._dumpers.values()]
        self._formats = [BINARY] * len(types)
        self._loads: tuple[Callable[[Buffer], Any], ...] = ()
        self._prepared: WeakSet[Connection] = WeakSet()

    def row(self, values: Mapping[str, Any]) -> Row:
        """The one row the function answers with, on Django's own connection.

        Outside a transaction the call is one of its own, and is tried again when given up.
        Errors: Busy TL605; Django's database errors, as from any cursor of its.
        """
        return tried_again(lambda: self._once(values))

    def _once(self, values: Mapping[str, Any]) -> Row:
        connection = connections[DEFAULT_DB_ALIAS]  # once: its proxy looks it up at every dot
        connection.ensure_connection()
        raw: Connection = connection.connection
        with connection.wrap_database_errors:
            # In a transaction psycopg has to begin it first, which its cursors know how to do.
            return self._straight(raw, values) if raw.autocommit else self._by_cursor(raw, values)

    def _straight(self, raw: Connection, values: Mapping[str, Any]) -> Row:
        if raw not in self._prepared:
            raised(raw, raw.pgconn.prepare(self._name, self._statement.encode(), self._oids))
            self._prepared.add(raw)
        dumped: list[Any] = [
            None if (value := values[name]) is None else dumper.dump(value)
            for name, dumper in self._dumpers.items()
        ]
        answer = raw.pgconn.exec_prepared(self._name, dumped, self._formats, BINARY)
        raised(raw, answer)
        if not self._loads:
            self._loads = tuple(loader_of(answer.ftype(at)) for at in range(answer.nfields))
        return tuple(
            None if (told := answer.get_value(0, at)) is None else load(told)
            for at, load in enumerate(self._loads)
        )

    def _by_cursor(self, raw: Connection, values: Mapping[str, Any]) -> Row:
        if raw.prepare_threshold is None:
            raw.prepare_threshold = UNASKED
        ordered = [values[name] for name in self._dumpers]
        with psycopg.RawCursor(raw) as cursor:
            cursor.execute(self._statement, ordered, prepare=True, binary=True)
            row: Row | None = cursor.fetchone()
        assert row is not None  # noqa: S101 - a function with out parameters gives one row
        return row


def raised(raw: Connection, answer: pq.abc.PGresult) -> None:
    """Errors: psycopg's own, when the server refused or is gone."""
    if answer.status in (pq.ExecStatus.TUPLES_OK, pq.ExecStatus.COMMAND_OK):
        return
    told = answer.error_field(pq.DiagnosticField.SQLSTATE)
    if raw.pgconn.status != pq.ConnStatus.OK and not told:
        raise psycopg.OperationalError(answer.get_error_message())
    raise error_from_result(answer, raw.info.encoding)


def dumper_of(kind: str) -> Dumper:
    """psycopg's dumper for a type of PostgreSQL, or an array of one."""
    item = kind.removesuffix(ARRAY)
    if item != kind:  # psycopg takes the type of a list from its members
        return ListBinaryDumper(list).upgrade([MEMBERS[item]], PyFormat.BINARY)
    return psycopg.adapters.get_dumper_by_oid(psycopg.adapters.types[item].oid, BINARY)(object)


def loader_of(oid: int) -> Callable[[Buffer], Any]:
    """psycopg's loader for a type."""
    loader = psycopg.adapters.get_loader(oid, BINARY)
    assert loader is not None  # noqa: S101 - every type a function answers with is known
    return loader(oid).load
