"""People of the cast before the pages, each with a browser of her own."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tatalaksana.apps.cases.actions.start_case import Started, start_case
from tatalaksana.apps.cases.models import Event, Task
from tatalaksana.apps.cases.queries import open_task_in
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.office.models import Account
from tatalaksana.apps.office.queries import holder_by_username
from tatalaksana.apps.shared.agency import acting_for


@pytest.fixture
def at_desk(cast, db) -> Callable[[str], Client]:
    """`at_desk("umum.lumajang")`: her browser, signed in."""

    def sit_down(username: str) -> Client:
        client = Client()
        client.force_login(
            Account.objects.get(username=username), "django.contrib.auth.backends.ModelBackend"
        )
        return client

    return sit_down


class Letter:
    """A case of "Surat Keluar" in Lumajang: pengelola drafts, umum checks and may return it."""

    first, second, third = "pengelola.lumajang", "umum.lumajang", "kasubag.lumajang"
    colleague, stranger = "caraka.lumajang", "kasubbag.kalbar"

    def __init__(self, office: object) -> None:
        self.agency = office.agency
        who = holder_by_username(self.first, timezone.localdate())
        with acting_for(self.agency):
            version = Version.objects.get(status="berlaku", procedure__title__iexact="Surat Keluar")
            self.version = version.pk
            self.started: Started = start_case(
                who, version=version.pk, title="Undangan rapat", key=uuid4(), now=timezone.now()
            )

    @property
    def address(self) -> str:
        return f"/berkas/{self.started.year}/{self.started.number}/"

    @property
    def task(self) -> Task:
        with acting_for(self.agency):
            return open_task_in(self.agency, self.started.case)

    @property
    def events(self) -> int:
        with acting_for(self.agency):
            return Event.objects.filter(case=self.started.case).count()

    def drafted(self, client: Client) -> int:
        """Finish the first step by `client`; return the task of the second."""
        answer(client, self.task.pk, "finish")
        return self.task.pk


@pytest.fixture
def letter(office) -> Letter:
    """A fresh case of "Surat Keluar"."""
    return Letter(office("LUMAJANG"))


def answer(client: Client, task: int, which: str, **fields: object):
    """Press a button of the task page."""
    values = {"kunci": str(uuid4()), "jawaban": which} | fields
    return client.post(f"/tugas/{task}/selesai/", values)
