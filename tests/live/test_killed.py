"""Killed at any moment, the office loses no step and does none twice."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
import urllib.error
from collections import Counter
from urllib.parse import unquote

import psutil
import psycopg

from tatalaksana.core.engine import events as chain
from tests.live.client import Client
from tests.live.server import Demo

STEPS = 200
KILLS = 6
ROWS = 3  #: steps of "Surat Masuk"
EVENTS = """select case_id, seq, kind, "row", to_row, actor_id, position_id, at, reason, data, hash
    from cases_event order by case_id, seq"""


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
    version = version_of(demo, "surat masuk")
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


def address_of(demo: Demo) -> str:
    folder = str(demo.folder / "postgres")
    return f"postgresql://postgres@/tatalaksana?host={unquote(folder)}"


def version_of(demo: Demo, title: str) -> int:
    with psycopg.connect(address_of(demo)) as database:
        found = database.execute(
            "select v.id from library_version v join library_procedure p on p.id = v.procedure_id"
            " where lower(p.title) = %s and v.status = 'berlaku'",
            (title,),
        ).fetchone()
    assert found
    return int(found[0])


def open_case(client: Client, version: int, number: int) -> int:
    path = f"/berkas/mulai/{version}/"
    client.open(path, client.form(path) | {"title": f"Uji bunuh {number}"})
    return number


def open_tasks(demo: Demo, cases: list[int], row: int) -> dict[int, int]:
    """Case -> its open task in `row`."""

    def read():
        with psycopg.connect(address_of(demo)) as database:
            return database.execute(
                "select t.case_id, t.id from cases_task t join cases_case c on c.id = t.case_id"
                ' where c.title like %s and t.done_at is null and t."row" = %s order by t.id',
                ("Uji bunuh %", row),
            ).fetchall()

    found = insisting(lambda: dict(reading(read)))
    assert len(found) == len(cases)
    return found


def reading(read):
    try:
        return read()
    except psycopg.OperationalError as gone:
        raise OSError from gone


def check_the_books(demo: Demo, cases: list[int], acknowledged: Counter[int]) -> None:
    """Every acknowledged step is there exactly once, and every chain is whole."""
    with psycopg.connect(address_of(demo)) as database:
        heads = dict(
            database.execute(
                "select id, head from cases_case where title like 'Uji bunuh %'"
            ).fetchall()
        )
        rows = database.execute(EVENTS).fetchall()
        twice = database.execute(
            'select case_id, "row", count(*) from cases_task where done_at is not null'
            " and case_id = any(%s) group by 1, 2 having count(*) <> 1",
            (list(heads),),
        ).fetchall()
        still_open = database.execute(
            "select count(*) from cases_task where done_at is null and case_id = any(%s)",
            (list(heads),),
        ).fetchone()
    assert len(heads) == len(cases)
    assert twice == []
    assert still_open == (0,)
    for case, head in heads.items():
        events = [
            chain.Event(
                case=row[0], seq=row[1], kind=chain.Kind(row[2]), row=row[3], to_row=row[4],
                actor=row[5], position=row[6], at=row[7], reason=row[8], data=row[9], hash=row[10],
            )
            for row in rows
            if row[0] == case
        ]  # fmt: skip
        assert chain.faults(events, head) == ()
        assert len(events) == 1 + acknowledged[case] == 1 + ROWS
