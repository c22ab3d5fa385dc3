"""A backup meets other versions of the program, and an office's own PostgreSQL."""

from __future__ import annotations

import fcntl
import os
import re
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from tatalaksana.project import postgres
from tatalaksana.project.backup_file import opened, written
from tests.live.office import address_of, rows
from tests.live.server import own_environment

OLD = ("cases", "0004")  #: a state of the tables that lies behind us for good
AGENCY = "insert into office_agency (name, code, zone) values (%s, %s, %s)"


def python(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env=own_environment() | environment,
        timeout=300,
    )


def command(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return python("tatalaksana.entrypoints.cli.main", *arguments, **environment)


@pytest.fixture
def machine(tmp_path):
    """`machine("a")`: a data folder; its PostgreSQL is stopped afterwards."""
    for above in (tmp_path, *tmp_path.parents):  # PostgreSQL may run as another user
        if above.stat().st_uid == os.getuid() and str(above) != "/":
            above.chmod(above.stat().st_mode | 0o011)
    made: list[Path] = []

    def folder(name: str) -> Path:
        made.append(tmp_path / name)
        return made[-1]

    yield folder
    for one in made:
        if postgres.is_running(one / "postgres"):
            postgres.stop(one / "postgres")


@pytest.fixture
def old_office(machine):
    """An office whose tables are those of an earlier version of the program."""
    folder = machine("lama")
    address = postgres.start(folder / "postgres")
    migrated = python(
        "django", "migrate", *OLD, "--verbosity", "0",
        DATABASE_URL=address, TATALAKSANA_DATA=str(folder / "files"), SECRET_KEY="uji",
        DJANGO_SETTINGS_MODULE="tatalaksana.project.settings",
    )  # fmt: skip
    assert migrated.returncode == 0, migrated.stderr
    with psycopg.connect(address) as connection:
        connection.execute(AGENCY, ("Kota “Lama”\t\\N", "LAMA", "Asia/Jayapura"))
    with (folder / "lock").open("w") as lock:  # somebody serves it: commands only join in
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


def applied(folder: Path) -> set[tuple[str, str]]:
    return set(rows(folder, "select app, name from django_migrations"))


def test_a_backup_of_an_earlier_version_is_restored_and_brought_up_to_date(
    machine, old_office, tmp_path
):
    file, there = tmp_path / "lama.zip", machine("baru")
    before = applied(old_office)
    assert command("backup", file, "--data", old_office).returncode == 0
    assert applied(old_office) == before, "keeping an office changes nothing in it"
    restored = command("restore", file, "--data", there)
    assert restored.returncode == 0, restored.stdout + restored.stderr
    postgres.start(there / "postgres")
    assert rows(there, "select name, code, zone from office_agency") == [
        ("Kota “Lama”\t\\N", "LAMA", "Asia/Jayapura")
    ]
    assert applied(there) > before
    assert ("cases", "0005_whole_labels") in applied(there)


def changed(file: Path, target: Path, **manifest: object) -> Path:
    """A backup like `file` that says something else of itself."""
    with opened(file) as backup, written(target) as copy:
        for name in backup.manifest["members"]:
            copy.add(name, [backup.open(name).read()])
        told = {k: v for k, v in backup.manifest.items() if k not in ("members", "format")}
        copy.close(told | manifest)
    return target


def test_a_backup_of_a_newer_version_is_refused_and_nothing_is_touched(
    machine, old_office, tmp_path
):
    file = tmp_path / "kantor.zip"
    assert command("backup", file, "--data", old_office).returncode == 0
    with opened(file) as backup:
        later = [*backup.manifest["migrations"], ["cases", "9999_later"]]
    doctored = {
        "tables of a later version": changed(file, tmp_path / "a.zip", migrations=later),
        "a later form of the file": changed(file, tmp_path / "b.zip", format=99),
    }
    for what, newer in doctored.items():
        refused = command("restore", newer, "--data", machine(f"{newer.stem}-baru"))
        assert refused.returncode == 2, what
        assert "versi yang lebih baru" in refused.stderr, (what, refused.stderr)
    postgres.start(tmp_path / "a-baru" / "postgres")
    assert rows(tmp_path / "a-baru", "select * from pg_tables where schemaname = 'public'") == []


def test_an_office_moves_to_a_postgresql_of_its_own_by_its_ordinary_role(
    machine, old_office, tmp_path
):
    file, there = tmp_path / "kantor.zip", machine("tetap")
    assert command("backup", file, "--data", old_office).returncode == 0
    with psycopg.connect(address_of(old_office), autocommit=True) as owner:
        owner.execute("create database kantor owner tatalaksana template template0")
    own = re.sub(r"postgres@/tatalaksana", "tatalaksana@/kantor", address_of(old_office))
    restored = command("restore", file, "--data", there, DATABASE_URL=own)
    assert restored.returncode == 0, restored.stdout + restored.stderr
    with psycopg.connect(own) as connection:
        assert connection.execute("select code from office_agency").fetchall() == [("LAMA",)]
    again = tmp_path / "lagi.zip"
    assert command("backup", again, "--data", there, DATABASE_URL=own).returncode == 0
    with opened(again) as backup:
        kept = backup.open("tables/office_agency").read().decode()
    assert kept.split("\t")[1:5] == ["Kota “Lama”\\t\\\\N", "LAMA", "Asia/Jayapura", "0\n"]
    assert not (there / "postgres").exists()


def test_there_is_nothing_to_keep_in_an_empty_folder(machine, tmp_path):
    refused = command("backup", tmp_path / "kosong.zip", "--data", machine("kosong"))
    assert refused.returncode == 2
    assert "Belum ada kantor" in refused.stderr
    assert sorted(one.name for one in tmp_path.glob("*kosong.zip*")) == []
