"""DATABASE_URL means what PostgreSQL says it means, and a web request does not wait for ever."""

import os
import subprocess
import sys

import pytest
from django.db import OperationalError, connection, connections
from django.db.backends.signals import connection_created

from tatalaksana.core.base.errors import SettingError
from tatalaksana.project import limits
from tatalaksana.project.database import database_from, seconds
from tatalaksana.project.limits import keep_limits

WSGI = (
    "import tatalaksana.project.wsgi;"
    "from django.db import connection as c;"
    "x = c.cursor();"
    "ask = lambda name: x.execute('show ' + name).fetchone()[0];"
    "print(ask('statement_timeout'), ask('lock_timeout'),"
    " ask('idle_in_transaction_session_timeout'))"
)


def test_every_extra_of_the_address_reaches_the_server():
    found = database_from(
        "postgresql://tl:s%40ndi@db.kantor:6432/tata%20laksana"
        "?sslmode=verify-full&sslrootcert=%2Fetc%2Fssl%2Fkantor.pem&connect_timeout=5"
        "&application_name=tatalaksana&target_session_attrs=read-write"
    )
    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("tata laksana", "tl", "s@ndi")
    assert (found["HOST"], found["PORT"]) == ("db.kantor", "6432")
    assert found["OPTIONS"] == {
        "sslmode": "verify-full",
        "sslrootcert": "/etc/ssl/kantor.pem",
        "connect_timeout": "5",
        "application_name": "tatalaksana",
        "target_session_attrs": "read-write",
    }


def test_a_socket_folder_and_several_hosts_are_places_of_a_server():
    socket = database_from("postgresql://tl@/tl?host=%2Frun%2Fpg&port=5433")
    assert (socket["HOST"], socket["PORT"], socket["OPTIONS"]) == ("/run/pg", "5433", {})
    two = database_from("postgresql://tl@satu:5432,dua:5433/tl?sslmode=require")
    assert (two["HOST"], two["PORT"]) == ("satu,dua", "5432,5433")
    assert database_from("postgres://tl@db/tl")["PORT"] == ""


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("mysql://tl:rahasia@db/tl", "bukan alamat PostgreSQL"),
        ("dbname=tl password=rahasia", "bukan alamat PostgreSQL"),
        ("postgresql://tl:rahasia@db/", "bukan alamat PostgreSQL"),
        ("postgresql://tl:rahasia@db/tl?sslmod=require", "tidak mengenal “sslmod”"),
        ("postgresql://tl:rahasia%zz@db/tl", "tidak dapat dibaca"),
    ],
)
def test_a_wrong_address_is_told_without_its_password(url, told):
    with pytest.raises(SettingError, match=told) as wrong:
        database_from(url)
    assert "rahasia" not in f"{wrong.value}{wrong.value.hint}{wrong.value.__cause__}"


@pytest.mark.parametrize(("text", "wanted"), [("0", 0), ("30", 30_000), ("86400", 86_400_000)])
def test_seconds_become_what_postgresql_counts_in(text, wanted):
    assert seconds(text, "LOCK_SECONDS") == wanted


@pytest.mark.parametrize("text", ["", "-1", "1.5", "30s", "86401", "999999999", "٣"])
def test_what_is_no_number_of_seconds_is_told_by_its_name(text):
    with pytest.raises(SettingError, match="LOCK_SECONDS"):
        seconds(text, "LOCK_SECONDS")


@pytest.fixture
def limited(db):
    """A connection of its own, made while limits are kept."""
    keep_limits({"statement_timeout": 150, "lock_timeout": 100})
    fresh = connections.create_connection("default")
    yield fresh
    fresh.close()
    connection_created.disconnect(dispatch_uid=limits.__name__)


def test_a_statement_that_takes_too_long_is_ended_and_the_connection_goes_on(limited):
    with limited.cursor() as cursor:
        with pytest.raises(OperationalError, match="statement timeout"):
            cursor.execute("select pg_sleep(5)")
        cursor.execute("select 1")
        assert cursor.fetchone() == (1,)


def test_who_waits_too_long_for_a_lock_gives_up(limited, db):
    with connection.cursor() as holder, limited.cursor() as waiting:
        holder.execute("select pg_advisory_xact_lock(4711)")
        with pytest.raises(OperationalError, match="lock timeout"):
            waiting.execute("select pg_advisory_lock(4711)")


@pytest.mark.parametrize(
    ("own", "wanted"),
    [({}, "30s 10s 5min"), ({"STATEMENT_SECONDS": "7", "LOCK_SECONDS": "0"}, "7s 0 5min")],
)
def test_the_web_server_keeps_the_limits_of_the_settings(own, wanted, db):
    mine = connection.settings_dict
    place = f"host={mine['HOST'].replace('/', '%2F')}&port={mine['PORT']}"
    url = f"postgresql://{mine['USER']}@/{mine['NAME']}?{place}"
    done = subprocess.run(
        [sys.executable, "-c", WSGI],
        env=os.environ | {"DATABASE_URL": url, "PYTHONPATH": "src"} | own,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.strip() == wanted, done.stderr


def test_what_is_no_web_request_takes_its_time(db):
    with connection.cursor() as cursor:
        cursor.execute("show statement_timeout")
        assert cursor.fetchone() == ("0",)
