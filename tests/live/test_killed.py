"""Killed at any moment, the office loses no step and does none twice."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
import urllib.error
from collections import Counter

import psutil

from tatalaksana.core.engine import events as chain
from tests.live.client import Client
from tests.live.office import chains, rows, version_of
from tests.live.server import Demo

STEPS = 200
KILLS = 6
ROWS = 3  #: steps of "Surat Masuk"


def kill_everything(demo: Demo) -> None:
    """SIGKILL: web server, worker, their parent, and PostgreSQL."""
    parent = psutil.Process(demo.process.pid)
    postmaster = int((demo.folder / "postgres" / "postmaster.pid").read_text().split()[0])
    doomed = [*parent.children(recursive=True), parent]
    for process in doomed:
        process.kill()
    os.kill(postmaster, signal.SIGKILL)
    demo.process.wait()
    psutil.wait_procs(doomed, timeout=10)


class Killer(threading.Thread):
    """Kills the demo at random moments and starts it again."""

    def __init__(self, demo: Demo, seed: int) -> None:
        super().__init__(daemon=True)
        self.demo, self.chance, self.done = demo, random.Random(seed), threading.Event()
        self.kills = 0

    def run(self) -> None:
        while self.kills < KILLS and not self.done.wait(self.chance.uniform(0.3, 2.0)):
            kill_everything(self.demo)
            self.kills += 1
            self.demo.start()


def insisting(deed):
    """Do it until somebody answers, as a person who presses the button again."""
    end = time.monotonic() + 120
    while True:
        try:
            return deed()
        except urllib.error.HTTPError as refused:
            if refused.code < 500:
                raise
        except (OSError, EOFError):
            pass
        assert time.monotonic() < end, "nobody answers any more"
        time.sleep(0.1)


def test_two_hundred_steps_survive_sigkill_at_random_moments(demo):
    people = {
        row: Client(demo.url).sign_in(f"{who}.lumajang", demo.password)
        for row, who in {1: "umum", 2: "kabag"}.items()
    }
    people[3] = people[1]
    version = version_of(demo.folder, "surat masuk")
    cases = [open_case(people[1], version, number) for number in range(-(-STEPS // ROWS))]
    acknowledged: Counter[int] = Counter()
    killer = Killer(demo, seed=int(os.environ.get("KILL_SEED", "20261121")))
    killer.start()
    for row in range(1, ROWS + 1):
        for case, task in open_tasks(demo, cases, row).items():
            form = insisting(lambda task=task, row=row: people[row].form(f"/tugas/{task}/"))
            sent = form | {"jawaban": "finish"}
            insisting(
                lambda task=task, row=row, sent=sent: people[row].open(
                    f"/tugas/{task}/selesai/", sent
                )
            )
            acknowledged[case] += 1
    killer.done.set()
    killer.join(timeout=180)
    assert killer.kills >= 3
    assert demo.healthy()
    check_the_books(demo, cases, acknowledged)


def open_case(client: Client, version: int, number: int) -> int:
    path = f"/berkas/mulai/{version}/"
    client.open(path, client.form(path) | {"title": f"Uji bunuh {number}"})
    return number


def open_tasks(demo: Demo, cases: list[int], row: int) -> dict[int, int]:
    """Case -> its open task in `row`."""
    found = dict(
        insisting(
            lambda: rows(
                demo.folder,
                "select t.case_id, t.id from cases_task t join cases_case c on c.id = t.case_id"
                ' where c.title like %s and t.done_at is null and t."row" = %s order by t.id',
                "Uji bunuh %",
                row,
            )
        )
    )
    assert len(found) == len(cases)
    return found


def check_the_books(demo: Demo, cases: list[int], acknowledged: Counter[int]) -> None:
    """Every acknowledged step is there exactly once, and every chain is whole."""
    heads = dict(
        rows(demo.folder, "select id, head from cases_case where title like 'Uji bunuh %%'")
    )
    twice = rows(
        demo.folder,
        'select case_id, "row", count(*) from cases_task where done_at is not null'
        " and case_id = any(%s) group by 1, 2 having count(*) <> 1",
        list(heads),
    )
    still_open = rows(
        demo.folder,
        "select id from cases_task where done_at is null and case_id = any(%s)",
        list(heads),
    )
    assert len(heads) == len(cases)
    assert twice == []
    assert still_open == []
    for case, events in chains(demo.folder, list(heads)).items():
        assert chain.faults(events, heads[case]) == ()
        assert len(events) == 1 + acknowledged[case] == 1 + ROWS
