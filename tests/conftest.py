"""What every test shares: hypothesis profiles, and the order in which the database comes up."""

from __future__ import annotations

import gc
import os

import pytest
from hypothesis import settings

settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("dev", deadline=None, max_examples=30)  #: others at every run
settings.register_profile("thorough", deadline=None, max_examples=1_000)
settings.load_profile(os.environ.get("EXAMPLES", "ci" if os.environ.get("CI") else "dev"))


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over what stays: else it looks at all tests again and again.

    It also came in the middle of what is timed.
    """
    gc.collect()
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let Chromium come last: its driver keeps an event loop in this thread from then on.

    Beside it Django refuses to ask the database here.
    """
    items.sort(key=lambda item: "browser" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    embedded_postgres: None, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """The server is up before the first test's database is made; see tests/embedded.py."""
