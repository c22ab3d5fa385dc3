"""Where the time of a request goes, by layer: processor time, and its statements.

A sampler looks, at every millisecond of the processor's time, in whose code Python is; the kernel
says it of the process of PostgreSQL. Unlike a tracing profiler it slows nothing down.
"""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import FrameType
from typing import TYPE_CHECKING
from uuid import uuid4

import psutil

from bench.steps import STEPS

if TYPE_CHECKING:
    from django.test import Client

REQUESTS = 200
EXECUTED = "select coalesce(sum(generic_plans + custom_plans), 0) from pg_prepared_statements"
#: a part of the file's path -> its layer; the first that fits
LAYERS = (
    ("psycopg", "driver"),
    ("django/db/backends", "driver"),
    ("prepared", "driver"),
    ("contrib/sessions", "session"),
    ("web/sessions", "session"),
    ("django/core/signing", "session"),
    ("contrib/auth", "auth"),
    ("middleware/csrf", "csrf"),
    ("axes", "middleware"),
    ("middleware", "middleware"),
    ("web/security", "middleware"),
    ("lagging", "middleware"),
    ("whitenoise", "middleware"),
    ("django/template", "template"),
    ("django/utils/translation", "translation"),
    ("contrib/messages", "messages"),
    ("django/db", "orm"),
    ("tatalaksana/entrypoints", "view"),
    ("tatalaksana/apps", "rooms"),
    ("tatalaksana/core", "core"),
    ("django", "django, the rest"),
)


class Sampler:
    """Counts samples by layer while it is on."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()
        self.seconds = 0.0  #: of the processor

    @contextmanager
    def on(self) -> Iterator[None]:
        """Sample inside the block; only the main thread can."""
        signal.signal(signal.SIGPROF, self.look)
        signal.setitimer(signal.ITIMER_PROF, 0.001, 0.001)
        since = time.process_time()
        try:
            yield
        finally:
            self.seconds += time.process_time() - since
            signal.setitimer(signal.ITIMER_PROF, 0)

    def look(self, _number: int, frame: FrameType | None) -> None:
        """Whose code it is: the innermost frame of a layer; the library of Python is of none."""
        while frame is not None:
            file = frame.f_code.co_filename
            for part, layer in LAYERS:
                if part in file:
                    self.seen[layer] += 1
                    return
            frame = frame.f_back
        self.seen["python"] += 1


def print_layers(office: tuple[int, int, list[int]], password: str) -> None:
    """Print milliseconds and statements of a form and of a page, by layer."""
    from django.test import Client

    clients = [Client(headers={"host": "localhost"}) for _ in range(STEPS)]
    for number, client in enumerate(clients):
        client.post("/masuk/", {"username": f"orang{number}", "password": password})
    kinds = {"page of the task": Kind(), "its form": Kind()}
    for turn in range(REQUESTS // STEPS + 1):
        case = new_case(office)
        for client in clients:
            look(client, open_task_of(office, case), kinds, counting=turn == 0)
        if turn == 0:  # it warms the caches
            for kind in kinds.values():
                kind.sampler, kind.served = Sampler(), 0.0
    for name, kind in kinds.items():
        show(name, kind)


@dataclass(slots=True)
class Kind:
    """What was seen of one kind of request."""

    sampler: Sampler = field(default_factory=Sampler)
    served: float = 0.0  #: seconds of PostgreSQL
    plain: list[str] = field(default_factory=list)  #: statements Django compiled for one request
    prepared: int = 0  #: statements of one request that were prepared


def new_case(office: tuple[int, int, list[int]]) -> int:
    """A case at its first step."""
    from tatalaksana.apps.cases.actions.start_case import start_case
    from tatalaksana.apps.office.queries import holder_of
    from tatalaksana.apps.shared.agency import separate

    agency, version, accounts = office
    now = datetime.now(UTC)
    separate(agency)
    starter = holder_of(accounts[0], agency, now.date())
    assert starter is not None
    return start_case(starter, version=version, title="Bench", key=uuid4(), now=now).case


def open_task_of(office: tuple[int, int, list[int]], case: int) -> int:
    """The task of the case that is open."""
    from tatalaksana.apps.cases.queries import open_task_in
    from tatalaksana.apps.shared.agency import separate

    separate(office[0])
    task = open_task_in(office[0], case)
    assert task is not None
    return task.pk


def look(client: Client, task: int, kinds: dict[str, Kind], *, counting: bool) -> None:
    """Ask for the page of a task and send its form; count time, or statements."""
    from django.db import connection, reset_queries

    form = {"kunci": str(uuid4()), "periksa": "0", "jawaban": "finish"}
    server = psutil.Process(connection.connection.info.backend_pid)
    for name, kind in kinds.items():
        before = executed() if counting else 0
        connection.force_debug_cursor = counting
        reset_queries()
        since = server.cpu_times()
        with kind.sampler.on():
            if name == "its form":
                answer = client.post(f"/tugas/{task}/selesai/", form)
            else:
                answer = client.get(f"/tugas/{task}/")
        spent = server.cpu_times()
        assert answer.status_code in (200, 302), answer.status_code
        kind.served += sum(spent[:2]) - sum(since[:2])
        connection.force_debug_cursor = False
        if counting:
            kind.plain = [query["sql"] for query in connection.queries]
            kind.prepared = executed() - before


def executed() -> int:
    """How often a prepared statement was executed on this connection."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(EXECUTED)
        return int(cursor.fetchone()[0])


def show(name: str, kind: Kind) -> None:
    """One table, and what was asked."""
    samples = sum(kind.sampler.seen.values()) or 1
    spent = {layer: kind.sampler.seconds * n / samples for layer, n in kind.sampler.seen.items()}
    spent["postgresql"] = kind.served
    total = sum(spent.values())
    print(f"{name}: {1000 * total / REQUESTS:.1f} ms of processor time")
    for layer, seconds in sorted(spent.items(), key=lambda one: -one[1]):
        print(f"{layer:>20}{1000 * seconds / REQUESTS:>8.2f} ms{seconds / total:>7.0%}")
    print(f"    {kind.prepared} prepared statements, {len(kind.plain)} others")
    for statement in kind.plain:
        print(f"      {' '.join(statement.split())[:90]}")
