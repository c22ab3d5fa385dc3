"""Web servers and workers keep nothing of their own: any of them goes on where another stopped."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
from collections.abc import Callable, Iterator

import pytest

from tatalaksana.core.engine import events as chain
from tests.live.client import Client
from tests.live.office import address_of, chains, rows, version_of
from tests.live.server import Demo, free_port, own_environment
from tests.live.test_folder_killed import DOCUMENTS, STATES, hand_in, wait_until
from tests.live.test_killed import open_case, open_tasks

LIMIT = 8  #: wrong passwords, settings.AXES_FAILURE_LIMIT

Machine = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def machine(demo: Demo) -> Iterator[Machine]:
    """`machine("worker")`: one more part of the demo's installation, as on another machine."""
    own = {
        "DATABASE_URL": address_of(demo.folder).replace("postgres@", "tatalaksana@"),
        "SECRET_KEY": (demo.folder / "secret").read_text("utf-8").strip(),
        "TATALAKSANA_DATA": str(demo.folder / "files"),
    }
    running: list[subprocess.Popen[bytes]] = []

    def start(*line: str, **changed: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tatalaksana.entrypoints.cli.main", *line]
        running.append(
            subprocess.Popen(
                command,
                env=own_environment() | own | changed,
                start_new_session=True,
                stderr=subprocess.PIPE,
            )
        )
        return running[-1]

    yield start
    for process in running:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)


@pytest.fixture
def second(demo: Demo, machine: Machine) -> tuple[Demo, subprocess.Popen[bytes]]:
    """A second web server of the demo."""
    port = free_port()
    process = machine("web", "--bind", f"127.0.0.1:{port}", "--processes", "1")
    there = Demo(demo.folder, port)
    end = time.monotonic() + 60
    while not there.healthy():
        assert time.monotonic() < end
        time.sleep(0.2)
    return there, process


def test_one_session_goes_on_at_any_web_server(demo, second):
    other, _ = second
    here = Client(demo.url).sign_in("umum.lumajang", demo.password)
    there = Client(other.url, here.jar)
    chief = Client(other.url).sign_in("kabag.lumajang", demo.password)
    hands = {1: (here, there), 2: (chief, Client(demo.url, chief.jar)), 3: (there, here)}
    open_case(here, version_of(demo.folder, "surat masuk"), 1)
    for row, (asks, sends) in hands.items():
        ((case, task),) = open_tasks(demo, [1], row).items()
        form = asks.form(f"/tugas/{task}/") | {"jawaban": "finish"}
        sends.open(f"/tugas/{task}/selesai/", form)
        asks.open(f"/tugas/{task}/selesai/", form)  # the same click at the other counts once
    events = chains(demo.folder, [case])[case]
    assert [event.to_row for event in events] == [1, 2, 3, 0]
    assert chain.faults(events) == ()


def test_wrong_passwords_are_counted_over_all_web_servers(demo, second):
    other, _ = second
    for attempt in range(LIMIT - 1):
        place = demo if attempt % 2 else other
        Client(place.url).sign_in("kabag.lumajang", "bukan sandinya")
    with pytest.raises(urllib.error.HTTPError):
        Client(other.url).sign_in("kabag.lumajang", "bukan sandinya")
    for place in (demo, other):
        with pytest.raises(urllib.error.HTTPError):
            Client(place.url).sign_in("kabag.lumajang", demo.password)


def test_what_one_worker_leaves_another_does_and_a_file_is_read_where_it_was_not_sent(
    demo, second, machine
):
    other, _ = second
    helper = machine("worker", "--jobs", "2")
    sender = Client(other.url).sign_in("kasubag.lumajang", demo.password)
    reader = Client(demo.url, sender.jar)
    unit = re.search(r'<option value="(\d+)">', sender.open("/sop/impor/folder/")[1])
    assert unit
    page = hand_in(sender, unit[1])
    wait_until(reader, page, 10)
    os.killpg(helper.pid, signal.SIGKILL)
    wait_until(reader, page, DOCUMENTS)
    assert dict(rows(demo.folder, STATES)) == {"terbaca": DOCUMENTS}
    ((source,),) = rows(demo.folder, "select max(source_id) from library_folderdocument")
    assert "Urusan Nomor" in reader.open(f"/sop/impor/{source}/dokumen/")[1]


def test_a_web_server_that_is_stopped_ends_what_it_has_begun(demo, second):
    other, process = second
    client = Client(other.url).sign_in("kabag.lumajang", demo.password)
    told: list[str] = []

    def ask() -> None:
        told.append(client.open("/sop/")[1])

    asking = [threading.Thread(target=ask) for _ in range(4)]
    for one in asking:
        one.start()
    time.sleep(0.05)
    process.send_signal(signal.SIGTERM)
    for one in asking:
        one.join()
    assert process.wait(40) == 0
    assert len(told) == len(asking)
    assert not other.healthy()
    assert demo.healthy()


def test_a_part_without_what_all_share_says_what_it_lacks(demo, machine):
    for name in ("DATABASE_URL", "SECRET_KEY", "TATALAKSANA_DATA"):
        refused = machine("web", "--bind", "127.0.0.1:0", **{name: ""})
        _, told = refused.communicate(timeout=60)
        assert refused.returncode == 2
        assert f"{name} belum diisi" in told.decode()


def test_a_web_server_newer_than_the_tables_waits_for_them(demo, machine):
    rows(demo.folder, "delete from django_migrations where app = 'shared' returning 1")
    refused = machine("web", "--bind", "127.0.0.1:0")
    _, told = refused.communicate(timeout=60)
    assert refused.returncode == 2
    assert "tatalaksana migrate" in told.decode()


def test_a_program_goes_on_beside_tables_that_are_newer_than_it(demo, machine):
    newer = (
        "insert into django_migrations (app, name, applied) values ('cases', '9999_later', now())"
    )
    rows(demo.folder, newer + " returning 1")
    port = free_port()
    machine("web", "--bind", f"127.0.0.1:{port}", "--processes", "1")
    machine("worker", "--jobs", "1")
    there = Demo(demo.folder, port)
    end = time.monotonic() + 60
    while not there.healthy():
        assert time.monotonic() < end
        time.sleep(0.2)
    Client(there.url).sign_in("kabag.lumajang", demo.password).tasks()
