"""A mark is passed when nothing below it can appear any more, and not before."""

import psycopg
import pytest
from django.db import connection, transaction

from tatalaksana.apps.cases.feed import Mark, is_passed, new_mark


@pytest.fixture
def outside(cast, django_db_blocker):
    """Django's connection without a transaction around the test, and a second one beside it."""
    with django_db_blocker.unblock():
        told = connection.get_connection_params()
        names = ("host", "port", "user", "password", "dbname")
        given = {name: told[name] for name in names if told.get(name)}
        with psycopg.connect(**given) as second:
            yield second


def test_a_mark_waits_for_whoever_was_writing_when_it_was_set(outside):
    outside.execute("select pg_current_xact_id()")  # under way, with a number
    with transaction.atomic():
        mark = new_mark()
    assert not is_passed(mark)
    outside.rollback()
    assert is_passed(mark)


def test_a_mark_does_not_wait_for_whoever_begins_later(outside):
    with transaction.atomic():
        mark = new_mark()
    outside.execute("select pg_current_xact_id()")
    assert is_passed(mark)


def test_a_mark_of_another_server_is_passed(outside):
    assert is_passed(Mark(event=1, xid=2**60))
