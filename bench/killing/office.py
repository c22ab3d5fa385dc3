"""The office that is harmed: PostgreSQL, web server and worker, each started again when it ends."""

from __future__ import annotations

import contextlib
import os
import shlex
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import psutil
import psycopg

from bench.killing.post import Post
from bench.killing.proxy import Proxy
from tatalaksana.project import postgres, serve
from tests.live.office import address_of
from tests.live.server import free_port

R = TypeVar("R")
PATIENCE = 120.0  #: seconds until somebody must answer again


class Office:
    """Everything that runs, and how it is brought back."""

    def __init__(self, folder: Path) -> None:
        """`folder` is an empty data folder; the database is made in it, with every table."""
        self.folder, self.port = folder, free_port()
        self.address = postgres.start(folder / "postgres")
        self.started = shlex.split((folder / "postgres/postmaster.opts").read_text())
        self.proxy = Proxy(lambda: str(folder / "postgres/.s.PGSQL.5432"))
        self.post = Post()
        self.log = (folder.parent / f"{folder.name}.log").open("w")
        os.environ |= {
            "DATABASE_URL": self.address,
            "TATALAKSANA_DATA": str(folder / "files"),
            "SECRET_KEY": "only for a bench, only for a bench, only for a bench",
            "DJANGO_SETTINGS_MODULE": "tatalaksana.project.settings",
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(self.post.port),
            "HOOKS_INSIDE": "1",
        }
        (folder / "files").mkdir()
        self.near = threading.local()
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.closing = threading.Event()

    def open(self) -> None:
        """Start web server and worker, and keep everything up from now on."""
        self.supervisor = threading.Thread(target=self.supervise, daemon=True)
        self.supervisor.start()
        self.insist(lambda: serve.wait_for_web(self.port))

    @property
    def url(self) -> str:
        """Where the web server answers."""
        return f"http://127.0.0.1:{self.port}"

    def commands(self) -> dict[str, list[str]]:
        """The command lines of web server and worker."""
        return dict(zip(("web", "worker"), serve.processes(self.port), strict=True))

    def supervise(self) -> None:
        """Start again what has ended, as systemd does."""
        through = f"postgresql://{postgres.ROLE}@127.0.0.1:{self.proxy.port}/{postgres.ROLE}"
        environment = os.environ | {
            "DATABASE_URL": f"{through}?sslmode=disable&gssencmode=disable&connect_timeout=5",
            "LOG_LEVEL": "ERROR",
        }
        while not self.closing.wait(0.05):
            if self.postmaster() is None:
                self.start_postgres()
            for name, line in self.commands().items():
                process = self.running.get(name)
                if process is None or process.poll() is not None:
                    self.running[name] = subprocess.Popen(
                        line, env=environment, stdout=self.log, stderr=self.log,
                        start_new_session=True,
                    )  # fmt: skip

    def postmaster(self) -> psutil.Process | None:
        """The server's first process; None when it does not run."""
        with contextlib.suppress(OSError, ValueError, IndexError, psutil.NoSuchProcess):
            number = int((self.folder / "postgres/postmaster.pid").read_text().split()[0])
            process = psutil.Process(number)
            if process.status() != psutil.STATUS_ZOMBIE and "postgres" in process.name():
                return process
        return None

    def start_postgres(self) -> None:
        """Start the server; it may refuse while processes of the one before still end."""
        owner = (self.folder / "postgres").stat()
        subprocess.Popen(
            self.started, stdout=self.log, stderr=self.log, user=owner.st_uid, group=owner.st_gid,
            start_new_session=True,
        )  # fmt: skip
        time.sleep(0.1)

    def ask(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """What a statement answers, as superuser, however long it takes to be answered."""

        def once() -> list[tuple[Any, ...]]:
            if getattr(self.near, "connection", None) is None:
                self.near.connection = psycopg.connect(address_of(self.folder), autocommit=True)
            connection: psycopg.Connection[tuple[Any, ...]] = self.near.connection
            try:
                cursor = connection.execute(statement, values)
                found: list[tuple[Any, ...]] = cursor.fetchall() if cursor.description else []
            except psycopg.OperationalError:
                connection.close()
                self.near.connection = None
                raise
            return found

        return self.insist(once)

    def insist(self, deed: Callable[[], R]) -> R:
        """Do it until it works. Errors: the last one, when nobody answers for two minutes."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return deed()
            except (OSError, EOFError, psycopg.OperationalError, psycopg.InterfaceError):
                if time.monotonic() > end:
                    raise
            time.sleep(0.02)

    def web_workers(self) -> list[psutil.Process]:
        """The processes that answer pages."""
        with contextlib.suppress(psutil.NoSuchProcess, KeyError):
            there: list[psutil.Process] = psutil.Process(self.running["web"].pid).children()
            return there
        return []

    def close(self) -> None:
        """Stop everything."""
        self.closing.set()
        self.supervisor.join()
        for process in self.running.values():
            process.terminate()
            process.wait(30)
        if server := self.postmaster():
            server.send_signal(signal.SIGINT)
            psutil.wait_procs([server], timeout=20)
        self.proxy.door.close()
        self.post.server.shutdown()
        self.log.close()
