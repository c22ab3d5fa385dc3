"""A function of the database gets what it was called with, once, or says why not."""

from datetime import UTC, date, datetime

import pytest
from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tatalaksana.apps.shared.function_calls import FunctionCall

TYPES = {
    "many": "bigint",
    "some": "integer",
    "said": "text",
    "at": "timestamptz",
    "on": "date",
    "key": "uuid",
    "names": "text[]",
    "numbers": "bigint[]",
    "keys": "uuid[]",
}
ECHO = """create function echoed(
    {}, out r_many bigint, out r_some integer, out r_said text, out r_at timestamptz,
    out r_on date, out r_key uuid, out r_names text[], out r_numbers bigint[], out r_keys uuid[]
) language sql as 'select $1, $2, $3, $4, $5, $6, $7, $8, $9'""".format(
    ", ".join(f"p_{name} {kind}" for name, kind in TYPES.items())
)
BIG, SMALL = st.integers(-(2**63), 2**63 - 1), st.integers(-(2**31), 2**31 - 1)
TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
VALUES = st.fixed_dictionaries(
    {
        "many": st.none() | BIG,
        "some": st.none() | SMALL,
        "said": st.none() | TEXT,
        "at": st.none()
        | st.datetimes(datetime(1945, 8, 17), datetime(2199, 12, 31), timezones=st.just(UTC)),
        "on": st.none() | st.dates(date(1945, 8, 17)),
        "key": st.none() | st.uuids(),
        "names": st.lists(TEXT, max_size=4),
        "numbers": st.lists(BIG, max_size=4),
        "keys": st.lists(st.uuids(), max_size=4),
    }
)


@pytest.fixture
def committing(django_db_setup, django_db_blocker):
    """Outside any transaction; what is made here is dropped again."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def echo():
    with connection.cursor() as cursor:
        cursor.execute(ECHO)
    yield FunctionCall("echoed", **TYPES)
    with connection.cursor() as cursor:
        cursor.execute("drop function echoed")


ONE_BY_ONE = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.usefixtures("committing")
@ONE_BY_ONE
@given(values=VALUES)
def test_what_is_sent_arrives_outside_a_transaction(echo, values):
    assert dict(zip(TYPES, echo.row(values), strict=True)) == values


@pytest.mark.django_db
@ONE_BY_ONE
@given(values=VALUES)
def test_what_is_sent_arrives_within_a_transaction(echo, values):
    assert dict(zip(TYPES, echo.row(values), strict=True)) == values


@pytest.mark.usefixtures("committing")
def test_a_function_is_planned_once_for_each_connection(echo):
    values = dict.fromkeys(TYPES)
    connection.close()
    for _ in range(4):
        echo.row(values)
    with connection.cursor() as cursor:
        cursor.execute(
            "select generic_plans + custom_plans from pg_prepared_statements"
            " where statement like %s",
            ["%from echoed($%"],
        )
        assert cursor.fetchall() == [(4,)]
    connection.close()
    assert echo.row(values) == tuple(values.values()), "another connection prepares it anew"


@pytest.mark.usefixtures("committing")
def test_a_refusal_says_what_the_database_said():
    refusing = FunctionCall("cases_finish_not_there", one="bigint")
    with pytest.raises(Exception, match="cases_finish_not_there"):
        refusing.row({"one": 1})
    with pytest.raises(DataError):
        FunctionCall("factorial", one="bigint").row({"one": 100_000_000})


@pytest.mark.usefixtures("committing")
def test_a_call_whose_connection_was_cut_is_an_operational_error_and_the_next_one_works(echo):
    values = dict.fromkeys(TYPES) | {"many": 1}
    echo.row(values)
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("select pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
    other.close()
    with pytest.raises(OperationalError):
        echo.row(values)
    connection.close_if_unusable_or_obsolete()
    assert echo.row(values)[0] == 1


@pytest.mark.usefixtures("committing")
def test_what_a_call_writes_goes_back_with_its_transaction():
    with connection.cursor() as cursor:
        cursor.execute(
            "create table written (n bigint primary key);"
            "create function wrote(n bigint) returns bigint language sql as"
            " 'insert into written values (n) returning n'"
        )
    writes = FunctionCall("wrote", n="bigint")
    try:
        with transaction.atomic():
            writes.row({"n": 1})
            transaction.set_rollback(True)
        writes.row({"n": 1})
        with pytest.raises(IntegrityError):
            writes.row({"n": 1})
    finally:
        with connection.cursor() as cursor:
            cursor.execute("drop function wrote; drop table written")
