"""A PostgreSQL of its own for every test run: the real server, in a folder that goes with it.

Loaded by `-p` so that the address is known before Django reads its settings. Two runs at the same
time do not meet.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

FOLDER = pytest.StashKey[Path]()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    from tatalaksana.project import postgres

    folder = Path(tempfile.mkdtemp(prefix="tl-test-"))
    folder.chmod(0o755)
    early_config.stash[FOLDER] = folder
    os.environ["DATABASE_URL"] = postgres.start(folder / "postgres", may_create_databases=True)
    (folder / "files" / "static").mkdir(parents=True)
    os.environ["TATALAKSANA_DATA"] = str(folder / "files")
    os.environ["SECRET_KEY"] = "only for tests, and only for tests, and only for tests"


def pytest_unconfigure(config: pytest.Config) -> None:
    folder = config.stash.get(FOLDER, None)
    if folder is not None:
        from tatalaksana.project import postgres

        postgres.stop(folder / "postgres")
        shutil.rmtree(folder, ignore_errors=True)
