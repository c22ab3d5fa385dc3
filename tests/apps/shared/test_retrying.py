"""What the database gives up for another's sake is done again, and counts once."""

import threading
from contextlib import contextmanager
from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from tatalaksana.apps.cases.actions.finish_step import finish_step
from tatalaksana.apps.cases.actions.start_case import start_case
from tatalaksana.apps.cases.models import Case, Event
from tatalaksana.apps.cases.queries import open_task_in
from tatalaksana.apps.cases.verification import faults_of
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.office.queries import holder_on
from tatalaksana.apps.shared import retrying
from tatalaksana.apps.shared.action import ACTIONS, action
from tatalaksana.apps.shared.agency import acting_for, separate
from tatalaksana.apps.shared.errors import Busy
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.core.engine.plan import Answer

GIVEN_UP = "do $$ begin raise exception 'given up' using errcode = '{}'; end $$"


@contextmanager
def rival(agency):
    """A connection beside the application's, as the application's own role."""
    settings = connection.settings_dict
    with psycopg.connect(
        host=settings["HOST"],
        port=settings["PORT"] or None,
        dbname=settings["NAME"],
        user=settings["USER"],
    ) as other:
        other.execute("select set_config('tatalaksana.agency', %s, false)", (str(agency),))
        other.commit()
        yield other


@pytest.fixture
def letter(cast, django_db_blocker, now):
    """A letter of Lumajang, opened for real: agency, clerk, case, task."""
    office = cast["LUMAJANG"]
    with django_db_blocker.unblock(), acting_for(office.agency):
        version = Version.objects.get(status="berlaku", procedure__title="Surat Masuk")
        clerk = holder_on(office.agency, office.roles["Pengadm. Umum"], now.date())
        case = start_case(clerk, version=version.pk, title="Ulang", key=uuid4(), now=now).case
        yield office.agency, clerk, case, open_task_in(office.agency, case).pk


def finishing(letter, now, isolation="read committed"):
    """Finish the step in a thread of its own; its result or refusal stands in the list."""
    agency, clerk, _, task = letter
    came = []

    def client():
        try:
            separate(agency)
            with connection.cursor() as cursor:
                cursor.execute(f"set default_transaction_isolation to '{isolation}'")
            key = uuid4()
            for _ in range(2):
                done = finish_step(clerk, task=task, answer=Answer.FINISH, key=key, now=now)
                came.append((done.seq, done.repeated))
        except (TatalaksanaError, DatabaseError) as wrong:
            came.append(wrong)
        finally:
            connection.close()

    thread = threading.Thread(target=client)
    thread.start()
    return thread, came


def waiting(other):
    """Wait until somebody waits for a lock."""
    for _ in range(100):
        found = other.execute(
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
        ).fetchone()
        other.commit()  # else the next look shows the same
        if found[0]:
            return
        threading.Event().wait(0.05)
    pytest.fail("nobody waits")


def is_whole(case):
    assert list(Event.objects.filter(case=case).values_list("seq", flat=True)) == [1, 2]
    assert list(faults_of(Case.objects.get(pk=case))) == []


def test_a_deadlock_with_another_transaction_is_tried_again_and_counts_once(letter, now):
    agency, _, case, task = letter
    with rival(agency) as other, rival(agency) as watch:
        other.execute("select 1 from cases_case where id = %s for update", (case,))
        thread, came = finishing(letter, now)
        waiting(watch)  # it has the task and waits for the case; now we want the task
        other.execute("select 1 from cases_task where id = %s for update", (task,))
        other.commit()
        thread.join(20)
    assert came == [(2, False), (2, True)]
    is_whole(case)


def test_a_serialization_failure_is_tried_again_and_counts_once(letter, now):
    agency, _, case, _ = letter
    with rival(agency) as other, rival(agency) as watch:
        other.execute("update cases_case set title = title where id = %s", (case,))
        thread, came = finishing(letter, now, "repeatable read")
        waiting(watch)
        other.commit()
        thread.join(20)
    assert came == [(2, False), (2, True)]
    is_whole(case)


@pytest.fixture
def refusing(django_db_setup, django_db_blocker):
    """`refusing(state, times)`: an action that the database gives up so many times first."""
    with django_db_blocker.unblock():
        tried = []

        def make(state, times):
            @action("test.refusing")
            def deed(*_):
                tried.append(1)
                with connection.cursor() as cursor:
                    if len(tried) <= times:
                        cursor.execute(GIVEN_UP.format(state))
                return "done"

            return deed, tried

        yield make
        ACTIONS.pop("test.refusing", None)


@pytest.mark.parametrize("state", ["40001", "40P01"])
def test_an_action_is_run_again_as_a_whole(refusing, state):
    deed, tried = refusing(state, 2)
    assert (deed(), len(tried)) == ("done", 3)


def test_it_ends_after_a_few_tries_and_says_so(refusing):
    deed, tried = refusing("40001", 99)
    with pytest.raises(Busy, match="Tidak ada yang tersimpan"):
        deed()
    assert len(tried) == retrying.TRIES


def test_who_waited_too_long_for_a_lock_is_told_at_once(refusing):
    deed, tried = refusing("55P03", 99)
    with pytest.raises(Busy):
        deed()
    assert len(tried) == 1


def test_other_refusals_are_not_tried_again(refusing):
    deed, tried = refusing("23505", 99)
    with pytest.raises(DatabaseError):
        deed()
    assert len(tried) == 1


def test_what_can_be_read_only_once_is_not_run_again(refusing):
    deed, tried = refusing("40001", 1)
    with pytest.raises(DatabaseError):
        deed(iter([b"upload"]))
    assert len(tried) == 1


def test_inside_a_transaction_only_who_began_it_tries_again(refusing):
    deed, tried = refusing("40001", 1)

    @action("test.outer")
    def outer():
        return deed()

    ACTIONS.pop("test.outer")
    assert (outer(), len(tried)) == ("done", 2)
    tried.clear()
    with pytest.raises(DatabaseError), transaction.atomic():
        deed()
    assert len(tried) == 1


def test_the_office_is_there(office):
    """Asks for the database, which is made only where a test does; the others commit."""
    assert office("LUMAJANG").agency
