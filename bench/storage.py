"""Bytes on the disk for each finished step, indexes included, by table and index, over the size.

    python -m bench storage [--sizes 1000 10000]

Cases of ten steps, each with one Kelengkapan ticked, are carried to their end through the action
layer. What the tables of the database grew by, after a vacuum, is divided by the steps; the case
itself is in it. Documents lie in files and are not counted. PostgreSQL's log (WAL) of the same
steps, which a replica and an archive receive, is told beside it.
"""

from __future__ import annotations

import argparse
import sys
from uuid import uuid4

import psycopg

from bench.machine import describe, office_database
from bench.steps import NOW, STEPS, make_office

SIZES = (1_000, 10_000)
BAR = 1_000  #: bytes of a finished step
FLOOR = 300  #: the same rows without hash, key, deadline and walls; measured elsewhere
#: of all tables: kind, name, bytes; a table's own bytes are those of its rows and its long texts
BYTES = """
select 'table', c.relname::text, pg_table_size(c.oid) from pg_class c
where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
union all
select 'index', c.relname::text, pg_relation_size(c.oid) from pg_class c
where c.relkind = 'i' and c.relnamespace = current_schema()::regnamespace
"""
LOG = "select (pg_current_wal_insert_lsn() - '0/0')::bigint"
USED = "select indexrelname::text, idx_scan from pg_stat_user_indexes"
Sizes = dict[tuple[str, str], int]


def main() -> int:
    """Print a table for the largest size and one line for each; 1 when the bar is missed."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="finished steps")
    line = ask.parse_args()
    with office_database() as address:
        office = make_office()
        print(f"bytes for each finished step ({describe(address)})")
        before, done, each, logged = measured(address), 0, 0.0, 0
        for size in sorted(line.sizes):
            since = log_of(address)
            carry(office, (size - done) // STEPS)
            logged += log_of(address) - since
            done += (size - done) // STEPS * STEPS
            after = measured(address)
            grown = {one: after[one] - before.get(one, 0) for one in after}
            each = sum(grown.values()) / done
            print(
                f"{done:>12,} steps{each:>8.0f} B   bar {BAR}, floor {FLOOR}"
                f"{logged / done:>10.0f} B of log"
            )
        show(grown, done, address)
        from django.db import connection

        connection.close()
    return int(each > BAR)


def carry(office: tuple[int, int, list[int]], cases: int) -> None:
    """Carry new cases from their first step to their last."""
    from tatalaksana.apps.cases.actions.finish_step import finish_step
    from tatalaksana.apps.cases.actions.start_case import start_case
    from tatalaksana.apps.cases.queries import open_task_in
    from tatalaksana.apps.office.queries import holder_of
    from tatalaksana.apps.shared.agency import separate
    from tatalaksana.core.engine.plan import Answer

    agency, version, accounts = office
    separate(agency)
    holders = [holder_of(account, agency, NOW.date()) for account in accounts]
    for number in range(cases):
        title = f"Permohonan izin nomor {number}"
        assert holders[0] is not None
        made = start_case(holders[0], version=version, title=title, key=uuid4(), now=NOW)
        opened = open_task_in(agency, made.case)
        assert opened is not None
        task = opened.pk
        for holder in holders:
            assert holder is not None
            checked = ["Bahan"]
            done = finish_step(
                holder, task=task, answer=Answer.FINISH, key=uuid4(), now=NOW, checked=checked
            )
            task = done.task or 0


def log_of(address: str) -> int:
    """Where PostgreSQL's log stands, in bytes since it was begun."""
    with psycopg.connect(address) as connection:
        (place,) = connection.execute(LOG).fetchone() or (0,)
    return int(place)


def measured(address: str) -> Sizes:
    """The bytes of every table and index, after a vacuum."""
    with psycopg.connect(
        address.replace("tatalaksana@", "postgres@", 1), autocommit=True
    ) as connection:
        connection.execute("vacuum (analyze)")
        return {(kind, name): size for kind, name, size in connection.execute(BYTES).fetchall()}


def show(grown: Sizes, steps: int, address: str) -> None:
    """What grew, by table and index, the largest first; how often an index was looked into."""
    with psycopg.connect(address) as connection:
        used: dict[str, int] = dict(connection.execute(USED).fetchall())
    for (kind, name), size in sorted(grown.items(), key=lambda one: -one[1]):
        if size * 200 >= sum(grown.values()):
            looked = f"   {used.get(name, 0):,} times looked into" if kind == "index" else ""
            print(f"{kind:>8} {name:<44}{size / steps:>8.1f} B{looked}")


if __name__ == "__main__":
    sys.exit(main())
