"""The office's database and files, for every command that needs them."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tatalaksana.core.base.errors import SettingError
from tatalaksana.project import postgres
from tatalaksana.project.stages import stage


@contextmanager
def office_open(folder: Path) -> Iterator[None]:
    """Django ready inside the block, its tables up to date; what was started is stopped after it.

    `DATABASE_URL` names the office's own PostgreSQL; without it the embedded one in `folder` runs.
    Errors: SettingError TL900 when the database cannot be reached or its role skips the walls.
    """
    own = os.environ.get("DATABASE_URL", "")
    ours = False
    try:
        with stage("PostgreSQL"):
            ours = not own and not postgres.is_running(folder / "postgres")
            set_environment(folder, own or postgres.start(folder / "postgres"))
        with stage("Tabel dan berkas statis"):
            prepare_database()
        yield
    finally:
        if ours:
            postgres.stop(folder / "postgres")


def kept_text(file: Path, make: Callable[[], str]) -> str:
    """The text in `file`, made at the first start and readable by its owner only."""
    if not file.exists():
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as target:
            target.write(make())
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
    import django  # noqa: PLC0415 - needs the environment above
    from django.core.management import call_command  # noqa: PLC0415
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
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
