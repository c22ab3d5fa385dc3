"""A running office is kept in one file, and goes on from it on an empty machine."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
import zipfile
import zlib

import pytest

from tests.live.client import Client
from tests.live.office import rows, version_of
from tests.live.server import Demo, own_environment

SAME = (
    "select username, password, agency_id, is_active from office_account order by id",
    "select name, code, zone from office_agency order by id",
    "select agency_id, name, account_id from office_person order by id",
    "select id, sha256, size from library_source order by id",
    "select id, document_id, number, sha256, size from archive_documentversion order by id",
    "select id, status, content::text from library_version order by id",
    "select app, name from django_migrations order by id",
)
CHAIN = "select case_id, seq, hash from cases_event order by case_id, seq"


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tatalaksana.entrypoints.cli.main", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env=own_environment(),
        timeout=300,
    )


class Clerk(threading.Thread):
    """Opens cases and finishes their first steps, one after the other, until told to stop."""

    def __init__(self, demo: Demo) -> None:
        super().__init__(daemon=True)
        self.client = Client(demo.url).sign_in("umum.lumajang", demo.password)
        self.path = f"/berkas/mulai/{version_of(demo.folder, 'Surat Masuk')}/"
        self.stop, self.finished = threading.Event(), 0

    def run(self) -> None:
        while not self.stop.is_set():
            form = self.client.form(self.path)
            self.client.open(self.path, form | {"title": f"Surat {self.finished}"})
            self.finish_one()

    def finish_one(self) -> None:
        task = self.client.tasks()[-1]
        form = self.client.form(f"/tugas/{task}/")
        self.client.open(f"/tugas/{task}/selesai/", form | {"jawaban": "finish"})
        self.finished += 1


@pytest.fixture
def kept(demo, tmp_path):
    """The backup of a demo, made while steps were being finished."""
    clerk = Clerk(demo)
    clerk.start()
    while clerk.finished < 3:
        clerk.join(0.1)
        assert clerk.is_alive()
    file = tmp_path / "kantor.zip"
    before = clerk.finished
    made = command("backup", file, "--data", demo.folder)
    assert clerk.finished > before, "the office stood still while it was kept"
    clerk.stop.set()
    clerk.join(30)
    assert made.returncode == 0, made.stdout + made.stderr
    assert "Cadangan lengkap" in made.stdout
    return file


def test_a_running_office_is_kept_and_goes_on_elsewhere(demo, kept, tmp_path):
    assert kept.stat().st_mode & 0o077 == 0
    again = command("backup", kept, "--data", demo.folder)
    assert (again.returncode, "sudah ada" in again.stderr) == (2, True)
    occupied = command("restore", kept, "--data", demo.folder)
    assert (occupied.returncode, "sedang dijalankan" in occupied.stderr) == (2, True)
    origin = {statement: rows(demo.folder, statement) for statement in SAME}
    chain = rows(demo.folder, CHAIN)
    assert demo.stop() == 0
    occupied = command("restore", kept, "--data", demo.folder)
    assert (occupied.returncode, "sudah berisi" in occupied.stderr) == (2, True), occupied.stderr

    refuse_damaged(kept, tmp_path / "rusak")
    there = Demo(tmp_path / "lain")
    restored = command("restore", kept, "--data", there.folder)
    assert restored.returncode == 0, restored.stdout + restored.stderr
    assert "Semua rantai peristiwa utuh." in restored.stdout
    there.start()
    try:
        assert {statement: rows(there.folder, statement) for statement in SAME} == origin
        back = rows(there.folder, CHAIN)
        assert set(back) <= set(chain)
        assert len(back) >= 3
        assert files(there) == files(demo)
        trigger = "select tgenabled from pg_trigger where tgname = 'append_only'"
        assert set(rows(there.folder, trigger)) == {("O",)}
        walls = "select relforcerowsecurity from pg_class where relrowsecurity"
        assert set(rows(there.folder, walls)) == {(True,)}
        clerk = Clerk(there)
        clerk.finish_one()
        assert len(rows(there.folder, CHAIN)) == len(back) + 1
        clerk.client.open(clerk.path, clerk.client.form(clerk.path) | {"title": "Sesudah pulih"})
        numbers = rows(there.folder, "select number from cases_case c join office_agency a"
                       " on a.id = c.agency_id where a.code = 'LUMAJANG' order by 1")  # fmt: skip
        assert [number for (number,) in numbers] == list(range(1, len(numbers) + 1))
        checked = command("verify", "--data", there.folder)
        assert (checked.returncode, "utuh" in checked.stdout) == (0, True)
    finally:
        there.stop()


def files(demo: Demo) -> dict[str, bytes]:
    there = demo.folder / "files" / "files"
    return {one.name: one.read_bytes() for one in there.glob("*/*")}


def refuse_damaged(kept, folder) -> None:
    """Whatever a backup lost or had changed, it is refused before anything is touched."""
    whole, chance = kept.read_bytes(), random.Random(5)
    bad = folder.with_suffix(".zip")
    cut = [whole[: len(whole) // 2], whole[:-30], b"", b"bukan cadangan"]
    for _ in range(6):
        place = chance.randrange(len(whole))
        cut.append(whole[:place] + bytes([whole[place] ^ 0x41]) + whole[place + 1 :])
    for content in cut:
        bad.write_bytes(content)
        if content != whole and readable_alike(bad, kept):
            continue  # the changed byte says nothing: a date, padding
        refused = command("restore", bad, "--data", folder)
        assert refused.returncode == 2
        assert "rusak" in refused.stderr, refused.stderr
        assert "Traceback" not in refused.stderr
        assert not folder.exists()


def readable_alike(one, other) -> bool:
    """Whether two ZIP files have the same members with the same bytes."""
    try:
        with zipfile.ZipFile(one) as a, zipfile.ZipFile(other) as b:
            return a.namelist() == b.namelist() and all(
                a.read(name) == b.read(name) for name in b.namelist()
            )
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError):
        return False
