"""`-` is the standard input, for every command that takes a document, in a real pipe."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
DOCUMENT = next((ROOT / "data/seeds").glob("002_*"))
GOLD = ROOT / "data/gold/procedures/004-23.json"


def piped(data: bytes, *arguments: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[bytes]:
    """`tatalaksana arguments < data`."""
    return subprocess.run(
        [sys.executable, "-m", "tatalaksana.entrypoints.cli.main", *arguments],
        input=data,
        cwd=cwd,
        env={"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"},
        capture_output=True,
        timeout=60,
        check=False,
    )


def test_each_command_says_of_a_pipe_what_it_says_of_the_file(tmp_path):
    for line in (["read"], ["read", "--json"], ["check"], ["check", "--json"]):
        there, here = piped(b"", *line, str(DOCUMENT)), piped(DOCUMENT.read_bytes(), *line, "-")
        assert here.stdout == there.stdout != b""
        assert here.returncode == there.returncode


def test_a_drawing_comes_from_a_pipe_named_by_the_titles(tmp_path):
    for name, data in (("teks", DOCUMENT.read_bytes()), ("json", GOLD.read_bytes())):
        folder = tmp_path / name
        done = piped(data, "draw", "-", "--to", "svg", "-o", str(folder))
        assert done.returncode == 0, done.stderr
        assert {Path(path).parent for path in done.stdout.decode().split()} == {folder}
        assert not any(path.name.startswith(("-", "masukan")) for path in folder.iterdir())
    assert {path.name for path in (tmp_path / "json").iterdir()} == {
        "surat-masuk-1.svg", "surat-masuk-2.svg",
    }  # fmt: skip


def test_all_in_one_from_a_pipe_has_a_name_of_its_own(tmp_path):
    done = piped(DOCUMENT.read_bytes(), "draw", "-", "--all-in-one", "-o", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["sop.pdf"]


def test_commands_are_joined_by_a_pipe(tmp_path):
    read = piped(DOCUMENT.read_bytes(), "read", "--json", "-")
    mended = piped(read.stdout, "check", "--fix", "-")
    assert len(json.loads(mended.stdout)) == 2
    drawn = piped(mended.stdout, "draw", "-", "--to", "svg", "-o", str(tmp_path))
    assert drawn.returncode == 0, drawn.stderr
    assert drawn.stdout.count(b".svg") >= 2


@pytest.mark.parametrize("command", ["read", "check", "draw"])
@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "masukan standar: Dokumen ini kosong."),
        (b"{\\rtf1 SOP}", "RTF"),
        (b"[KOP SURAT]\nSurat biasa.\n", "tidak memuat tabel prosedur"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_sentence(command, data, told, tmp_path):
    done = piped(data, command, "-", cwd=tmp_path)
    assert done.returncode == 2
    assert told in done.stderr.decode()
    assert len(done.stderr.decode().strip().splitlines()) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", ["check", "draw"])
@pytest.mark.parametrize("data", [b'[{"title": ', b"[]", b'[{"judul": "x"}]', b"\xef\xbb\xbf {}"])
def test_json_that_is_no_procedure_is_told_in_one_sentence(command, data, tmp_path):
    done = piped(data, command, "-", cwd=tmp_path)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr.decode()
    assert len(done.stderr.decode().strip().splitlines()) == 1


def test_a_file_called_dash_is_reached_by_its_path(tmp_path):
    (tmp_path / "-").write_bytes(DOCUMENT.read_bytes())
    assert piped(b"", "check", "./-", cwd=tmp_path).stdout
