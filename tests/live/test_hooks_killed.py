"""A webhook arrives once and in order, whatever is killed and whoever commits late."""

from __future__ import annotations

import os
import re
import signal
import time
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from tests.live.client import Client
from tests.live.office import address_of, rows, version_of
from tests.live.programs import Program
from tests.live.server import Demo
from tests.receiving import Receiver, receiving

KEEPER, SOP = "analis.kalbar", "Fasilitasi Inovasi Pelayanan Publik"
EVENTS = ["opened", "held", "released", "suspended", "resumed", "cancelled"]
UNSENT = "select count(*) from hooks_delivery where sent_at is null"
#: a note of somebody who has not committed yet; its id is taken, nobody sees it
NOTE = """
select cases_note(c.agency_id, c.id, t.id, null, 'held', c.opened_by_id, t.position_id, now(),
    'Di luar', '{}', %s, t.allowed, t.consumed, null, null)
from cases_case c join cases_task t on t.case_id = c.id and t.done_at is null where c.number = %s
"""


@pytest.fixture
def receiver(monkeypatch):
    monkeypatch.setenv("HOOKS_INSIDE", "1")
    with receiving() as listening:
        yield listening


def test_nothing_is_lost_or_doubled_when_the_sender_is_killed(receiver: Receiver, demo: Demo):
    keeper = Client(demo.url).sign_in(KEEPER, demo.password)
    secret = register(keeper, receiver)
    program = Program(demo.url, token_of(keeper))
    cases = [begin(program, demo) for _ in range(3)]
    for case in cases:
        steer(program, case)
    killed: list[str] = []

    def kill_at_the_fourth(one: Any) -> tuple[int, dict[str, str]]:
        if len(receiver.came) == 4 and not killed:
            killed.append(one.id)
            os.kill(worker_of(demo), signal.SIGKILL)
        return 204, {}

    receiver.answer = kill_at_the_fourth
    try_out(keeper, demo)
    demo.process.wait(60)
    demo.start()
    wait_until(lambda: told_of(receiver) >= expected(cases) and not unsent(demo.folder))
    assert receiver.came[3].id == killed[0]
    twice = [one for one in receiver.came if one.id == killed[0]]
    assert len(twice) == 2
    assert twice[0].body == twice[1].body
    assert all(one.signed_by(secret) for one in receiver.came)
    first: dict[str, Any] = {}
    for one in receiver.came:
        first.setdefault(one.id, one)
    events = [one.told["data"] for one in first.values() if one.told["data"]]
    assert len({event["event"] for event in events}) == len(events)  # once for the receiver
    for case in cases:
        seqs = [one["seq"] for one in events if one["case"]["number"] == case["number"]]
        assert seqs == [1, 2, 3, 4, 5]


def test_who_commits_late_is_not_left_out(receiver: Receiver, demo: Demo):
    keeper = Client(demo.url).sign_in(KEEPER, demo.password)
    register(keeper, receiver)
    program = Program(demo.url, token_of(keeper))
    late, others = begin(program, demo), [begin(program, demo) for _ in range(2)]
    with closing(psycopg.connect(address_of(demo.folder))) as slow:
        slow.execute(NOTE, [uuid4(), late["number"]])
        for case in others:
            steer(program, case)
        for _ in range(3):  # rounds that see higher ids and might go past the lower one
            before = len(receiver.came)
            try_out(keeper, demo)
            wait_until(lambda before=before: len(receiver.came) > before)
        wait_until(lambda: told_of(receiver) >= expected(others))
        assert (late["number"], 2) not in told_of(receiver)
        slow.commit()
    try_out(keeper, demo)
    wait_until(lambda: (late["number"], 2) in told_of(receiver))


def register(keeper: Client, receiver: Receiver) -> str:
    """Register the receiver on the page of the office; return the secret."""
    fields = [*keeper.form("/kantor/webhook/").items(), ("url", receiver.url)]
    _, page = keeper.open("/kantor/webhook/", [*fields, *(("kinds", kind) for kind in EVENTS)])
    return re.search(r"whsec_[A-Za-z0-9+/=]+", page)[0]


def token_of(keeper: Client) -> str:
    """A token of hers, from the page that shows it once."""
    day = time.strftime("%Y-%m-%d", time.localtime(time.time() + 86_400))
    fields = keeper.form("/token/") | {"name": "Uji", "scope": "bertindak", "until": day}
    _, page = keeper.open("/token/", fields)
    return re.search(r"tlk_\d+_[\w-]{43}", page)[0]


def try_out(keeper: Client, demo: Demo) -> None:
    """Send a test, which begins a round at once."""
    ((hook,),) = rows(demo.folder, "select id from hooks_hook")
    keeper.open(f"/kantor/webhook/{hook}/uji/", keeper.form(f"/kantor/webhook/{hook}/"))


def begin(program: Program, demo: Demo) -> dict[str, Any]:
    """A new case."""
    sent = {"version": version_of(demo.folder, SOP), "title": "Uji"}
    return program.post("/cases", sent)


def steer(program: Program, case: dict[str, Any]) -> None:
    """Four events in a case, by whoever keeps the procedures and started it."""
    for deed, sent in (
        ("suspend", {"reason": "Menunggu data"}),
        ("resume", {}),
        ("suspend", {"reason": "Menunggu lagi"}),
        ("cancel", {"reason": "Tidak jadi"}),
    ):
        program.post(f"/tasks/{case['task']}/{deed}", sent)


def expected(cases: list[dict[str, Any]]) -> set[tuple[int, int]]:
    """Case and number of every event."""
    return {(case["number"], seq) for case in cases for seq in range(1, 6)}


def told_of(receiver: Receiver) -> set[tuple[int, int]]:
    """Of which events the receiver was told."""
    told = [one.told["data"] for one in list(receiver.came)]
    return {(one["case"]["number"], one["seq"]) for one in told if one}


def unsent(folder: Path) -> int:
    """How many deliveries have not arrived."""
    return int(rows(folder, UNSENT)[0][0])


def worker_of(demo: Demo) -> int:
    """The process that works for the demo."""
    for entry in Path("/proc").iterdir():
        if not entry.name.isdecimal():
            continue
        try:
            parent = re.search(r"^PPid:\s+(\d+)", (entry / "status").read_text(), re.MULTILINE)
            line = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if parent and int(parent[1]) == demo.process.pid and b"procrastinate" in line:
            return int(entry.name)
    raise AssertionError("no worker")


def wait_until(done: Any, seconds: float = 150) -> None:
    """Come back when it is so."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, done
        time.sleep(0.2)
