"""README's first command in a fresh clone, as a newcomer runs it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.live.client import Client
from tests.live.server import free_port, own_environment

ROOT = Path(__file__).parents[2]
SECOND_START = 5  #: seconds, from the issue; the test allows for a busy machine
BUSY = 3


class Clone:
    """A clone in which `make demo` runs."""

    def __init__(self, folder: Path) -> None:
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(folder)], check=True)
        self.folder, self.port = folder, free_port()
        self.log = folder.parent / "demo.log"

    def start(self, seconds: float) -> float:
        """Run `make demo` until the accounts are printed; the seconds it took."""
        environment = own_environment()
        environment.pop("PYTHONPATH", None)
        since = time.monotonic()
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                ["make", "demo", f"PORT={self.port}"],
                cwd=self.folder,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=environment,
                start_new_session=True,
            )
        while "Kata sandi" not in (told := self.log.read_text("utf-8")):
            assert self.process.poll() is None, told
            assert time.monotonic() - since < seconds, told
            time.sleep(0.1)
        return time.monotonic() - since

    def stop(self) -> None:
        """Ctrl-C: the terminal sends it to make and to the demo alike."""
        os.killpg(self.process.pid, signal.SIGINT)
        self.process.wait(60)


@pytest.fixture
def clone(tmp_path):
    for above in (tmp_path, *tmp_path.parents):
        if above.stat().st_uid == os.getuid() and str(above) != "/":
            above.chmod(above.stat().st_mode | 0o011)
    made = Clone(tmp_path / "tatalaksana")
    yield made
    if made.process.poll() is None:
        made.stop()


def test_make_demo_in_a_fresh_clone_serves_37_procedures_and_keeps_its_data(clone):
    clone.start(seconds=900)
    told = clone.log.read_text("utf-8")
    assert "37 prosedur berlaku" in told
    password = re.search(r"Kata sandi .*: (\S+)", told).group(1)
    url = f"http://localhost:{clone.port}"
    where, page = Client(url).sign_in("kasubbag.kalbar", password).open("/")
    assert where == "/"
    assert "Kotak Tugas" in page
    taken = subprocess.run(
        ["make", "demo", f"PORT={clone.port}"],
        cwd=clone.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert taken.returncode != 0
    assert f"Porta {clone.port} sedang dipakai" in taken.stderr
    clone.stop()
    assert "Berhenti" in clone.log.read_text("utf-8")
    assert clone.start(seconds=60) < SECOND_START * BUSY
    assert Client(url).sign_in("kasubbag.kalbar", password).open("/")[0] == "/"
    clone.stop()
    assert not (clone.folder / "var/demo/postgres/postmaster.pid").exists()
