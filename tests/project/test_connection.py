"""A connection that is kept between requests is found dead before a request is lost on it."""

import time

import pytest
from django.db import connection

from tatalaksana.apps.shared.prepared import preparing


@pytest.fixture
def kept(db):
    """A connection of its own, as a thread of the web server keeps it."""
    kept = connection.copy()
    kept.connect()
    yield kept
    kept.close()


def begin_request(kept):
    kept.health_check_enabled, kept.health_check_done = True, False


def ask(kept):
    with preparing(kept) as cursor:
        return cursor.execute("select pg_backend_pid()", prepare=True).fetchone()[0]


def end_session(process):
    with connection.cursor() as cursor:
        cursor.execute("select pg_terminate_backend(%s)", [process])
    for _ in range(500):
        with connection.cursor() as cursor:
            # Within a transaction the list is what it was when it was first looked at.
            cursor.execute("select pg_stat_clear_snapshot()")
            cursor.execute("select 1 from pg_stat_activity where pid = %s", [process])
            if cursor.fetchone() is None:
                return
        time.sleep(0.01)
    pytest.fail("the session did not end")


@pytest.mark.parametrize("answered_just_now", [True, False])
def test_a_session_the_server_ended_between_two_requests_is_replaced(kept, answered_just_now):
    begin_request(kept)
    before = ask(kept)
    assert kept.answered > 0
    end_session(before)
    if not answered_just_now:
        kept.answered = 0.0
    begin_request(kept)
    assert ask(kept) != before


def test_a_connection_that_answered_a_moment_ago_is_not_asked_again(kept, monkeypatch):
    begin_request(kept)
    process = ask(kept)
    known = kept.answered
    begin_request(kept)
    assert ask(kept) == process
    assert kept.answered == known
    kept.answered = known - 2
    begin_request(kept)
    assert ask(kept) == process
    assert kept.answered > known
