"""`tatalaksana check`: people read sentences, programs read JSON, both get the right exit code."""

import json
from pathlib import Path

import pytest

from tatalaksana.entrypoints.cli.main import main

SEEDS = Path(__file__).parents[3] / "data/seeds"
FAULTY = {
    "title": "Surat Keluar",
    "number": "1/2020",
    "warning": ["Jika SOP Surat Keluar, maka surat terlambat."],
    "performers": ["Kabag"],
    "steps": [{"row": 1, "no": "1", "activities": ["Memberi lembar diposisi"], "performers": []}],
}


@pytest.fixture
def document(tmp_path):
    file = tmp_path / "sop.json"
    file.write_text(json.dumps([FAULTY]), "utf-8")
    return str(file)


def test_a_person_reads_place_what_hint_and_rule(document, capsys):
    assert main(["check", document]) == 1
    printed = capsys.readouterr().out
    assert "SOP 1/1: Surat Keluar" in printed
    assert 'baris 1, Kegiatan: "diposisi" salah eja.' in printed
    assert '→ Tulis "disposisi". [WD002]' in printed
    assert "dapat diperbaiki dengan --fix." in printed.splitlines()[-1]


def test_a_program_reads_json(document, capsys):
    assert main(["check", document, "--json", "--only", "WD002"]) == 1
    (procedure,) = json.loads(capsys.readouterr().out)
    (finding,) = procedure["findings"]
    assert finding["check"] == "WD002"
    assert finding["row"] == 1
    assert finding["fixable"] is True


def test_nothing_found_is_exit_code_zero(document, capsys):
    assert main(["check", document, "--only", "FL001"]) == 0
    assert "tidak ada temuan" in capsys.readouterr().out


def test_a_silenced_check_is_not_asked(document, capsys):
    assert main(["check", document, "--only", "WD002", "--silence", "wd002"]) == 0
    assert "WD002" not in capsys.readouterr().out


def test_an_unknown_id_is_told(document, capsys):
    assert main(["check", document, "--only", "ZZ999"]) == 2
    assert "ZZ999" in capsys.readouterr().err


def test_mended_procedures_come_out_as_exchange_json_and_what_was_mended_is_told(document, capsys):
    assert main(["check", document, "--fix"]) == 1  # what only people can mend is left
    printed = capsys.readouterr()
    (mended,) = json.loads(printed.out)
    assert mended["steps"][0]["activities"] == ["Memberi lembar disposisi"]
    assert mended["warning"] == ["Jika SOP Surat Keluar tidak dilaksanakan, maka surat terlambat."]
    assert "diperbaiki: Surat Keluar: baris 1" in printed.err


def test_mended_procedures_go_to_a_file_and_need_no_second_mending(document, tmp_path, capsys):
    out = tmp_path / "hasil.json"
    main(["check", document, "--fix", "-o", str(out)])
    assert capsys.readouterr().out == ""
    main(["check", str(out), "--json"])
    (procedure,) = json.loads(capsys.readouterr().out)
    assert not any(finding["fixable"] for finding in procedure["findings"])


def test_broken_json_is_one_sentence(tmp_path, capsys):
    file = tmp_path / "rusak.json"
    file.write_text('[{"title": ', "utf-8")
    assert main(["check", str(file)]) == 2
    assert "bukan JSON yang utuh" in capsys.readouterr().err


def test_an_output_without_mending_is_refused(document, capsys):
    assert main(["check", document, "-o", "x.json"]) == 2
    assert "--fix" in capsys.readouterr().err


@pytest.mark.parametrize("file", sorted(SEEDS.glob("*.txt")), ids=lambda file: file.stem[:3])
def test_every_bundled_document_can_be_checked(file, capsys):
    assert main(["check", str(file)]) == 1
    assert "Traceback" not in capsys.readouterr().err


def test_the_other_procedures_of_the_file_are_its_siblings(capsys):
    (file,) = SEEDS.glob("002*.txt")
    main(["check", str(file), "--only", "ID005"])
    assert capsys.readouterr().out.count("[ID005]") == 2
