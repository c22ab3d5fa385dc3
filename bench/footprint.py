"""Bytes a finished step leaves behind: in the tables of the cases, with indexes, and in the log.

The procedure of ten steps of `steps`, with the opening of its cases; nothing is attached. Beside it
what the rows of the events alone hold, as the least that could be kept.
"""

from __future__ import annotations

import sys
from uuid import uuid4

from bench.machine import describe, office_database
from bench.steps import NOW, STEPS, make_office

CASES, FIRST = 400, 20  #: measured, and before them to warm up
SIZE = """
select sum(pg_total_relation_size(oid)) from pg_class
where relkind = 'r' and relname like 'cases\\_%'
"""
LOG = "select pg_current_wal_insert_lsn() - '0/0'"
ROWS = "select sum(pg_column_size(e.*)) from cases_event e"


def carry(holders: list, version: int, cases: int) -> None:  # type: ignore[type-arg]
    """Carry cases from their opening to their end."""
    from tatalaksana.apps.cases.actions.finish_step import finish_step
    from tatalaksana.apps.cases.actions.start_case import start_case
    from tatalaksana.apps.cases.queries import open_task_in
    from tatalaksana.core.engine.plan import Answer

    for number in range(cases):
        title = f"Permohonan yang perihalnya sepanjang biasanya, nomor {number}"
        made = start_case(holders[0], version=version, title=title, key=uuid4(), now=NOW)
        opened = open_task_in(holders[0].agency, made.case)
        assert opened is not None
        task = opened.pk
        for holder in holders:
            done = finish_step(holder, task=task, answer=Answer.FINISH, key=uuid4(), now=NOW)
            task = done.task or 0


def main() -> int:
    """Print bytes a step."""
    with office_database() as address:
        from django.db import connection

        from tatalaksana.apps.office.queries import holder_of

        agency, version, accounts = make_office()
        holders = [holder_of(account, agency, NOW.date()) for account in accounts]

        def ask() -> tuple[int, int, int]:
            with connection.cursor() as cursor:
                cursor.execute(f"select ({SIZE}), ({LOG}), coalesce(({ROWS}), 0)")
                size, log, rows = cursor.fetchone()
            return int(size), int(log), int(rows)

        carry(holders, version, FIRST)
        before = ask()
        carry(holders, version, CASES)
        size, log, rows = (
            (late - early) / (CASES * STEPS) for early, late in zip(before, ask(), strict=True)
        )
        print(f"bytes a finished step ({describe(address)})")
        print(f"{'tables':>10}{'log':>10}{'events':>10}{'tables ÷ events':>18}")
        print(f"{size:>10.0f}{log:>10.0f}{rows:>10.0f}{size / rows:>18.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
