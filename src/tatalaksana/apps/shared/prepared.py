"""Statements that run at every step: parsed once per connection, then only executed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from django.db import connection


def first_row(statement: str, values: Sequence[Any] | Mapping[str, Any]) -> tuple[Any, ...] | None:
    """The first row of a prepared statement, on Django's own connection.

    Django's cursors bind on the client and parse anew each time, which costs a third of a step.
    Errors: Django's database errors, as from any cursor of its.
    """
    connection.ensure_connection()
    with connection.wrap_database_errors, psycopg.Cursor(connection.connection) as cursor:
        row: tuple[Any, ...] | None = cursor.execute(statement, values, prepare=True).fetchone()
        return row
