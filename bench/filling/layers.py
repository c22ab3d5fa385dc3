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
from datetime import UTC, datetime
from types import FrameType
from uuid import uuid4

import psutil

from bench.steps import STEPS

REQUESTS = 200
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
    from django.db import connection, reset_queries
    from django.test import Client

    from tatalaksana.apps.cases.actions.start_case import start_case
    from tatalaksana.apps.cases.queries import open_task_in
    from tatalaksana.apps.office.queries import holder_of
    from tatalaksana.apps.shared.agency import separate

    agency, version, accounts = office
    now = datetime.now(UTC)
    separate(agency)
    starter = holder_of(accounts[0], agency, now.date())
    assert starter is not None
    clients = [Client(headers={"host": "localhost"}) for _ in range(STEPS)]
    for number, client in enumerate(clients):
        client.post("/masuk/", {"username": f"orang{number}", "password": password})
    samplers = {"page of the task": Sampler(), "its form": Sampler()}
    served = dict.fromkeys(samplers, 0.0)
    statements: dict[str, list[str]] = {name: [] for name in samplers}
    server = psutil.Process(connection.connection.info.backend_pid)
    for turn in range(REQUESTS // STEPS + 1):
        separate(agency)
        case = start_case(starter, version=version, title="Bench", key=uuid4(), now=now).case
        for client in clients:
            separate(agency)
            task = open_task_in(agency, case)
            assert task is not None
            form = {"kunci": str(uuid4()), "periksa": "0", "jawaban": "finish"}
            for name, sampler in samplers.items():
                connection.force_debug_cursor = turn == 0  # the first warms the caches
                reset_queries()
                since = server.cpu_times()
                with sampler.on():
                    if name == "its form":
                        answer = client.post(f"/tugas/{task.pk}/selesai/", form)
                    else:
                        answer = client.get(f"/tugas/{task.pk}/")
                spent = server.cpu_times()
                assert answer.status_code in (200, 302), answer.status_code
                served[name] += sum(spent[:2]) - sum(since[:2])
                statements[name] = [q["sql"] for q in connection.queries] or statements[name]
        if turn == 0:
            for name, sampler in samplers.items():
                sampler.seen.clear()
                sampler.seconds = served[name] = 0.0
    connection.force_debug_cursor = False
    for name, sampler in samplers.items():
        show(name, sampler, served[name], statements[name])


def show(name: str, sampler: Sampler, served: float, statements: list[str]) -> None:
    """One table; prepared statements (who acts, the step itself) are not among those listed."""
    samples = sum(sampler.seen.values()) or 1
    spent = {layer: sampler.seconds * n / samples for layer, n in sampler.seen.items()}
    spent["postgresql"] = served
    total = sum(spent.values())
    print(f"{name}: {1000 * total / REQUESTS:.1f} ms of processor time")
    for layer, seconds in sorted(spent.items(), key=lambda one: -one[1]):
        print(f"{layer:>20}{1000 * seconds / REQUESTS:>8.2f} ms{seconds / total:>7.0%}")
    print(f"    {len(statements)} statements beside the prepared ones:")
    for statement in statements:
        print(f"      {' '.join(statement.split())[:90]}")
