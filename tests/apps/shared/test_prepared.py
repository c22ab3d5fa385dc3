"""The statements of a step are parsed and planned once per connection, not at every click."""

import pytest
from django.db import connection

from tatalaksana.apps.shared.prepared import first_row

KEPT = """
select generic_plans + custom_plans from pg_prepared_statements where statement like %s
"""


@pytest.mark.django_db
def test_a_statement_asked_again_is_only_executed():
    for number in range(4):
        assert first_row("select %s::integer + 7 -- once", (number,)) == (number + 7,)
    with connection.cursor() as cursor:
        cursor.execute(KEPT, ["%-- once"])
        assert cursor.fetchall() == [(4,)]


@pytest.mark.django_db
def test_what_others_ask_stays_unprepared():
    with connection.cursor() as cursor:
        for _ in range(9):
            cursor.execute("select 8 -- as it comes")
        cursor.execute(KEPT, ["%-- as it comes"])
        assert cursor.fetchall() == []
