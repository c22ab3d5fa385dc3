"""A real streaming replica of the test run's own PostgreSQL, and what can befall it."""

from __future__ import annotations

import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tatalaksana.project import postgres

PERMIT = "local replication all trust\n"  #: the folder is the run's own


@dataclass(frozen=True, slots=True)
class Standby:
    """A replica whose data lie in `folder`; `primary` is the folder of what it follows."""

    primary: Path
    folder: Path

    @property
    def address(self) -> str:
        """The address of the application's own role on it."""
        return postgres.server_of(self.folder).get_uri().replace("postgres:", "tatalaksana:", 1)

    def make(self) -> None:
        """Copy the primary while it runs, and follow it."""
        server = postgres.server_of(self.primary)
        access = self.primary / "pg_hba.conf"
        if PERMIT not in access.read_text("utf-8"):
            access.write_text(access.read_text("utf-8") + PERMIT, "utf-8")
        with psycopg.connect(server.get_uri(), autocommit=True) as owner:
            owner.execute("select pg_reload_conf()")
        self.folder.mkdir(mode=0o700)
        if server.system_user is not None:
            shutil.chown(self.folder, server.system_user)
        subprocess.run(
            [
                server.bin_path / "pg_basebackup", "-D", self.folder, "-h", self.primary,
                "-U", "postgres", "--write-recovery-conf", "--checkpoint=fast", "-X", "stream",
            ],
            check=True,
            user=server.system_user,
            cwd="/",
        )  # fmt: skip
        for left in (".s.PGSQL.5432.lock", ".handle_pids.json", "log"):  # of the primary's run
            (self.folder / left).unlink(missing_ok=True)
        self.start()

    def start(self) -> None:
        """Let it run."""
        server = postgres.server_of(self.folder)
        if not postgres.is_running(self.folder):  # stopped before; the wheel keeps its handle
            server.start()

    def stop(self) -> None:
        """Take it away."""
        postgres.stop(self.folder)

    def ask(self, question: str) -> object:
        """What its superuser is told."""
        address = postgres.server_of(self.folder).get_uri()
        with psycopg.connect(address, autocommit=True) as owner:
            row = owner.execute(question).fetchone()
            return row[0] if row else None

    def stand_still(self) -> None:
        """Receive, but show nothing newer from now on."""
        self.catch_up()
        self.ask("select pg_wal_replay_pause()")
        while self.ask("select pg_get_wal_replay_pause_state()") != "paused":
            time.sleep(0.01)

    def go_on(self) -> None:
        """Show what came meanwhile."""
        self.ask("select pg_wal_replay_resume()")
        self.catch_up()

    def catch_up(self, seconds: float = 20) -> None:
        """Return when all that the primary wrote until now is shown."""
        with psycopg.connect(postgres.server_of(self.primary).get_uri(), autocommit=True) as owner:
            row = owner.execute("select pg_current_wal_flush_lsn()::text").fetchone()
        assert row is not None
        end = time.monotonic() + seconds
        while not self.ask(f"select pg_last_wal_replay_lsn() >= '{row[0]}'::pg_lsn"):
            assert time.monotonic() < end
            time.sleep(0.02)
