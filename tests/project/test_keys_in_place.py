"""The tables of an office that runs already get keys that hold the agency, and lose no row."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql

from tatalaksana.apps.shared.agency import SETTING

KEYED = ("shared", "0003_keys_of_agency")
WITHOUT = """
select count(*) from pg_index i join pg_class c on c.oid = i.indrelid
where i.indisprimary and c.relnamespace = current_schema()::regnamespace and c.relname = %s
    and i.indnatts = 1
"""
REFERENCES = "select count(*) from pg_constraint where contype = 'f' and not convalidated"
OFFICES = """
insert into office_agency (id, name, code, zone, calendar_version)
    values (1, 'Satu', 'SATU', 'Asia/Jakarta', 0), (2, 'Dua', 'DUA', 'Asia/Jakarta', 0);
select set_config('tatalaksana.agency', '1', false);
insert into office_unit (id, agency_id, name) values (11, 1, 'Biro');
insert into office_unit (id, agency_id, name, parent_id) values (12, 1, 'Bagian', 11);
select set_config('tatalaksana.agency', '2', false);
insert into office_unit (id, agency_id, name) values (21, 2, 'Biro');
"""


@pytest.fixture
def old_tables(django_db_setup, django_db_blocker) -> Iterator[str]:
    """A database of its own whose tables are those from before the keys held the agency."""
    settings = connections["default"].settings_dict
    name = "old_" + settings["NAME"]
    with django_db_blocker.unblock():
        owner = connections["default"].get_connection_params()
        with psycopg.connect(**owner, autocommit=True) as outside:
            outside.execute(
                sql.SQL("create database {} template template0").format(sql.Identifier(name))
            )
        connections.databases[name] = settings | {"NAME": name}
        executor = MigrationExecutor(connections[name])
        node = executor.loader.graph.node_map[KEYED]
        executor.migrate(sorted(parent.key for parent in node.parents))
        yield name
        connections[name].close()
        del connections.databases[name]
        with psycopg.connect(**owner, autocommit=True) as outside:
            outside.execute(sql.SQL("drop database {}").format(sql.Identifier(name)))


def bring_up_to_date(name: str) -> None:
    executor = MigrationExecutor(connections[name])
    executor.migrate(executor.loader.graph.leaf_nodes())


def rows(name: str, agency: int, table: str) -> list[tuple]:
    with connections[name].cursor() as cursor:
        cursor.execute("select set_config(%s, %s, false)", [SETTING, str(agency)])
        cursor.execute(f"select * from {table} order by id")
        return cursor.fetchall()


def test_an_office_keeps_every_row_when_its_keys_are_widened(old_tables):
    with connections[old_tables].cursor() as cursor:
        cursor.execute(OFFICES)
    before = [rows(old_tables, agency, "office_unit") for agency in (1, 2)]
    bring_up_to_date(old_tables)
    assert [rows(old_tables, agency, "office_unit") for agency in (1, 2)] == before
    with connections[old_tables].cursor() as cursor:
        cursor.execute(WITHOUT, ["office_unit"])
        assert cursor.fetchone() == (0,)
        cursor.execute(REFERENCES)
        assert cursor.fetchone() == (0,)


def test_a_row_that_refers_to_another_agency_is_named_and_once_mended_the_work_goes_on(old_tables):
    with connections[old_tables].cursor() as cursor:
        cursor.execute(OFFICES)
        cursor.execute("update office_unit set parent_id = 11 where id = 21")
    with pytest.raises(ValueError, match="office_unit_parent_id_same_agency: agency 2"):
        bring_up_to_date(old_tables)
    rows(old_tables, 2, "office_unit")
    with connections[old_tables].cursor() as cursor:
        cursor.execute("update office_unit set parent_id = null where id = 21")
    bring_up_to_date(old_tables)
    assert len(rows(old_tables, 2, "office_unit")) == 1
