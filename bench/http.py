# ruff: noqa: A005 - it is asked for by this name, and imported as bench.http
"""Finished steps per second through HTTP: session, CSRF, permission, redirect; 8 clients.

    python -m bench http [--rounds 3] [--profile]

The web server is the one `tatalaksana serve` starts (gunicorn, 2 processes of 4 threads), without
the worker; the load generator runs on the same cores: eight processes, each with one connection
kept open, as ten officials who have signed in. A step is the POST that the form of the task page
makes. "page + form" asks for the page of the task before it and takes the form from it, as a
browser does. The floor is that of `bench steps`, in the same rounds. At the end stands whose
processor time a step took; `--profile` says, for one client and inside one process, where that of a
POST and of a page goes, by layer.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import re
import statistics
import subprocess
import sys
import time
from contextlib import nullcontext
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import psutil
import psycopg

from bench.filling.browser import Browser, Cookies
from bench.filling.layers import print_layers
from bench.filling.shares import Shares
from bench.machine import describe, office_database
from bench.steps import STEPS, by_hand, make_office, rate
from tatalaksana.project import serve
from tests.live.server import free_port

CLIENTS, ROUNDS = 8, 3
CASES = 5  #: cases a client carries at the same time
BAR = 0.1
FORM, FLOOR = "form", "by hand"
WAYS = {FORM: False, "page + form": True}  #: whether the page is asked for
PASSWORD = "sawah-gunung-sungai-17"
CSRF = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')
KEY = re.compile(rb'name="kunci" value="([-\w]+)"')
OPEN = "select id from cases_task where case_id = any(%s) and done_at is null order by case_id"
FOUND, OK = 302, 200


def main() -> int:
    """Print rates and ratios; 1 when the bar is missed."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--rounds", type=int, default=ROUNDS)
    ask.add_argument("--profile", action="store_true", help="where the time goes, by layer")
    line = ask.parse_args()
    with office_database() as address:
        office = make_office()
        set_passwords()
        if line.profile:
            print_layers(office, PASSWORD)
        return measure(address, office, line.rounds)


def set_passwords() -> None:
    """Give everybody one password and the static files their names."""
    from django.contrib.auth.hashers import make_password
    from django.core.management import call_command

    from tatalaksana.apps.office.models import Account

    Account.objects.update(password=make_password(PASSWORD))
    call_command("collectstatic", verbosity=0, interactive=False)


def measure(address: str, office: tuple[int, int, list[int]], rounds: int) -> int:
    """Start the web server, alternate form, page and form, and the floor; print the medians."""
    port = free_port()
    line = serve.processes(port)[0]
    web = subprocess.Popen(line, preexec_fn=serve.end_with_parent)  # noqa: PLW1509 - one thread
    try:
        serve.wait_for_web(port)
        shares = {name: Shares(web.pid, first_process(address)) for name in WAYS}
        rates = alternated(address, office, port, rounds, shares)
    finally:
        web.terminate()
        web.wait(serve.PATIENCE)
    print(f"finished steps per second through HTTP, {CLIENTS} clients ({describe(address)})")
    print(f"{'a step is':>14}{'steps/s':>10}{'by hand':>10}{'ratio':>8}{'bar':>6}")
    missed = False
    for name in WAYS:
        ratio = statistics.median(a / b for a, b in zip(rates[name], rates[FLOOR], strict=True))
        bar = BAR if name == FORM else None
        missed = missed or (bar is not None and ratio < bar)
        print(
            f"{name:>14}{statistics.median(rates[name]):>10.0f}"
            f"{statistics.median(rates[FLOOR]):>10.0f}{ratio:>8.3f}{bar or '':>6}"
        )
    for name, share in shares.items():
        steps = rounds * CLIENTS * CASES * STEPS
        whose = (f"{who} {1000 * spent / steps:.2f}" for who, spent in share.spent.items())
        print(f"{name}, ms of processor time a step: {', '.join(whose)}")
    return int(missed)


def first_process(address: str) -> int:
    """The process that all others of this PostgreSQL are children of."""
    with psycopg.connect(address) as one:
        return int(psutil.Process(one.info.backend_pid).ppid())


