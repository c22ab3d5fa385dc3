"""Lists that are read all day: their statements are parsed and planned once per connection."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from tatalaksana.apps.shared.prepared import answered
from tatalaksana.apps.shared.replica import reading

#: psycopg keeps what it made of a statement only up to this length, and parses longer ones anew
LONGEST_STATEMENT = 4096


def all_rows(statement: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of a prepared statement, on Django's own connection.

    Inside `may_lag` it is the replica's.
    Errors: Django's database errors, as from any cursor of its.
    """
    return answered(reading(), statement, values)


def array(values: Iterable[object]) -> str:
    """Numbers or truths as PostgreSQL reads an array; psycopg takes much longer for its own."""
    return "{" + ",".join(map(str, values)) + "}"


def plan_once(connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    """Let PostgreSQL keep the plan of a prepared statement, whatever its values are.

    Left to itself it plans a list of many joins anew each time, which costs more than reading it.
    """
    with connection.cursor() as cursor:
        cursor.execute("set plan_cache_mode = force_generic_plan")


def plan_once_on_every_connection() -> None:
    """From now on; Django's other statements are not prepared, and planned as ever."""
    connection_created.connect(plan_once, dispatch_uid=__name__)
