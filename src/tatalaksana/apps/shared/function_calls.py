"""Calls of the database functions that every click goes through, by fixed types.

psycopg finds out anew at each call what types the values have (a 7 takes two bytes, a 70,000 four),
and prepares the statement again where they differ. A function has the same types always: here its
parameters are dumped by psycopg's own dumpers, chosen once. See docs/decisions/0058.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from psycopg import pq
from psycopg.abc import Buffer, Dumper
from psycopg.adapt import PyFormat
from psycopg.types.array import ListBinaryDumper

from tatalaksana.apps.shared.prepared import preparing
from tatalaksana.apps.shared.prepared_libpq import executed, stands_alone
from tatalaksana.apps.shared.retrying import tried_again

Row = tuple[Any, ...]
BINARY = pq.Format.BINARY
ARRAY = "[]"
MEMBERS = {"text": "", "bigint": 2**62, "uuid": UUID(int=0)}  #: a member of each kind of array


class FunctionCall:
    """The call of one database function; each parameter has a name and a type of PostgreSQL."""

    def __init__(self, function: str, **types: str) -> None:
        places = [f"${place}::{kind}" for place, kind in enumerate(types.values(), start=1)]
        marks = [f"%({name})s::{kind}" for name, kind in types.items()]
        self._by_cursor = f"select * from {function}({', '.join(marks)})"  # noqa: S608 - our names
        straight = f"select * from {function}({', '.join(places)})"  # noqa: S608 - our names
        self._dumpers = {name: dumper_of(kind) for name, kind in types.items()}
        self._straight = straight.encode(), tuple(one.oid for one in self._dumpers.values())
        self._formats = (BINARY,) * len(types)
        self._loads: tuple[Callable[[Buffer], Any], ...] = ()

    def row(self, values: Mapping[str, Any]) -> Row:
        """The one row the function answers with, on Django's own connection.

        Outside a transaction the call is one of its own, and is tried again when given up.
        Errors: Busy TL605; Django's database errors, as from any cursor of its.
        """
        return tried_again(lambda: self._once(values))

    def _once(self, values: Mapping[str, Any]) -> Row:
        connection = connections[DEFAULT_DB_ALIAS]  # once: its proxy looks it up at every dot
        connection.close_if_health_check_failed()
        connection.ensure_connection()
        if stands_alone(connection.connection):
            with connection.wrap_database_errors:
                return self._alone(connection.connection, values)
        with preparing(connection) as cursor:
            cursor.execute(self._by_cursor, values, prepare=True, binary=True)
            row: Row | None = cursor.fetchone()
        assert row is not None  # noqa: S101 - a function with out parameters gives one row
        return row

    def _alone(self, connection: psycopg.Connection[Any], values: Mapping[str, Any]) -> Row:
        dumped = [
            None if (value := values[name]) is None else dumper.dump(value)
            for name, dumper in self._dumpers.items()
        ]
        with connection.lock:
            answer = executed(connection, self._straight, dumped, self._formats)
        if not self._loads:
            self._loads = tuple(loader_of(answer.ftype(at)) for at in range(answer.nfields))
        return tuple(
            None if (told := answer.get_value(0, at)) is None else load(told)
            for at, load in enumerate(self._loads)
        )


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
