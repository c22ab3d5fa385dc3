"""Agency separation: the database shows the rows of one agency, or none.

Every table with an agency carries a row-level policy that compares with the session's setting
`tatalaksana.agency`. It is empty until somebody is known, so nothing is shown by default; the
policy is forced on the table's owner too, so a forgotten filter in a query shows nothing foreign.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.migrations import RunSQL

from tatalaksana.apps.shared.prepared import first_row

SETTING = "tatalaksana.agency"
SEPARATE = f"select set_config('{SETTING}', %s, false)"


def separate(agency: int | None) -> None:
    """Show this connection the rows of `agency` from now on; None shows nothing."""
    first_row(SEPARATE, (str(agency or ""),))


@contextmanager
def acting_for(agency: int) -> Iterator[None]:
    """Show the rows of `agency` inside the block, and what was shown before after it."""
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting(%s, true), '')", [SETTING])
        before = cursor.fetchone()[0]
    separate(agency)
    try:
        yield
    finally:
        separate(int(before) if before else None)


def policy(*tables: str) -> RunSQL:
    """The migration step that puts `tables` under the policy."""
    protect, release = [], []
    for table in tables:
        protect.append(
            f"alter table {table} enable row level security, force row level security;"
            f"create policy own_agency on {table} using ("
            f"agency_id = nullif(current_setting('{SETTING}', true), '')::bigint);"
        )
        release.append(
            f"drop policy own_agency on {table};"
            f"alter table {table} no force row level security, disable row level security;"
        )
    return RunSQL("".join(protect), "".join(release))


def by_key_first(*tables: str) -> RunSQL:
    """The migration step after which the wall is never the way into `tables`.

    As a plain comparison the policy invites the planner to read every row of an agency where the
    primary key would find one; with an expression no index serves it and it only filters.
    """
    plain = f"nullif(current_setting('{SETTING}', true), '')::bigint"
    return RunSQL(
        "".join(
            f"alter policy own_agency on {table} using (agency_id + 0 = {plain});"
            for table in tables
        ),
        "".join(
            f"alter policy own_agency on {table} using (agency_id = {plain});" for table in tables
        ),
    )
