"""What the tests against a running office ask of its database, as its superuser."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from tatalaksana.core.engine import events as chain

EVENTS = """select case_id, seq, kind, "row", to_row, actor_id, position_id, at, reason, data, key,
    id, hash from cases_event where case_id = any(%s) order by case_id, seq"""


def address_of(folder: Path) -> str:
    """The embedded database of a data folder; its superuser sees every agency."""
    there = quote(str(folder / "postgres"), safe="")
    return f"postgresql://postgres@/tatalaksana?host={there}"


def rows(folder: Path, statement: str, *values: Any) -> list[tuple[Any, ...]]:
    """What a statement answers. OSError when the database does not answer, as of any server."""
    try:
        with closing(psycopg.connect(address_of(folder), autocommit=True)) as database:
            return database.execute(statement, values).fetchall()
    except psycopg.OperationalError as gone:
        raise OSError from gone


def version_of(folder: Path, title: str) -> int:
    """The version in force of a procedure."""
    (found,) = rows(
        folder,
        "select v.id from library_version v join library_procedure p on p.id = v.procedure_id"
        " where lower(p.title) = %s and v.status = 'berlaku'",
        title.lower(),
    )
    return int(found[0])


def event_of(row: tuple[Any, ...]) -> chain.Event:
    """A row of EVENTS as the core verifies it."""
    case, seq, kind, at_row, to_row, actor, position, at, reason, data, key, pk, digest = row
    return chain.Event(
        case=case, seq=seq, kind=chain.Kind(kind), row=at_row, to_row=to_row, actor=actor,
        position=position, at=at, reason=reason, data=data, key=key, id=pk, hash=digest,
    )  # fmt: skip


def chains(folder: Path, cases: list[int]) -> dict[int, list[chain.Event]]:
    """The events of cases, by case."""
    found: dict[int, list[chain.Event]] = {case: [] for case in cases}
    for row in rows(folder, EVENTS, cases):
        found[row[0]].append(event_of(row))
    return found
