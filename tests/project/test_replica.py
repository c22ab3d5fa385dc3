"""Lists may be read from a replica that lags; nobody misses her own deed, nor waits for a dead one.

The replica is a real one that streams from the run's own PostgreSQL.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import psycopg
import pytest
from django.db import DatabaseError, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpResponse  # noqa: TID251 - a page of the door
from django.test import Client, RequestFactory
from django.utils import timezone

from tatalaksana.apps.access.actions.make_token import make_token
from tatalaksana.apps.access.once import once
from tatalaksana.apps.library.models import Procedure
from tatalaksana.apps.office.models import Account
from tatalaksana.apps.office.queries import holder_by_username
from tatalaksana.apps.shared import replica
from tatalaksana.apps.shared.agency import SETTING, acting_for
from tatalaksana.core.base.errors import SettingError
from tatalaksana.entrypoints.web.lagging import OwnDeeds
from tatalaksana.project.database import replica_from
from tests.cast import CAST
from tests.embedded import FOLDER
from tests.standby import Standby

KILL = "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'tatalaksana'"


@pytest.fixture(scope="module")
def standby(cast, pytestconfig, tmp_path_factory) -> Iterator[Standby]:
    run = pytestconfig.stash[FOLDER]
    made = Standby(run / "postgres", run / "standby")
    made.make()
    yield made
    made.stop()


def let_connect(replica: BaseDatabaseWrapper) -> None:
    """Django's tests open no database that was not there when they began."""

    def connect() -> None:
        if replica.connection is None:
            with replica.wrap_database_errors:
                replica.connect()

    replica.ensure_connection = connect


@pytest.fixture
def following(standby: Standby, db) -> Iterator[Standby]:
    """The replica is named in the settings, runs, and has replayed everything."""
    standby.start()
    standby.go_on()
    named = replica_from(standby.address) | {"NAME": connection.settings_dict["NAME"]}
    named = connection.settings_dict | {k: named[k] for k in ("NAME", "HOST", "USER", "OPTIONS")}
    connections.databases["replica"] = named
    let_connect(connections["replica"])
    replica.WATCH.taken.clear()
    replica.WATCH.away_until = 0
    yield standby
    connections["replica"].close()
    del connections.databases["replica"]
    del connections["replica"]
    standby.start()
    standby.go_on()


