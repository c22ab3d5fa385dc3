"""Finished steps per second beside other engines: the same ten steps with two returns, durable.

    python -m bench engines [--viewflow PYTHON] [--rounds 3]

Each step is one commit with fsync on in the same PostgreSQL; rounds alternate. Ours goes through
the action layer. SpiffWorkflow keeps its state in a row that is read and written at each step.
Viewflow is AGPL-3.0 and stays out of every lock: make a Python of its own for it,

    python3 -m venv /somewhere/viewflow
    /somewhere/viewflow/bin/pip install django-viewflow==2.4.0 'Django==5.2.*' 'psycopg[binary]'

and name it by `--viewflow /somewhere/viewflow/bin/python`; without it that line is left out.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

from bench.machine import describe, office_database
from bench.rivals import spiff
from bench.rivals.process import SCRIPT, document
from bench.steps import NOW, make_office, rate

CASES, ROUNDS = 8, 3
CLIENTS = (1, 8)
BARS = {"SpiffWorkflow": 2.5, "Viewflow": 10.0}
CLIENT = Path(__file__).parent / "rivals" / "viewflow_client.py"


def main() -> int:
    """Print rates and ratios; 1 when a bar is missed."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--viewflow", metavar="PYTHON", help="a Python with Viewflow in it")
    ask.add_argument("--rounds", type=int, default=ROUNDS)
    line = ask.parse_args()
    with office_database() as address:
        office = make_office(said=document)
        other = separate_database(address)
        version = importlib.metadata.version("SpiffWorkflow")
        print(f"finished steps per second ({describe(address)}, SpiffWorkflow {version})")
        print(f"{'clients':>8}{'engine':>16}{'steps/s':>10}{'ours ×':>8}{'bar':>6}")
        missed = [
            compare(clients, engines(office, other, line.viewflow, clients), line.rounds)
            for clients in CLIENTS
        ]
    return int(any(missed))


def separate_database(address: str) -> str:
    """A database of the others in the same server; its address, as its owner."""
    owner = address.replace("tatalaksana@", "postgres@", 1)
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("create database rivals")
    other = owner.replace("/tatalaksana?", "/rivals?", 1)
    with psycopg.connect(other) as connection:
        connection.execute(spiff.TABLE)
    return other


def engines(
    office: tuple[int, int, list[int]], other: str, viewflow: str | None, clients: int
) -> dict[str, Callable[[], float]]:
    """What gives the steps a second of each engine."""
    found: dict[str, Callable[[], float]] = {
        "ours": partial(rate, clients, carry, office),
        "SpiffWorkflow": partial(rate, clients, spiff.carry, other, CASES),
    }
    if viewflow:
        line = [viewflow, str(CLIENT), other, str(clients), str(CASES)]
        found["Viewflow"] = lambda: float(subprocess.check_output(line, text=True))
    return found


def compare(clients: int, found: dict[str, Callable[[], float]], rounds: int) -> bool:
    """Rounds of every engine, alternating; whether a bar was missed."""
    rates: dict[str, list[float]] = {name: [] for name in found}
    for _ in range(rounds):
        for name, measure in found.items():
            rates[name].append(measure())
    missed = False
    for name, bar in {"ours": None, **BARS}.items():
        if name not in rates:
            continue
        pairs = zip(rates["ours"], rates[name], strict=True)
        ratio = statistics.median(ours / theirs for ours, theirs in pairs)
        missed = missed or (bar is not None and ratio < bar)
        print(
            f"{clients:>8}{name:>16}{statistics.median(rates[name]):>10.0f}"
            f"{ratio:>8.1f}{bar or '':>6}",
            flush=True,
        )
    return missed


def carry(office: tuple[int, int, list[int]], barrier: Any, queue: Any) -> None:
    """One client of ours: carry cases through the action layer; report steps and seconds."""
    from django.db import connection

    from tatalaksana.apps.cases.actions.finish_step import finish_step
    from tatalaksana.apps.cases.actions.start_case import start_case
    from tatalaksana.apps.cases.queries import open_task_in
    from tatalaksana.apps.library.queries import kept_plan
    from tatalaksana.apps.office.queries import holder_of
    from tatalaksana.apps.shared.agency import separate
    from tatalaksana.core.engine.plan import Answer

    agency, version, accounts = office
    connection.close()
    separate(agency)
    holders = [holder_of(account, agency, NOW.date()) for account in accounts]
    plan = kept_plan(agency, version)
    tasks = []
    for _ in range(CASES):
        assert holders[0] is not None
        made = start_case(holders[0], version=version, title="Bench", key=uuid4(), now=NOW)
        opened = open_task_in(agency, made.case)
        assert opened is not None
        tasks.append(opened.pk)
    barrier.wait()
    since = time.perf_counter()
    for row, returns in SCRIPT:
        holder, ways = holders[row - 1], plan.step(row).ways
        onward = Answer.FINISH if Answer.FINISH in ways else Answer.APPROVE
        assert holder is not None
        for place, task in enumerate(tasks):
            done = finish_step(
                holder,
                task=task,
                answer=Answer.RETURN if returns else onward,
                reason="Perbaiki." if returns else "",
                key=uuid4(),
                now=NOW,
            )
            tasks[place] = done.task or 0
    assert not any(tasks)
    queue.put((len(SCRIPT) * CASES, time.perf_counter() - since))
    connection.close()


if __name__ == "__main__":
    sys.exit(main())
