"""A list asked outside a transaction goes to libpq itself, and behaves as any other statement."""

import pytest
from django.db import DataError, OperationalError, connection, transaction

from tatalaksana.apps.shared.prepared_libpq import numbered, stands_alone
from tatalaksana.apps.shared.prepared_rows import all_rows

KEPT = "select count(*), sum(generic_plans) from pg_prepared_statements where statement like %s"


@pytest.fixture(autouse=True)
def outside_transactions(django_db_setup, django_db_blocker):
    """Nothing here is written, so that nothing need be rolled back."""
    with django_db_blocker.unblock():
        yield


def test_it_is_prepared_once_and_planned_once():
    for number in range(4):
        assert all_rows("select %(n)s::integer + 7 -- alone", {"n": str(number)}) == [(number + 7,)]
    with connection.cursor() as cursor:
        cursor.execute(KEPT, ["%-- alone"])
        assert cursor.fetchall() == [(1, 4)]


def test_a_statement_that_was_forgotten_is_prepared_anew():
    """psycopg drops what is prepared when a transaction is rolled back; so may a pool."""
    asked = "select %(n)s::integer -- forgotten"
    assert all_rows(asked, {"n": "1"}) == [(1,)]
    with connection.cursor() as cursor:
        cursor.execute("deallocate all")
    assert all_rows(asked, {"n": "2"}) == [(2,)]


def test_within_a_transaction_it_sees_what_was_written_and_rolls_back_with_it():
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("create temporary table seen (n int) on commit drop")
            cursor.execute("insert into seen values (5)")
        assert not stands_alone(connection.connection)
        assert all_rows("select n from seen", {}) == [(5,)]
    with transaction.atomic():
        assert not stands_alone(connection.connection)  # also before its first statement
        assert all_rows("select 1", {}) == [(1,)]
        assert connection.connection.info.transaction_status.name == "INTRANS"
        transaction.set_rollback(True)
    assert stands_alone(connection.connection)


def test_a_refusal_is_the_database_error_it_always_was():
    with pytest.raises(DataError) as refused:
        all_rows("select 1 / %(n)s::integer", {"n": "0"})
    assert refused.value.__cause__.sqlstate == "22012"
    assert all_rows("select 1", {}) == [(1,)]


def test_a_connection_that_was_ended_is_told_as_such_and_the_next_one_prepares_anew():
    asked = "select %(n)s::integer -- ended"
    assert all_rows(asked, {"n": "1"}) == [(1,)]
    with pytest.raises(OperationalError):
        all_rows("select pg_terminate_backend(pg_backend_pid())", {})
    connection.close_if_unusable_or_obsolete()
    assert all_rows(asked, {"n": "2"}) == [(2,)]


def test_places_are_numbered_by_name_and_a_percent_sign_stays_one():
    text, places = numbered("select %(a)s, %(b)s, %(a)s, 7 %% 2")
    assert (text, places) == (b"select $1, $2, $1, 7 % 2", ("a", "b"))
    text, places = numbered("select %s, %s, '%%'")
    assert (text, places) == (b"select $1, $2, '%'", (0, 1))
