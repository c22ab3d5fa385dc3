"""What may happen to an office at any moment."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass

import psutil
import psycopg

from bench.killing.office import Office
from tatalaksana.project.postgres import ROLE
from tests.live.office import address_of

BACKENDS = (
    "select pid from pg_stat_activity where usename = %s order by state <> 'active', random()"
)
#: the case with the step that was finished last: where people work just now
BUSY = """select t.case_id, t.id from cases_task t
    where t.done_at is null order by t.opened_at desc limit 1"""


@dataclass(frozen=True, slots=True)
class Harm:
    """One thing that happens; `weight` is how often it is drawn."""

    name: str
    weight: int
    happen: Callable[[Office, random.Random], None]


def web_worker(office: Office, chance: random.Random) -> None:
    """SIGKILL one process that answers pages."""
    if there := office.web_workers():
        kill(chance.choice(there).pid)


def whole_web(office: Office, _chance: random.Random) -> None:
    """SIGKILL the web server with all its processes."""
    for process in [*office.web_workers(), office.running["web"]]:
        kill(process.pid)


def worker(office: Office, _chance: random.Random) -> None:
    """SIGKILL the worker of the timed jobs."""
    kill(office.running["worker"].pid)


def backend(office: Office, _chance: random.Random) -> None:
    """SIGKILL one process of PostgreSQL: it throws all connections out and recovers."""
    for (pid,) in office.ask(BACKENDS, ROLE)[:1]:
        kill(pid)


def postmaster(office: Office, _chance: random.Random) -> None:
    """SIGKILL PostgreSQL itself."""
    if server := office.postmaster():
        kill(server.pid)


def immediate(office: Office, _chance: random.Random) -> None:
    """Stop PostgreSQL without letting anything end, as a power switch does."""
    if server := office.postmaster():
        kill(server.pid, signal.SIGQUIT)


def terminate(office: Office, _chance: random.Random) -> None:
    """End one connection from PostgreSQL's side."""
    office.ask(f"select pg_terminate_backend(pid) from ({BACKENDS} limit 1) one", ROLE)


def cut(office: Office, chance: random.Random) -> None:
    """Cut the cables between the application and PostgreSQL."""
    office.proxy.cut(chance)


def swallow(office: Office, chance: random.Random) -> None:
    """Let PostgreSQL do what it is asked, and lose its answers."""
    office.proxy.swallowing = True
    time.sleep(chance.uniform(0.02, 0.2))
    office.proxy.swallowing = False


def deadlock(office: Office, chance: random.Random) -> None:
    """Take a case and then its task, while every step takes the task and then its case."""
    with (
        contextlib.suppress(psycopg.OperationalError),
        psycopg.connect(address_of(office.folder)) as rival,
    ):
        rival.execute("set deadlock_timeout = '10s'")  # the other one is given up
        for case, task in rival.execute(BUSY).fetchall():
            rival.execute("select 1 from cases_case where id = %s for update", (case,))
            time.sleep(chance.uniform(0.05, 0.3))
            rival.execute("select 1 from cases_task where id = %s for update", (task,))


def serializable(office: Office, chance: random.Random) -> None:
    """Let new connections be serializable, or no longer."""
    level = chance.choice(("serializable", "repeatable read", "read committed"))
    office.ask(f"alter role {ROLE} set default_transaction_isolation = '{level}'")
    office.ask("select pg_terminate_backend(pid) from pg_stat_activity where usename = %s", ROLE)


def full_disk(office: Office, chance: random.Random) -> None:
    """Fill the disk to the last byte for a while."""
    ballast = office.folder / "ballast"
    with contextlib.suppress(OSError), ballast.open("wb") as file:
        while True:
            os.write(file.fileno(), b"\0" * (1 << 20))
    with contextlib.suppress(OSError), ballast.open("ab") as file:
        while True:
            os.write(file.fileno(), b"\0" * 512)
    time.sleep(chance.uniform(0.2, 1.0))
    ballast.unlink(missing_ok=True)


def kill(pid: int, what: int = signal.SIGKILL) -> None:
    """Send a signal to a process that may have ended already."""
    with contextlib.suppress(ProcessLookupError, psutil.NoSuchProcess):
        os.kill(pid, what)


HARMS = (
    Harm("web worker killed", 20, web_worker),
    Harm("web server killed", 3, whole_web),
    Harm("job worker killed", 8, worker),
    Harm("backend killed", 20, backend),
    Harm("postmaster killed", 8, postmaster),
    Harm("immediate stop", 6, immediate),
    Harm("connection ended", 10, terminate),
    Harm("cables cut", 12, cut),
    Harm("answers lost", 12, swallow),
    Harm("deadlock", 6, deadlock),
    Harm("isolation changed", 5, serializable),
    Harm("disk full", 6, full_disk),
)
