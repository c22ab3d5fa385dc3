"""Statements that run at every step: parsed once per connection, then only executed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from tatalaksana.apps.shared.prepared_libpq import rows_alone, stands_alone
from tatalaksana.apps.shared.retrying import tried_again

#: Calls after which psycopg would prepare a statement unasked; no connection lives for so many.
#: Django turns preparing off with None, and with it that of the statements asked for below.
UNASKED = 2**62


def first_row(statement: str, values: Sequence[Any] | Mapping[str, Any]) -> tuple[Any, ...] | None:
    """The first row of a prepared statement, on Django's own connection.

    Django's cursors bind on the client and parse anew each time, which costs a third of a step.
    Outside a transaction the statement is one of its own, and is tried again when given up.
    Errors: Busy TL605; Django's database errors, as from any cursor of its.
    """
    return tried_again(lambda: run(statement, values))


def run(statement: str, values: Sequence[Any] | Mapping[str, Any]) -> tuple[Any, ...] | None:
    """The first row, asked once."""
    connection = connections[DEFAULT_DB_ALIAS]  # once: its proxy looks it up at every dot
    return next(iter(answered(connection, statement, values)), None)


def answered(
    connection: BaseDatabaseWrapper, statement: str, values: Sequence[Any] | Mapping[str, Any]
) -> list[tuple[Any, ...]]:
    """All rows of a prepared statement, of libpq itself where the statement stands alone."""
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    if stands_alone(connection.connection):
        with connection.wrap_database_errors:
            return rows_alone(connection.connection, statement, values)
    with preparing(connection) as cursor:
        return cursor.execute(statement, values, prepare=True, binary=True).fetchall()


@contextmanager
def preparing(connection: BaseDatabaseWrapper) -> Iterator[psycopg.Cursor[tuple[Any, ...]]]:
    """A cursor of Django's `connection` whose statements may be prepared.

    As with Django's own cursors the first one of a request finds out whether the connection lives.
    """
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    line = connection.connection
    if line.prepare_threshold is None:
        line.prepare_threshold = UNASKED
    with connection.wrap_database_errors, psycopg.Cursor(line) as cursor:
        yield cursor
