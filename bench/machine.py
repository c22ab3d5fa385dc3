"""What machine a figure was measured on, and a PostgreSQL of its own for a bench."""

from __future__ import annotations

import os
import platform
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tatalaksana.project import postgres


def describe(address: str = "") -> str:
    """One line: processor count, Python, PostgreSQL and whether it waits for the disk."""
    line = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    if address:
        with psycopg.connect(address) as connection:
            version = connection.info.server_version // 10000
            kept = connection.execute("show fsync").fetchone()
            waits = connection.execute("show synchronous_commit").fetchone()
        line += f", PostgreSQL {version}, fsync {kept and kept[0]}, synchronous_commit "
        line += f"{waits and waits[0]}"
    return line


@contextmanager
def office_database() -> Iterator[str]:
    """A fresh database with every table, and Django set up for it; the address."""
    folder = Path(tempfile.mkdtemp(prefix="tl-bench-"))
    folder.chmod(0o755)
    try:
        address = postgres.start(folder / "postgres")
        os.environ["DATABASE_URL"] = address
        os.environ["TATALAKSANA_DATA"] = str(folder / "files")
        os.environ["SECRET_KEY"] = "only for a bench, only for a bench, only for a bench"
        os.environ["DJANGO_SETTINGS_MODULE"] = "tatalaksana.project.settings"
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0, interactive=False)
        yield address
    finally:
        postgres.stop(folder / "postgres")
        shutil.rmtree(folder, ignore_errors=True)