@pytest.fixture
def keeper(cast, db, client) -> Client:
    """The browser of somebody who keeps procedures in Lumajang."""
    account = Account.objects.get(username="kabag.lumajang")
    client.force_login(account, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def elsewhere(cast, django_db_blocker) -> Iterator[Callable[[str], int]]:
    """`elsewhere("Judul")`: somebody else gives a procedure of Lumajang that title."""
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as other:
        other.execute("select set_config(%s, %s, false)", (SETTING, str(CAST["LUMAJANG"].agency)))
        row = other.execute("select id, title from library_procedure order by id").fetchone()
        assert row is not None
        change = "update library_procedure set title = %s where id = %s"

        def name_it(title: str) -> int:
            other.execute(change, (title, row[0]))
            return int(row[0])

        yield name_it
        other.execute(change, (row[1], row[0]))


def test_a_list_is_read_from_the_replica_and_may_lag(following, elsewhere, keeper):
    keeper.get("/sop/")
    following.stand_still()
    elsewhere("SOP Baru Saja Diubah")
    assert "SOP Baru Saja Diubah" not in keeper.get("/sop/").content.decode()
    following.go_on()
    assert "SOP Baru Saja Diubah" in keeper.get("/sop/").content.decode()


def test_nobody_misses_what_she_has_done_herself(following, elsewhere, keeper):
    keeper.get("/sop/")
    following.stand_still()
    elsewhere("SOP Buatan Sendiri")
    keeper.post("/bahasa/", {"language": "id"})  # any deed of hers, after the change
    assert keeper.cookies["sesudah"].value
    assert "SOP Buatan Sendiri" in keeper.get("/sop/").content.decode()


def test_a_replica_that_lags_by_more_than_the_bound_is_not_read(
    following, elsewhere, keeper, settings
):
    settings.REPLICA_LAG_SECONDS = 1
    keeper.get("/sop/")
    following.stand_still()
    elsewhere("SOP Terlalu Lama")
    time.sleep(1.2)
    assert "SOP Terlalu Lama" in keeper.get("/sop/").content.decode()


def test_an_idle_office_is_read_from_the_replica_however_long_nobody_writes(
    following, keeper, settings
):
    settings.REPLICA_LAG_SECONDS = 1
    keeper.get("/sop/")
    time.sleep(1.2)
    end = time.monotonic() + 40  # the server itself writes now and then; failed, it is left alone
    while time.monotonic() < end:
        with replica.may_lag(CAST["LUMAJANG"].agency, ""):
            if replica.reading().alias == "replica":
                return
        time.sleep(0.1)
    with connections["replica"].cursor() as cursor:
        cursor.execute("select pg_last_wal_replay_lsn()::text")
        pytest.fail(f"the replica is not read at {cursor.fetchone()}: {replica.WATCH}")


def test_what_precedes_a_deed_is_read_from_the_primary(following, elsewhere, keeper):
    asked: list[str] = []

    def note(execute, statement, values, many, context):
        asked.append(statement)
        return execute(statement, values, many, context)

    with connections["replica"].execute_wrapper(note):
        number = elsewhere("SOP Sebelum Tindakan")
        for page in ("/", f"/sop/{number}/", "/berkas/mulai/", "/kantor/"):
            assert keeper.get(page).status_code == 200
        assert not asked
        keeper.get("/sop/")
        assert asked


def of_programs(keeper, **cookies):
    """The titles of the procedures, as a program of hers reads them; no cookie is kept."""
    now = timezone.now()
    holder = holder_by_username("kabag.lumajang", timezone.localdate())
    with acting_for(CAST["LUMAJANG"].agency):
        made = make_token(
            holder, name="Uji", scope="bertindak", until=timezone.localdate(), now=now
        )

    def read() -> str:
        client = Client()
        for name, value in cookies.items():
            client.cookies[name] = value
        given = {"Authorization": f"Bearer {made.secret}"}
        answer = client.get("/api/v1/procedures?limit=100", headers=given)
        assert answer.status_code == 200, answer.content
        return answer.content.decode()

    return holder, read


def test_the_lists_for_programs_are_read_from_the_replica_too(following, elsewhere, keeper):
    _, read = of_programs(keeper)
    read()
    following.stand_still()
    elsewhere("SOP Untuk Program")
    assert "SOP Untuk Program" not in read()
    following.go_on()
    assert "SOP Untuk Program" in read()


def test_a_program_without_cookies_misses_no_deed_of_its_own(following, elsewhere, keeper):
    holder, read = of_programs(keeper)
    read()
    following.stand_still()
    elsewhere("SOP Sesudah Tindakan Program")
    with acting_for(holder.agency):
        once(holder, key=uuid4(), asked={}, now=timezone.now(), deed=dict)
    assert "SOP Sesudah Tindakan Program" in read()


def test_a_program_that_keeps_cookies_reads_the_replica_once_it_has_its_deed(
    following, elsewhere, keeper
):
    _, read = of_programs(keeper, sesudah=replica.NEVER)
    read()
    following.stand_still()
    elsewhere("SOP Dengan Kuki")
    assert "SOP Dengan Kuki" in read()


def test_a_dead_replica_delays_no_program(following, elsewhere, keeper):
    _, read = of_programs(keeper)
    read()
    following.stop()
    elsewhere("SOP Program Tanpa Replika")
    assert "SOP Program Tanpa Replika" in read()


def test_a_dead_replica_delays_nobody(following, elsewhere, keeper):
    keeper.get("/sop/")
    following.stop()
    elsewhere("SOP Tanpa Replika")
    since = time.monotonic()
    assert "SOP Tanpa Replika" in keeper.get("/sop/").content.decode()
    assert keeper.get("/berkas/").status_code == 200
    assert time.monotonic() - since < 5


def test_a_replica_that_dies_in_the_middle_is_told_and_left_alone(following):
    agency = CAST["LUMAJANG"].agency

    def die_in_the_middle() -> None:
        with replica.may_lag(agency, ""):
            assert Procedure.objects.filter(agency=agency).exists()
            following.ask(KILL)
            Procedure.objects.filter(agency=agency).exists()

    with pytest.raises(replica.ReplicaFailed):
        die_in_the_middle()
    with replica.may_lag(agency, ""):
        assert replica.reading().alias == "default"


def test_the_wall_stands_on_the_replica_too(following):
    agency = CAST["LUMAJANG"].agency
    with replica.may_lag(agency, ""):
        assert replica.reading().alias == "replica"
        assert set(Procedure.objects.values_list("agency", flat=True)) == {agency}
    assert not Procedure.objects.using("replica").exists()


def test_nothing_is_written_to_a_replica(following):
    with replica.may_lag(CAST["LUMAJANG"].agency, ""):
        read = Procedure.objects.first()
        assert read._state.db == "replica"
    with pytest.raises(DatabaseError, match="read-only"):
        read.save(using="replica")


def test_a_server_that_is_no_replica_is_not_taken_for_one(following, settings):
    """After a change of the primary the address may lead to the new one."""
    connections["replica"].close()
    connections["replica"].settings_dict["HOST"] = connection.settings_dict["HOST"]
    with replica.may_lag(CAST["LUMAJANG"].agency, ""):
        assert replica.reading().alias == "default"


def test_a_forged_cookie_harms_nobody(following, keeper):
    keeper.cookies["sesudah"] = "FFFFFFFF/FFFFFFFF'; drop table"
    assert keeper.get("/sop/").status_code == 200


def test_the_address_of_a_replica_is_judged_like_that_of_the_primary():
    with pytest.raises(SettingError, match="REPLICA_URL bukan alamat PostgreSQL"):
        replica_from("mysql://tl@db/tl")
    assert replica_from("postgresql://tl@db/tl")["OPTIONS"]["connect_timeout"] == "2"


def test_a_deed_that_is_done_is_told_though_the_primary_goes_away_just_then(following):
    """Where the log ends cannot be asked any more: for a minute its doer reads the primary."""

    def page(_request):
        with connection.cursor() as cursor:
            cursor.execute("select pg_backend_pid()")
            (own,) = cursor.fetchone()
        Standby(following.primary, following.primary).ask(f"select pg_terminate_backend({own})")
        return HttpResponse("Tersimpan.")

    def do() -> HttpResponse:
        try:
            return OwnDeeds(page)(RequestFactory().post("/"))
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as another:
        answer = another.submit(do).result()
    assert answer.content == b"Tersimpan."
    with replica.may_lag(CAST["LUMAJANG"].agency, answer.cookies["sesudah"].value):
        assert replica.reading().alias == "default"
