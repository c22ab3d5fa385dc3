"""A PostgreSQL of its own for every test run: the real server, in a folder that goes with it.

Loaded by `-p` so that Django's settings find what they require. The server starts with the first
test that asks for a database: those of the core ask for none. Two runs at the same time do not
meet.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDER = pytest.StashKey[Path]()
NOT_YET = "postgresql://nobody@/nothing?host=/nowhere"  #: where nothing can be reached


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    folder = Path(tempfile.mkdtemp(prefix="tl-test-"))
    folder.chmod(0o755)
    early_config.stash[FOLDER] = folder
    (folder / "files" / "static").mkdir(parents=True)
    os.environ["DATABASE_URL"] = NOT_YET
    os.environ["TATALAKSANA_DATA"] = str(folder / "files")
    os.environ["SECRET_KEY"] = "only for tests, and only for tests, and only for tests"


@pytest.fixture(scope="session")
def embedded_postgres(pytestconfig: pytest.Config) -> Iterator[None]:
    """The server, started; Django's settings lead to it."""
    from django.conf import settings

    from tatalaksana.project import postgres
    from tatalaksana.project.database import database_from

    folder = pytestconfig.stash[FOLDER] / "postgres"
    os.environ["DATABASE_URL"] = url = postgres.start(folder, may_create_databases=True)
    settings.DATABASES["default"].update(database_from(url))
    yield
    postgres.stop(folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    folder = config.stash.get(FOLDER, None)
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)
