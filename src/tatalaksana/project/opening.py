"""The office's database and files, for every command that needs them."""

from __future__ import annotations

import fcntl
import os
import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tatalaksana.core.base.errors import SettingError
from tatalaksana.project import postgres
from tatalaksana.project.stages import stage


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

    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)


def connect() -> None:
    """Set Django up and reach the database.

    Errors: SettingError TL900 when it cannot be reached or its role skips the walls.
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
