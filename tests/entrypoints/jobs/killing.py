"""An office whose work is committed for real, and processes that are killed in it."""

from contextlib import contextmanager, suppress
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail as outbox
from django.db import connection

from tatalaksana.apps.cases.actions.finish_step import finish_step
from tatalaksana.apps.cases.actions.start_case import start_case
from tatalaksana.apps.cases.queries import open_task_in
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.notices.rounds import look_around
from tatalaksana.apps.office.models import Person
from tatalaksana.apps.office.queries import holder_on
from tatalaksana.apps.shared.agency import acting_for, separate
from tatalaksana.core.engine.plan import Answer
from tatalaksana.entrypoints.jobs.mailing import send_mails

LOCMEM = "django.core.mail.backends.locmem.EmailBackend"


class Killed(BaseException):
    """The process ends here: nothing after it runs."""


@pytest.fixture
def office_at_work(cast, django_db_blocker, now, settings):
    """Committed for real in Lumajang: a task that waits for somebody with an address."""
    settings.EMAIL_BACKEND = LOCMEM
    agency = cast["LUMAJANG"].agency
    with django_db_blocker.unblock(), acting_for(agency):
        outbox.outbox = []
        look_around(agency, now - timedelta(hours=2))
        send_mails(agency, lambda: now)
        outbox.outbox.clear()
        Person.objects.filter(agency=agency).update(email="semua@contoh.go.id")
        version = Version.objects.get(status="berlaku", procedure__title="Surat Masuk")
        clerk = holder_on(agency, cast["LUMAJANG"].roles["Pengadm. Umum"], now.date())
        try:
            yield agency, version.pk, clerk
        finally:
            Person.objects.filter(agency=agency).update(email="")


def tasks_for_others(office, now, count):
    agency, version, clerk = office
    for _ in range(count):
        case = start_case(clerk, version=version, title="Surel", key=uuid4(), now=now).case
        task = open_task_in(agency, case).pk
        finish_step(clerk, task=task, answer=Answer.FINISH, key=uuid4(), now=now)


@contextmanager
def another_process(agency):
    """What happens in a process that is killed: its transaction is rolled back by the server."""
    separate(agency)
    with suppress(Killed):
        yield
    connection.close()
    separate(agency)
