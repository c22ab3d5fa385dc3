# ruff: noqa: A005 - it is asked for by this name, and imported as bench.http
"""Finished steps per second through HTTP: session, CSRF, permission, redirect; 8 clients.

    python -m bench http [--rounds 3] [--profile]

The web server is the one `tatalaksana serve` starts (gunicorn, 2 processes of 4 threads), without
the worker; the load generator runs on the same cores: eight processes, each with one connection
kept open, as ten officials who have signed in. A step is the POST that the form of the task page
makes. "page + form" asks for the page of the task before it and takes the form from it, as a
browser does. The floor is that of `bench steps`, in the same rounds. `--profile` says, for one
client and inside one process, where the time of a POST and of a page goes, by layer.
"""

from __future__ import annotations

import argparse
import http.client
import multiprocessing
import os
import re
import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import psycopg

from bench.filling.layers import print_layers
from bench.machine import describe, office_database
from bench.steps import STEPS, by_hand, make_office, rate
from tatalaksana.project import serve
from tests.live.server import free_port

CLIENTS, ROUNDS = 8, 3
CASES = 3  #: cases a client carries at the same time
BAR = 0.1
PASSWORD = "sawah-gunung-sungai-17"
CSRF = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')
KEY = re.compile(rb'name="kunci" value="([-\w]+)"')
OPEN = "select id from cases_task where case_id = any(%s) and done_at is null order by case_id"
FOUND, OK = 302, 200
Cookies = dict[str, str]


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
    """Alternate form alone, page and form, and the floor; print the medians."""
    from django.db import connection

    port = free_port()
    line = serve.processes(port)[0]
    web = subprocess.Popen(line, preexec_fn=serve.end_with_parent)  # noqa: PLW1509 - one thread
    try:
        serve.wait_for_web(port)
        people = [sign_in(port, f"orang{number}") for number in range(STEPS)]
        ways = {"form": False, "page + form": True}
        rates: dict[str, list[float]] = {name: [] for name in (*ways, "by hand")}
        for number in range(rounds + 1):  # the first warms the caches
            for name, page in ways.items():
                cases = started(office)
                connection.close()
                found = rate_of(address, port, people, cases, page)
                rates[name] += [found] if number else []
            rates["by hand"].append(rate(CLIENTS, by_hand, office, address))
        del rates["by hand"][0]
    finally:
        web.terminate()
        web.wait(serve.PATIENCE)
    print(f"finished steps per second through HTTP, {CLIENTS} clients ({describe(address)})")
    print(f"{'a step is':>14}{'steps/s':>10}{'by hand':>10}{'ratio':>8}{'bar':>6}")
    missed = False
    for name in ways:
        ratio = statistics.median(a / b for a, b in zip(rates[name], rates["by hand"], strict=True))
        bar = BAR if name == "form" else None
        missed = missed or (bar is not None and ratio < bar)
        print(
            f"{name:>14}{statistics.median(rates[name]):>10.0f}"
            f"{statistics.median(rates['by hand']):>10.0f}{ratio:>8.3f}{bar or '':>6}"
        )
    return int(missed)


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
    line = http.client.HTTPConnection(serve.HOST, port, timeout=60)
    _, page, cookies = send(line, "GET", "/masuk/", {})
    token = CSRF.search(page)
    assert token is not None
    form = {"username": user, "password": PASSWORD, "csrfmiddlewaretoken": token[1].decode()}
    status, _, given = send(line, "POST", "/masuk/", cookies, urlencode(form))
    assert status == FOUND, status
    return cookies | given


def send(
    line: http.client.HTTPConnection, method: str, path: str, cookies: Cookies, body: str = ""
) -> tuple[int, bytes, Cookies]:
    """Ask once; status, body and new cookies."""
    headers = {
        "Host": "localhost",
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
    }
    if body:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    line.request(method, path, body or None, headers)
    answer = line.getresponse()
    given = (one.partition(";")[0].partition("=") for one in answer.msg.get_all("Set-Cookie", []))
    return answer.status, answer.read(), {name: value for name, _, value in given}


def carry(
    address: str, port: int, people: list[Cookies], cases: list[int], page: bool, meet: Any
) -> None:
    """One client: carry its cases from the first row to the last; report steps and seconds.

    Which task comes next it asks the database itself, once a row, as nobody's inbox is measured.
    """
    barrier, queue = meet
    line = http.client.HTTPConnection(serve.HOST, port, timeout=60)
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


def step(line: http.client.HTTPConnection, cookies: Cookies, task: int, page: bool) -> None:
    """Finish one task as the form does."""
    form = {"csrfmiddlewaretoken": cookies["csrftoken"], "kunci": str(uuid4())}
    if page:
        status, shown, _ = send(line, "GET", f"/tugas/{task}/", cookies)
        token, key = CSRF.search(shown), KEY.search(shown)
        assert status == OK, status
        assert token is not None
        assert key is not None
        form = {"csrfmiddlewaretoken": token[1].decode(), "kunci": key[1].decode()}
    body = urlencode(form | {"periksa": "0", "alasan": "", "jawaban": "finish", "nama_lain": ""})
    status, told, _ = send(line, "POST", f"/tugas/{task}/selesai/", cookies, body)
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
