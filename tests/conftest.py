"""What every test shares: hypothesis profiles, and the order in which the database comes up."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

settings.register_profile("ci", deadline=None, derandomize=True)
settings.register_profile("dev", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    embedded_postgres: None, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """The server is up before the first test's database is made; see tests/embedded.py."""
