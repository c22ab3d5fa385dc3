"""Viewflow, in a Python of its own: PYTHON viewflow_client.py ADDRESS CLIENTS CASES; steps/s.

Viewflow is AGPL-3.0: it is never installed with the product, nor imported by it. This file is run
by another interpreter (`bench engines --viewflow`) and knows nothing of ours but the process.
"""

from __future__ import annotations

import multiprocessing
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

sys.path.insert(0, str(Path(__file__).parents[2]))

import django
from django.conf import settings

from bench.rivals.process import SCRIPT


def configure(address: str) -> None:
    """Django with nothing but what Viewflow asks for."""
    parts = urlsplit(address)
    asked = parse_qs(parts.query)
    settings.configure(
        SECRET_KEY="only for a bench",
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "viewflow",
            "viewflow.workflow",
            "bench.rivals.ten",
        ],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": parts.path[1:],
                "USER": parts.username,
                "HOST": asked["host"][0],
                "PORT": asked["port"][0],
                "CONN_MAX_AGE": None,
            }
        },
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
    )
    django.setup()


def carry(cases: int, barrier: Any, queue: Any) -> None:
    """One client: carry cases to their end; report steps and seconds."""
    from django.contrib.auth.models import User
    from django.db import connection
    from viewflow.workflow.models import Task

    from bench.rivals.ten.flows import TenFlow

    connection.close()
    user = User.objects.get(username="bench")
    processes = [TenFlow.start.run().pk for _ in range(cases)]
    barrier.wait()
    since = time.perf_counter()
    for row, returns in SCRIPT:
        for process in processes:
            task = Task.objects.select_related("process").get(
                process_id=process, flow_task_type="HUMAN", status="NEW"
            )
            with task.activation() as activation:
                assert activation.flow_task.name == f"s{row}"
                activation.assign(user)
                activation.start(None)
                activation.process.data = {"returns": returns}
                activation.process.save(update_fields=["data"])
                activation.execute()
    queue.put((len(SCRIPT) * cases, time.perf_counter() - since))


def main() -> None:
    """Make the tables, carry, print steps a second."""
    address, clients, cases = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    configure(address)
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    from django.contrib.auth.models import User

    User.objects.get_or_create(username="bench")
    fork = multiprocessing.get_context("fork")
    barrier, queue = fork.Barrier(clients), fork.Queue()
    running = [fork.Process(target=carry, args=(cases, barrier, queue)) for _ in range(clients)]
    for process in running:
        process.start()
    results = [queue.get(timeout=60) for _ in running]
    for process in running:
        process.join()
    print(sum(steps for steps, _ in results) / max(seconds for _, seconds in results))


if __name__ == "__main__":
    main()
