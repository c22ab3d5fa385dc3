"""`tatalaksana read-folder`: a whole folder in one command, whatever lies in it."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tatalaksana.core.reading.read import read
from tatalaksana.core.reading.reading import plain_reading
from tatalaksana.entrypoints.cli.folder import plain_cell
from tatalaksana.entrypoints.cli.main import main
from tatalaksana.entrypoints.cli.progress import Progress, length

SEEDS = sorted((Path(__file__).parents[3] / "data" / "seeds").glob("*.txt"))
COMMAND = [sys.executable, "-m", "tatalaksana.entrypoints.cli.main", "read-folder"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents, one two folders down, a note of no known kind, and what programs leave."""
    there = tmp_path / "sop"
    (there / "biro/umum").mkdir(parents=True)
    (there / "biro/umum/dalam.txt").write_bytes(SEEDS[1].read_bytes())
    (there / "luar.txt").write_bytes(SEEDS[0].read_bytes())
    (there / "nota.rtf").write_bytes(b"{\\rtf1 SOP}")
    (there / "~$luar.docx").write_bytes(b"kunci")
    (there / ".tersembunyi").write_bytes(b"x")
    return there


def rows_of(results: Path) -> list[dict[str, str]]:
    text = (results / "ringkasan.csv").read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def test_every_document_below_the_folder_is_read_into_one_json(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    results = tmp_path / "hasil"
    assert main(["read-folder", str(folder), "-o", str(results)]) == 1  # the note was refused
    kept = json.loads((results / "biro/umum/dalam.txt.json").read_text("utf-8"))
    assert kept == [plain_reading(one) for one in read(SEEDS[1].read_bytes(), "dalam.txt")]
    assert (results / "luar.txt.json").exists()
    assert not (results / "nota.rtf.json").exists()
    shown = capsys.readouterr()
    assert "100%  3/3 dokumen" in shown.err
    assert re.search(r"nota\.rtf: .+ \[TL201\]", shown.out)
    assert "2 dokumen terbaca, 9 SOP; 1 ditolak." in shown.out


def test_the_summary_begins_with_the_heaviest_doubts_and_ends_with_the_refused(
    folder: Path, tmp_path: Path
) -> None:
    for seed in SEEDS:
        (folder / seed.name).write_bytes(seed.read_bytes())
    results = tmp_path / "hasil"
    main(["read-folder", str(folder), "-o", str(results), "--processes", "2"])
    rows = rows_of(results)
    weights = [int(row["bobot keraguan"]) for row in rows if row["keadaan"] == "terbaca"]
    assert weights == sorted(weights, reverse=True)
    assert len(set(weights)) > 2
    assert [row["dokumen"] for row in rows if row["keadaan"] == "ditolak"] == ["nota.rtf"]
    assert rows[-1]["dokumen"] == "nota.rtf"
    assert "[TL201]" in rows[-1]["sebab"]


def test_all_read_is_zero_and_results_inside_the_folder_are_no_documents(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "nota.rtf").unlink()
    results = folder / "hasil"
    for _ in range(2):
        assert main(["read-folder", str(folder), "-o", str(results)]) == 0
    assert "2/2 dokumen" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["tidak-ada", "-o", "hasil"], "bukan folder"),
        (["kosong", "-o", "hasil"], "Tidak ada berkas"),
        (["kosong", "-o", "hasil", "--processes", "0"], "kurang dari 1"),
        (["kosong", "-o", "hasil", "--seconds", "0"], "kurang dari 1"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kosong").mkdir()
    assert main(["read-folder", *arguments]) == 2
    error = capsys.readouterr().err
    assert told in error
    assert "[TL900]" in error
    assert not (tmp_path / "hasil").exists()


def test_a_document_that_hangs_is_refused_by_the_clock(folder: Path, tmp_path: Path) -> None:
    os.mkfifo(folder / "menggantung.txt")
    results = tmp_path / "hasil"
    assert main(["read-folder", str(folder), "-o", str(results), "--seconds", "1"]) == 1
    (row,) = [row for row in rows_of(results) if row["dokumen"] == "menggantung.txt"]
    assert "1 detik" in row["sebab"]
    assert "[TL203]" in row["sebab"]
    assert (results / "luar.txt.json").exists()


def hears_ctrl_c() -> None:
    """As at a terminal: what a shell starts in the background is deaf to Ctrl-C, tests included."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_keeps_what_was_read_and_names_what_was_not(folder: Path, tmp_path: Path) -> None:
    os.mkfifo(folder / "menggantung.txt")
    results = tmp_path / "hasil"
    running = subprocess.Popen(
        [*COMMAND, str(folder), "-o", str(results), "--processes", "2"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        preexec_fn=hears_ctrl_c,  # noqa: PLW1509 - there is no thread in this process
    )  # fmt: skip
    end = time.monotonic() + 20
    while not (results / "biro/umum/dalam.txt.json").exists() and time.monotonic() < end:
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    said, _ = running.communicate(timeout=20)
    assert running.returncode == 130
    assert "Traceback" not in said
    assert "1 dokumen belum dibaca" in said
    states = {row["dokumen"]: row["keadaan"] for row in rows_of(results)}
    assert states["menggantung.txt"] == "belum dibaca"
    assert states["luar.txt"] == "terbaca"
    assert not list(results.rglob("tmp*"))


class Screen(io.StringIO):
    """A terminal that remembers."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_bar_with_percent_speed_and_what_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = iter([0.0, 10.0, 20.0])
    monkeypatch.setattr(time, "monotonic", lambda: next(now))
    monkeypatch.setenv("COLUMNS", "120")
    screen = Screen()
    progress = Progress(4, screen)
    progress.advance(refused=False)
    progress.advance(refused=True)
    first, second = screen.getvalue().split("\r")[1:]
    assert first.startswith("[######..................] 25%  1/4 dokumen  0,1 dokumen/detik")
    assert "1 ditolak" in second
    assert "sisa 20 dtk" in second


@pytest.mark.parametrize(
    ("seconds", "words"), [(5, "5 dtk"), (65, "1 mnt 05 dtk"), (3660, "1 jam 01 mnt")]
)
def test_a_length_of_time_is_said_in_two_units(seconds: int, words: str) -> None:
    assert length(seconds) == words


def test_a_name_that_a_spreadsheet_would_calculate_is_only_shown() -> None:
    assert plain_cell("=1+1.docx") == "'=1+1.docx"
    assert plain_cell("SOP-1.docx") == "SOP-1.docx"
