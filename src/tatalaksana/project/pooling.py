"""The wall between agencies needs a session of one's own: no pooler may share it out.

The agency is a setting of the session. A pooler that gives a session to somebody else after every
transaction or statement would give the agency along with it.
"""

from __future__ import annotations

from contextlib import ExitStack

import psycopg
from django.db import connections

from tatalaksana.core.base.errors import SettingError

LOOKS = 4  #: a busy pooler may give two sessions for two connections by chance


def refuse_shared_sessions(alias: str) -> None:
    """Errors: SettingError TL900 when two connections that are open at once are served by one
    session of the server, or one connection by two: PgBouncer's transaction or statement pooling.
    """
    address = connections[alias].get_connection_params()
    with ExitStack() as opened:
        both = [opened.enter_context(psycopg.connect(**address, autocommit=True)) for _ in range(2)]
        first, second = ({session_of(one) for _ in range(LOOKS)} for one in both)
    if len(first) > 1 or len(second) > 1 or first & second:
        raise SettingError(
            "PgBouncer di alamat basis data membagi sesi per transaksi, sehingga pemisahan "
            "antarinstansi tidak terjamin.",
            hint="Isi pool_mode = session di pgbouncer.ini, lalu muat ulang PgBouncer.",
        )


def session_of(connection: psycopg.Connection) -> int:
    """The process of the server that answers this time."""
    row = connection.execute("select pg_backend_pid()").fetchone()
    assert row is not None  # noqa: S101 - a select without from gives one row
    return int(row[0])
