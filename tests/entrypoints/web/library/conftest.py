"""Signing in without the door: its locks have tests of their own."""

from collections.abc import Callable

import pytest
from django.test import Client

from tatalaksana.apps.office.models import Account


@pytest.fixture
def sign_in(db, client) -> Callable[[str], Client]:
    """`sign_in("kabag.lumajang")`: the Django client as this person."""

    def enter(username: str) -> Client:
        client.force_login(
            Account.objects.get(username=username), "django.contrib.auth.backends.ModelBackend"
        )
        return client

    return enter