def alternated(
    address: str,
    office: tuple[int, int, list[int]],
    port: int,
    rounds: int,
    shares: dict[str, Shares],
) -> dict[str, list[float]]:
    """Steps per second by way, a figure a round, after one that warms the caches."""
    from django.db import connection

    people = [sign_in(port, f"orang{number}") for number in range(STEPS)]
    rates: dict[str, list[float]] = {name: [] for name in (*WAYS, FLOOR)}
    for number in range(rounds + 1):
        for name, page in WAYS.items():
            cases = started(office)
            connection.close()
            with shares[name].counted() if number else nullcontext():
                found = rate_of(address, port, people, cases, page)
            rates[name] += [found] if number else []
        found = rate(CLIENTS, by_hand, office, address)
        rates[FLOOR] += [found] if number else []
    return rates


def started(office: tuple[int, int, list[int]]) -> list[list[int]]:
    """New cases for every client."""
    from tatalaksana.apps.cases.actions.start_case import start_case
    from tatalaksana.apps.office.queries import holder_of
    from tatalaksana.apps.shared.agency import separate

    agency, version, accounts = office
    separate(agency)
    now = datetime.now(UTC)
    starter = holder_of(accounts[0], agency, now.date())
    assert starter is not None
    return [
        [
            start_case(starter, version=version, title="Bench", key=uuid4(), now=now).case
            for _ in range(CASES)
        ]
        for _ in range(CLIENTS)
    ]


def sign_in(port: int, user: str) -> Cookies:
    """The cookies of somebody who has signed in through the form."""
    line = Browser(serve.HOST, port)
    _, page, cookies = line.send("GET", "/masuk/", {})
    token = CSRF.search(page)
    assert token is not None
    form = {"username": user, "password": PASSWORD, "csrfmiddlewaretoken": token[1].decode()}
    status, _, given = line.send("POST", "/masuk/", cookies, urlencode(form))
    assert status == FOUND, status
    line.close()
    return cookies | given


def carry(
    address: str, port: int, people: list[Cookies], cases: list[int], page: bool, meet: Any
) -> None:
    """One client: carry its cases from the first row to the last; report steps and seconds.

    Which task comes next it asks the database itself, once a row, as nobody's inbox is measured.
    """
    barrier, queue = meet
    line = Browser(serve.HOST, port)
    with psycopg.connect(address.replace("tatalaksana@", "postgres@", 1)) as owner:
        barrier.wait()
        since = time.perf_counter()
        for cookies in people:
            for (task,) in owner.execute(OPEN, (cases,)).fetchall():
                step(line, cookies, task, page)
            owner.rollback()
        queue.put((len(people) * len(cases), time.perf_counter() - since))
        left = owner.execute(OPEN, (cases,)).fetchall()
        assert not left, left


def step(line: Browser, cookies: Cookies, task: int, page: bool) -> None:
    """Finish one task as the form does."""
    form = {"csrfmiddlewaretoken": cookies["csrftoken"], "kunci": str(uuid4())}
    if page:
        status, shown, _ = line.send("GET", f"/tugas/{task}/", cookies)
        token, key = CSRF.search(shown), KEY.search(shown)
        assert status == OK, status
        assert token is not None
        assert key is not None
        form = {"csrfmiddlewaretoken": token[1].decode(), "kunci": key[1].decode()}
    body = urlencode(form | {"periksa": "0", "alasan": "", "jawaban": "finish", "nama_lain": ""})
    status, told, _ = line.send("POST", f"/tugas/{task}/selesai/", cookies, body)
    assert status == FOUND, (status, told[:2000])


def rate_of(
    address: str, port: int, people: list[Cookies], cases: list[list[int]], page: bool
) -> float:
    """Steps per second of clients that begin together."""
    fork = multiprocessing.get_context("fork")
    meet = fork.Barrier(len(cases)), fork.Queue()
    running = [
        fork.Process(target=carry, args=(address, port, people, own, page, meet)) for own in cases
    ]
    for process in running:
        process.start()
    results = [meet[1].get(timeout=120) for _ in running]
    for process in running:
        process.join()
    return float(sum(steps for steps, _ in results) / max(seconds for _, seconds in results))


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    sys.exit(main())
