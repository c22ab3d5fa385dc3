"""The standing cast of the database tests: the five demo offices with their 37 procedures in force.

Made once per run by the product's own actions. Each test sees it unchanged: what a test does is
rolled back. Loaded by `-p`, so that the core's tests run without Django.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tatalaksana.apps.office.holder import Holder
    from tatalaksana.project.demo.offices import Office

PASSWORD = "sawah-gunung-sungai-17"
NOW = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)  #: a Thursday, 09.00 WIB
CAST: dict[str, Office] = {}


@pytest.fixture(scope="session")
def cast(django_db_setup: None, django_db_blocker) -> dict[str, Office]:
    """The offices, made once per run."""
    from tatalaksana.project.demo.library import fill_library
    from tatalaksana.project.demo.offices import make_offices

    with django_db_blocker.unblock():
        for office in make_offices(PASSWORD):
            filled = fill_library(office, NOW)
            assert not filled.left, filled.left
            CAST[office.code] = office
    return CAST


@pytest.fixture(scope="session", autouse=True)
def _fast_static_files() -> None:
    from django.conf import settings

    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def now() -> datetime:
    """The moment at which the tests play."""
    return NOW


@pytest.fixture
def office(cast, db) -> Iterator[Callable[[str], Office]]:
    """`office("LUMAJANG")`: one agency of the cast, and the wall set to it."""
    from tatalaksana.apps.shared.agency import separate

    def choose(code: str) -> Office:
        separate(CAST[code].agency)
        return CAST[code]

    yield choose
    separate(None)


@pytest.fixture
def person(cast, db) -> Callable[[str], Holder]:
    """`person("kabag.lumajang")`: who signs in with this name, as an actor."""
    from tatalaksana.apps.office.queries import holder_by_username

    def find(username: str) -> Holder:
        found = holder_by_username(username, date(2026, 11, 19))
        assert found is not None, username
        return found

    return find


@pytest.fixture
def sign_in(cast, db, client) -> Callable[[str], object]:
    """`sign_in("kabag.lumajang")`: the Django client, signed in."""

    def enter(username: str) -> object:
        assert client.login(username=username, password=PASSWORD, request=None)
        return client

    return enter
