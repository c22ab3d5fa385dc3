"""Eight clients at once, each with a connection of its own: nothing is lost, nothing done twice."""

import threading
from collections import Counter
from uuid import uuid4

import pytest
from django.db import connection

from tatalaksana.apps.cases.actions.finish_step import finish_step
from tatalaksana.apps.cases.actions.start_case import start_case
from tatalaksana.apps.cases.models import Case, Event
from tatalaksana.apps.cases.queries import open_task_in
from tatalaksana.apps.cases.verification import faults_of_agency
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.office.queries import holder_on
from tatalaksana.apps.shared.agency import acting_for, separate
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.core.engine.plan import Answer

CLIENTS = 8


def at_once(deed, agency):
    """Do `deed(number)` in eight threads that begin together; their results or refusals."""
    barrier, results = threading.Barrier(CLIENTS), []

    def client(number):
        separate(agency)
        barrier.wait()
        try:
            results.append(deed(number))
        except TatalaksanaError as refused:
            results.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == CLIENTS
    return results


@pytest.fixture
def letters(cast, django_db_blocker, now):
    """Committed for real, in the letters of Lumajang; other threads see it."""
    office = cast["LUMAJANG"]
    with django_db_blocker.unblock(), acting_for(office.agency):
        version = Version.objects.get(status="berlaku", procedure__title="Surat Masuk")
        clerk = holder_on(office.agency, office.roles["Pengadm. Umum"], now.date())
        yield office.agency, version.pk, clerk


def test_eight_clients_finish_a_task_once(letters, now):
    agency, version, clerk = letters
    for _ in range(5):
        case = start_case(clerk, version=version, title="Rebutan", key=uuid4(), now=now).case
        task = open_task_in(agency, case).pk
        results = at_once(
            lambda _, task=task: (
                finish_step(clerk, task=task, answer=Answer.FINISH, key=uuid4(), now=now).seq
            ),
            agency,
        )
        assert Counter(map(str, results))["2"] == 1
        assert set(results) <= {2, "TL304", "TL604"}
        assert Event.objects.filter(case=case).count() == 2


def test_the_same_start_sent_eight_times_at_once_opens_one_case(letters, now):
    agency, version, clerk = letters
    key = uuid4()
    results = at_once(
        lambda _: start_case(clerk, version=version, title="Sekali", key=key, now=now).case, agency
    )
    assert len(set(results)) == 1


def test_numbers_have_no_gap_when_many_start_at_once(letters, now):
    agency, version, clerk = letters
    at_once(
        lambda number: (
            start_case(
                clerk, version=version, title=f"Serentak {number}", key=uuid4(), now=now
            ).number
        ),
        agency,
    )
    numbers = sorted(Case.objects.filter(year=2026).values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert list(faults_of_agency(agency)) == []
