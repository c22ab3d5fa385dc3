"""Cases of the cast, carried by whoever must act; and a database into which may be committed."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from tests.running import run

__all__ = ["run"]

#: so that nothing kept in memory by its key is taken for a row of another database
ELSEWHERE = """do $$ declare s record; begin
    for s in select format('%I.%I', schemaname, sequencename) as name,
            coalesce(last_value, 0) as last from pg_sequences loop
        perform setval(s.name, s.last + 1000000);
    end loop;
end $$"""


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """A copy of the tests' database, which is gone afterwards with all that was committed to it.

    The tests' own is only made where a test of the run asks for `db`, as another of the file does.
    """
    there = connection.settings_dict
    name = there["NAME"]
    own = f"{name}_own"
    server = {"host": there["HOST"], "port": there["PORT"] or None, "user": there["USER"]}
    drop = sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(own))
    with django_db_blocker.unblock():
        connection.close()
        with psycopg.connect(**server, dbname="postgres", autocommit=True) as keeper:
            keeper.execute(drop)
            copy = sql.SQL("create database {} template {}")
            keeper.execute(copy.format(sql.Identifier(own), sql.Identifier(name)))
            there["NAME"] = own
            try:
                connection.cursor().execute(ELSEWHERE)
                yield
            finally:
                connection.close()
                there["NAME"] = name
                keeper.execute(drop)
