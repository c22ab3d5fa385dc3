"""A document from outside costs a command its time and memory, never those of the machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tatalaksana.entrypoints.cli import commands, main, progress
from tatalaksana.entrypoints.cli.main import commands_for
from tatalaksana.entrypoints.cli.main import main as run

ROOT = Path(__file__).parents[3]
DOCUMENT = next((ROOT / "data/seeds").glob("002_*"))


@pytest.mark.parametrize("command", ["read", "check", "draw"])
def test_a_document_that_swells_is_refused_with_what_to_do(command, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Path("bengkak.txt").open("wb") as target:
        target.truncate(150 * 1024 * 1024)
    assert run([command, "bengkak.txt", "--megabytes", "100"]) == 2
    told = capsys.readouterr().err
    assert told.startswith("tatalaksana: bengkak.txt: Membaca dokumen ini memerlukan memori")
    assert "--megabytes" in told
    assert "[TL204]" in told
    assert len(told.strip().splitlines()) == 1


def test_a_document_that_takes_too_long_is_refused_with_what_to_do(tmp_path, capsys, monkeypatch):
    """A named pipe that is taken for a file: its end never comes."""
    endless = tmp_path / "menggantung.txt"
    os.mkfifo(endless)
    monkeypatch.setattr(Path, "is_file", lambda _path: True)
    held = os.open(endless, os.O_RDWR)  # somebody writes, but nothing comes
    try:
        assert run(["read", str(endless), "--seconds", "1"]) == 2
    finally:
        os.close(held)
    told = capsys.readouterr().err
    assert "tidak selesai dibaca dalam 1 detik" in told
    assert "--seconds" in told
    assert "[TL203]" in told


def test_a_pipe_is_read_like_a_file(tmp_path, capsys):
    """`tatalaksana read <(…)`: what is no file cannot be opened by another process."""
    pipe = tmp_path / "pipa"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_bytes(DOCUMENT.read_bytes()))
    writer.start()
    assert run(["read", "--json", str(pipe)]) == 0
    writer.join()
    assert len(json.loads(capsys.readouterr().out)) == 2


def test_a_pipe_without_an_end_is_refused_before_it_fills_the_disk():
    done = subprocess.run(
        [sys.executable, "-m", main.__name__, "read", "/dev/zero", "--megabytes", "100"],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert b"/dev/zero: Dokumen ini lebih besar dari 100 MB." in done.stderr


@pytest.mark.parametrize(
    "data",
    [
        '[{"title": ' + "[" * 200_000,
        '[{"title": "x", "steps": ["satu"]}]',
        '[{"title": "x", "steps": [{"row": 1e999}]}]',
        '[{"title": "x", "steps": [{"row": 1, "decision": ["ya"]}]}]',
        '[{"title": "x", "approved_by": "Camat"}]',
    ],
)
def test_a_file_that_only_looks_like_the_exchange_format_is_refused(data, tmp_path, capsys):
    file = tmp_path / "sop.json"
    file.write_text(data)
    assert run(["check", str(file)]) == 2
    told = capsys.readouterr().err
    assert "[TL100]" in told
    assert len(told.strip().splitlines()) == 1


def test_a_file_of_the_exchange_format_larger_than_any_office_is_refused(tmp_path, capsys):
    file = tmp_path / "sop.json"
    with file.open("wb") as target:
        target.truncate(31 * 1024 * 1024)
    assert run(["check", str(file)]) == 2
    assert "lebih besar dari 30 MB" in capsys.readouterr().err


def test_every_command_stands_in_the_file_of_its_name():
    """Only the one that is asked for is loaded."""
    names = [file.stem for file in Path(commands.__path__[0]).glob("[a-z]*.py")]
    assert len(names) == len(commands_for(["--help"]))
    for name in names:
        (command,) = commands_for([name.replace("_", "-"), "x"])
        assert command.name == name.replace("_", "-")


class Terminal:
    """A terminal that remembers what was written on it."""

    def __init__(self):
        self.shown = []

    def isatty(self):
        return True

    def write(self, text):
        self.shown.append(text)

    def flush(self):
        pass


def test_who_waits_for_a_scan_sees_its_pages_and_is_left_no_trace(monkeypatch):
    clock = iter([0.0, 0.5, 1.5, 1.52, 7.0])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    out = Terminal()
    waiting = progress.Waiting("sop.tif", out)
    for done in (0, 0, 0, 2):
        waiting.tick(done, 8)
    waiting.close()
    assert [one.strip("\r\x1b[K") for one in out.shown] == [
        "Membaca sop.tif, halaman 1 dari 8, 2 dtk",
        "Membaca sop.tif, halaman 3 dari 8, 7 dtk",
        "",
    ]
