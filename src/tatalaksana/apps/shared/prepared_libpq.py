"""A prepared statement handed to libpq itself, for lists and steps that are asked for all day.

A cursor of psycopg costs more than PostgreSQL needs to find a page of a list. It is left out only
where the statement is a transaction of its own: psycopg begins the others, and forgets what is
prepared when one is rolled back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import count
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from psycopg.abc import Buffer
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, DiagnosticField, ExecStatus, Format, TransactionStatus

Statement = tuple[bytes, tuple[int, ...]]  #: and the types of its parameters
Prepared = dict[Statement, bytes]  #: the name a connection knows it by

PLACE = re.compile(r"%(?:\((\w+)\)s|([s%]))")
ANSWERED = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)
FORGOTTEN = b"26000"  #: psycopg, or a pool, dropped what was prepared

prepared: WeakKeyDictionary[psycopg.Connection[Any], Prepared] = WeakKeyDictionary()
numbers = count()  #: no name comes twice, whoever dropped what


def stands_alone(connection: psycopg.Connection[Any]) -> bool:
    """Whether a statement on `connection` is a transaction of its own now."""
    idle = connection.pgconn.transaction_status == TransactionStatus.IDLE
    return idle and connection.autocommit


def rows_alone(
    connection: psycopg.Connection[Any], statement: str, values: Sequence[Any] | Mapping[str, Any]
) -> list[tuple[Any, ...]]:
    """All rows of a statement that stands alone, its places written as for psycopg.

    Errors: those of psycopg.
    """
    text, places = numbered(statement)
    at: Any = values
    given = [at[place] for place in places]
    adapted = Transformer(connection)
    with connection.lock:
        dumped = adapted.dump_sequence(given, [PyFormat.AUTO] * len(given))
        of = (text, adapted.types or ())
        result = executed(connection, of, dumped, adapted.formats or ())
    adapted.set_pgresult(result)
    return adapted.load_rows(0, result.ntuples, tuple)


def executed(
    connection: psycopg.Connection[Any],
    of: Statement,
    dumped: Sequence[Buffer | None],
    formats: Sequence[Format],
) -> psycopg.pq.abc.PGresult:
    """What a statement answers with, in binary; prepared where the connection does not know it.

    Errors: those of psycopg.
    """
    known = prepared.get(connection) or prepared.setdefault(connection, {})
    given: Any = dumped  # psycopg's own types do not tell that a value may be null
    for again in (True, False):
        name = known.get(of)
        if name is None:
            name = known[of] = prepare(connection, of)
        result = connection.pgconn.exec_prepared(name, given, formats, Format.BINARY)
        if result.status in ANSWERED:
            return result
        if not again or result.error_field(DiagnosticField.SQLSTATE) != FORGOTTEN:
            break
        del known[of]
    raise refusal(connection, result)


def prepare(connection: psycopg.Connection[Any], of: Statement) -> bytes:
    """Prepare a statement; its name."""
    name = b"alone_%d" % next(numbers)
    result = connection.pgconn.prepare(name, *of)
    if result.status not in ANSWERED:
        raise refusal(connection, result)
    return name


def refusal(connection: psycopg.Connection[Any], result: psycopg.pq.abc.PGresult) -> psycopg.Error:
    """What psycopg would raise."""
    encoding = connection.info.encoding
    if connection.pgconn.status == ConnStatus.BAD:
        return psycopg.OperationalError(result.get_error_message(encoding))
    return error_from_result(result, encoding)


@lru_cache(maxsize=1024)
def numbered(statement: str) -> tuple[bytes, tuple[int | str, ...]]:
    """A statement with PostgreSQL's own places ($1, $2), and what stands in each."""
    places: list[int | str] = []

    def place(found: re.Match[str]) -> str:
        name, sign = found.groups()
        if sign == "%":
            return "%"
        where = name or len(places)
        if where not in places:
            places.append(where)
        return f"${places.index(where) + 1}"

    return PLACE.sub(place, statement).encode(), tuple(places)
