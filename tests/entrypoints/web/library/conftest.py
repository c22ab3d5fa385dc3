"""Signing in without the door: its locks have tests of their own."""

from collections.abc import Callable

import pytest
from django.test import Client

from tatalaksana.apps.library.actions.revise import revise
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.office.models import Account
from tests.entrypoints.web.library.pages import KEEPER


@pytest.fixture
def sign_in(db, client) -> Callable[[str], Client]:
    """`sign_in("kabag.lumajang")`: the Django client as this person."""

    def enter(username: str) -> Client:
        client.force_login(
            Account.objects.get(username=username), "django.contrib.auth.backends.ModelBackend"
        )
        return client

    return enter


@pytest.fixture
def lumajang(office):
    return office("LUMAJANG")


@pytest.fixture
def in_force(lumajang):
    return Version.objects.get(
        agency=lumajang.agency, status="berlaku", procedure__title__iexact="SURAT KELUAR"
    )


@pytest.fixture
def draft(in_force, person, now):
    return revise(person(KEEPER), version=in_force.pk, now=now)
