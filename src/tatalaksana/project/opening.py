"""The office's database and files, for every command that needs them."""

from __future__ import annotations

import fcntl
import os
import secrets
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tatalaksana.core.base.errors import SettingError
from tatalaksana.project import postgres
from tatalaksana.project.stages import stage

TAKE = "select pg_try_advisory_lock(hashtext('tatalaksana.tables'))"


@contextmanager
def office_open(folder: Path, *, serving: bool = False, as_it_is: bool = False) -> Iterator[None]:
    """Django ready inside the block; the embedded PostgreSQL stops with whoever opened the folder.

    `DATABASE_URL` names the office's own PostgreSQL; without it the embedded one in `folder` runs.
    The first to come holds the folder's lock, brings the tables up to date (or leaves them
    `as_it_is`) and stops the server at the end; a command beside a serving office only joins in.
    Errors: SettingError TL900 when the office is already served (with `serving`), the database
    cannot be reached, or its role skips the walls.
    """
    own = os.environ.get("DATABASE_URL", "")
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        first = locked(lock)
        if serving and not first:
            raise SettingError(
                f"Kantor di {folder} sedang dijalankan.",
                hint="Hentikan dahulu yang sedang berjalan, atau pilih --data yang lain.",
            )
        try:
            with stage("PostgreSQL"):
                set_environment(folder, own or postgres.start(folder / "postgres"))
            if first and not as_it_is:
                with stage("Tabel dan berkas statis"):
                    prepare_database()
            else:
                connect()
            yield
        finally:
            if first and not own and postgres.is_running(folder / "postgres"):
                postgres.stop(folder / "postgres")


def locked(lock: IO[str]) -> bool:
    """Whether the folder's lock was free; it is ours then until the file is closed."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def kept_text(file: Path, make: Callable[[], str]) -> str:
    """The text in `file`, made at the first start and readable by its owner only."""
    if not file.exists():
        handle, name = tempfile.mkstemp(dir=file.parent)  # readable by the owner only
        with os.fdopen(handle, "w") as target:
            target.write(make())
        Path(name).replace(file)
    return file.read_text("utf-8").strip()


def new_secret() -> str:
    """A key for signing sessions."""
    return secrets.token_urlsafe(48)


def set_environment(folder: Path, url: str) -> None:
    """Tell Django's settings where everything is."""
    files = folder / "files"
    files.mkdir(parents=True, exist_ok=True)
    os.environ["DATABASE_URL"] = url
    os.environ["TATALAKSANA_DATA"] = str(files)
    os.environ.setdefault("SECRET_KEY", kept_text(folder / "secret", new_secret))
    os.environ["DJANGO_SETTINGS_MODULE"] = "tatalaksana.project.settings"


def prepare_database() -> None:
    """Bring the tables and the static files up to date; refuse a connection that skips walls."""
    connect()
    from django.core.management import call_command  # noqa: PLC0415 - Django is set up now

    with one_at_a_time():
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let no other machine change the tables meanwhile; it waits, and finds nothing to do.

    It asks again and again: a question that waits would itself be waited for by an index that is
    built beside the work.
    """
    import psycopg  # noqa: PLC0415 - Django is set up now
    from django.db import connection  # noqa: PLC0415

    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as holding:
        while holding.execute(TAKE).fetchone() != (True,):
            time.sleep(0.5)
        yield


def pending() -> list[str]:
    """The migrations that this program has and its database has not; Django is set up."""
    from django.db import connection  # noqa: PLC0415 - Django is set up now
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}/{migration.name}" for migration, _ in plan]


def connect() -> None:
    """Set Django up and reach the database.

    Errors: SettingError TL900 when it cannot be reached, its role skips the walls, or a pooler
    shares out its sessions.
    """
    import django  # noqa: PLC0415 - needs the environment above
    from django.db import OperationalError, connection  # noqa: PLC0415

    django.setup()
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"
            )
            skips_walls = cursor.fetchone()[0]
    except OperationalError as unreachable:
        raise SettingError(
            f"PostgreSQL tidak dapat dihubungi: {str(unreachable).splitlines()[0]}.",
            hint="Periksa DATABASE_URL dan apakah server PostgreSQL berjalan.",
        ) from unreachable
    if skips_walls:
        raise SettingError(
            "DATABASE_URL memakai peran superuser, yang melewati pemisahan antarinstansi.",
            hint="Buat peran biasa: create role tatalaksana login nosuperuser;",
        )
    from tatalaksana.project.pooling import refuse_shared_sessions  # noqa: PLC0415

    refuse_shared_sessions(connection.alias)
