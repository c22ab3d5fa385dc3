"""`tatalaksana read` for a person and for a program."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from tatalaksana.entrypoints.cli.main import main

DOCUMENT = next((Path(__file__).parents[3] / "data" / "seeds").glob("002_*"))


def test_json_is_a_list_of_procedures_with_their_doubts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--json", str(DOCUMENT)]) == 0
    procedures = json.loads(capsys.readouterr().out)
    assert [one["number"] for one in procedures] == [
        "KEC/STDR-KIN/427.110/2020",
        "KEC/TT-LA/ 427.110/2020",
    ]
    assert all({"evidence", "doubts", "steps"} <= one.keys() for one in procedures)


def test_a_person_reads_title_dates_steps_and_doubts(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(DOCUMENT)]) == 0
    shown = capsys.readouterr().out
    assert "SOP 1/2: STANDAR PELAYANAN MINIMAL (SPM)" in shown
    assert "13 Januari 2020" in shown
    assert "Melakukan rapat tim" in shown
    assert "Yang perlu diperiksa" in shown


def test_a_dash_reads_the_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(DOCUMENT.read_bytes())))
    assert main(["read", "--json", "-"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 2


def test_a_foreign_file_gets_one_sentence_and_no_traceback(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "sop.txt"
    file.write_bytes(b"{\\rtf1 SOP}")  # a format that no reader is planned for
    assert main(["read", str(file)]) == 2
    told = capsys.readouterr().err
    assert "RTF" in told
    assert "[TL201]" in told
    assert len(told.strip().splitlines()) == 1


def test_explain_writes_one_picture_a_page_and_names_each(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = tmp_path / "alasan"
    assert main(["read", "--explain", str(DOCUMENT), "--to", str(folder)]) == 0
    told = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert told == sorted(folder.iterdir())
    assert [one.name for one in told] == [f"{DOCUMENT.stem}-{n}.svg" for n in (1, 2)]
    assert all(one.read_text("utf-8").startswith("<?xml") for one in told)


def test_explain_says_in_one_sentence_why_there_is_nothing_to_draw(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "sop.pdf"
    file.write_bytes(b"%PDF-1.7\nbukan PDF")
    assert main(["read", "--explain", str(file), "--to", str(tmp_path)]) == 2
    assert "[TL200]" in capsys.readouterr().err
