"""A pooler that shares out sessions would give an agency's wall to somebody else: it is refused.

With a real PgBouncer where one is installed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection, connections

from tatalaksana.core.base.errors import SettingError
from tatalaksana.project import postgres
from tatalaksana.project.pooling import refuse_shared_sessions
from tests.embedded import FOLDER
from tests.live.server import free_port

PGBOUNCER = shutil.which("pgbouncer") or shutil.which("pgbouncer", path="/usr/sbin")
needs_pgbouncer = pytest.mark.skipif(
    PGBOUNCER is None and not os.environ.get("CI"), reason="pgbouncer is not installed"
)
SETTINGS = """
[databases]
* = host={host} port={port} user=tatalaksana
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {listen}
unix_socket_dir =
auth_type = any
pool_mode = {mode}
max_client_conn = 50
default_pool_size = 5
ignore_startup_parameters = extra_float_digits,options
logfile = FOLDER/log
"""


@pytest.fixture
def permitted(db, pytestconfig) -> Iterator[str | None]:
    """A pooler may connect for the application; the machine's user it is to run as."""
    server = postgres.server_of(pytestconfig.stash[FOLDER] / "postgres")
    access = server.pgdata / "pg_hba.conf"
    before = access.read_text("utf-8")
    for text in ("local all tatalaksana trust\n" + before, before):
        access.write_text(text, "utf-8")
        with psycopg.connect(server.get_uri(), autocommit=True) as owner:
            owner.execute("select pg_reload_conf()")
        if text != before:
            yield server.system_user


@pytest.fixture
def pooled(permitted, pytestconfig) -> Iterator[Callable[[str], str]]:
    """`pooled("session")`: a PgBouncer before the run's own PostgreSQL; the alias to it."""
    running: list[subprocess.Popen[bytes]] = []

    def start(mode: str) -> str:
        port, here = free_port(), connection.settings_dict
        told = SETTINGS.format(host=here["HOST"], port=here["PORT"], listen=port, mode=mode)
        folder = Path(tempfile.mkdtemp(dir=pytestconfig.stash[FOLDER]))
        folder.chmod(0o777)  # it refuses to run as root
        (folder / "pgbouncer.ini").write_text(told.replace("FOLDER", str(folder)))
        command = [PGBOUNCER, "-q", str(folder / "pgbouncer.ini")]
        running.append(subprocess.Popen(command, user=permitted))
        connections.databases["pooled"] = here | {"HOST": "127.0.0.1", "PORT": str(port)}
        address = connections["pooled"].get_connection_params()
        end = time.monotonic() + 10
        while True:
            try:
                psycopg.connect(**address).close()
            except psycopg.OperationalError:
                assert time.monotonic() < end
                time.sleep(0.1)
            else:
                return "pooled"

    yield start
    for process in running:
        process.terminate()
        process.wait(10)
    if "pooled" in connections.databases:
        del connections["pooled"]
        del connections.databases["pooled"]


def test_a_server_without_a_pooler_is_accepted(db):
    refuse_shared_sessions("default")


@needs_pgbouncer
@pytest.mark.parametrize("mode", ["transaction", "statement"])
def test_a_pooler_that_shares_out_sessions_is_refused(pooled, mode):
    alias = pooled(mode)
    with pytest.raises(SettingError, match="membagi sesi per transaksi"):
        refuse_shared_sessions(alias)


@needs_pgbouncer
def test_a_pooler_of_sessions_is_accepted_and_forgets_the_agency_with_the_session(pooled):
    alias = pooled("session")
    refuse_shared_sessions(alias)
    address = connections[alias].get_connection_params()
    with psycopg.connect(**address, autocommit=True) as one:
        one.execute("select set_config('tatalaksana.agency', '1', false)")
        served = one.execute("select pg_backend_pid()").fetchone()
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with psycopg.connect(**address, autocommit=True) as other:
            told = other.execute(
                "select pg_backend_pid(), current_setting('tatalaksana.agency', true)"
            ).fetchone()
            if told is not None and (told[0],) == served:
                assert not told[1]
                return
    pytest.fail("the pooler gave the session to nobody else")
