"""`tatalaksana draw`: from a file to the official document."""

import json
from pathlib import Path

import pytest

from tatalaksana.core.base.discover import discover
from tatalaksana.core.drawing import pens
from tatalaksana.core.drawing.pen import Pen
from tatalaksana.entrypoints.cli.commands.draw import names_for, safe
from tatalaksana.entrypoints.cli.main import main

DATA = Path(__file__).parents[3] / "data"
GOLD = DATA / "gold/procedures/004-23.json"


def test_a_json_file_becomes_pdf_and_svg_in_a_new_folder(tmp_path: Path, capsys) -> None:
    folder = tmp_path / "hasil/baru"
    assert main(["draw", str(GOLD), "--to", "pdf,svg", "-o", str(folder), "--page", "f4"]) == 0
    printed = capsys.readouterr().out.split()
    assert {Path(path).name for path in printed} == {
        "surat-masuk.pdf", "surat-masuk-1.svg", "surat-masuk-2.svg",
    }  # fmt: skip
    assert all(Path(path).stat().st_size > 1000 for path in printed)


def test_a_document_is_read_and_bound_into_one_file(tmp_path: Path, capsys) -> None:
    document = sorted((DATA / "seeds").glob("000*.txt"))[0]
    assert main(["draw", str(document), "-o", str(tmp_path), "--all-in-one"]) == 0
    assert [path.suffix for path in tmp_path.iterdir()] == [".pdf"]


def test_what_is_drawn_as_json_can_be_drawn_again(tmp_path: Path, capsys) -> None:
    assert main(["draw", str(GOLD), "--to", "bpmn,json", "-o", str(tmp_path)]) == 0
    first = (tmp_path / "surat-masuk.json").read_bytes()
    again = tmp_path / "lagi"
    assert main(["draw", str(tmp_path / "surat-masuk.json"), "--to", "json,bpmn",
                 "-o", str(again)]) == 0  # fmt: skip
    assert (again / "surat-masuk.json").read_bytes() == first
    assert (again / "surat-masuk.bpmn").read_bytes() == (tmp_path / "surat-masuk.bpmn").read_bytes()


def test_what_needs_no_paper_has_room_for_any_number_of_performers(tmp_path: Path, capsys) -> None:
    values = json.loads(GOLD.read_text("utf-8"))
    values["performers"] = [f"Pelaksana {number}" for number in range(60)]
    file = tmp_path / "lebar.json"
    file.write_text(json.dumps(values))
    assert main(["draw", str(file), "--to", "pdf,bpmn", "-o", str(tmp_path)]) == 2
    assert main(["draw", str(file), "--to", "bpmn,json", "-o", str(tmp_path)]) == 0


def test_file_names_are_safe_and_no_two_alike() -> None:
    assert safe("SK Tim / Panitia: Évaluasi?") == "sk-tim-panitia-evaluasi"
    assert safe("../../etc") == "etc"
    assert safe("…") == "sop"
    assert list(names_for(["A", "a", "A!"])) == ["a", "a-2", "a-3"]


PENS = discover(pens, "PEN", Pen)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--to", "cdr"], f"Yang ada: {', '.join(pen.name for pen in PENS)}."),
        (["--page", "kuarto"], "Yang ada: A4"),
        (["--to", ","], "tidak dikenal"),
    ],
)
def test_a_wrong_choice_names_the_right_ones(arguments, told, tmp_path, capsys) -> None:
    assert main(["draw", str(GOLD), "-o", str(tmp_path), *arguments]) == 2
    assert told in capsys.readouterr().err


def test_a_broken_json_is_told_in_one_sentence(tmp_path: Path, capsys) -> None:
    broken = tmp_path / "a.json"
    broken.write_text("{")
    assert main(["draw", str(broken), "-o", str(tmp_path)]) == 2
    assert "bukan JSON" in capsys.readouterr().err
    broken.write_text("[]")
    assert main(["draw", str(broken), "-o", str(tmp_path)]) == 2
    broken.write_text("[3]")
    assert main(["draw", str(broken), "-o", str(tmp_path)]) == 2


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, capsys) -> None:
    (tmp_path / "berkas").write_text("x")
    assert main(["draw", str(GOLD), "-o", str(tmp_path / "berkas")]) == 2
    assert "tidak dapat dibuat" in capsys.readouterr().err


def test_remarks_go_to_the_error_output(tmp_path: Path, capsys) -> None:
    values = json.loads(GOLD.read_text("utf-8"))
    values["steps"][1]["performers"] = []
    file = tmp_path / "a.json"
    file.write_text(json.dumps([values, values]))
    assert main(["draw", str(file), "-o", str(tmp_path)]) == 0
    shown = capsys.readouterr()
    assert "Langkah 2 belum menyebut pelaksana" in shown.err
    assert len(shown.out.splitlines()) == 2


def test_paper_may_stand_upright_with_other_margins_and_letters(tmp_path: Path, capsys) -> None:
    asked = ["--portrait", "--margin", "12,5", "--size", "8", "--to", "svg", "-o", str(tmp_path)]
    assert main(["draw", str(GOLD), *asked]) == 0
    svg = Path(capsys.readouterr().out.split()[0]).read_text("utf-8")
    assert 'viewBox="0 0 210 297"' in svg
    assert main(["draw", str(GOLD), "--margin", "100", "-o", str(tmp_path)]) == 2
    assert main(["draw", str(GOLD), "--size", "3", "-o", str(tmp_path)]) == 2
    assert "TL400" in capsys.readouterr().err


def test_all_in_one_is_a_book_with_contents(tmp_path: Path, capsys) -> None:
    document = sorted((DATA / "seeds").glob("001*.txt"))[0]
    asked = ["--all-in-one", "--to", "svg", "--title", "Biro Organisasi", "-o", str(tmp_path)]
    assert main(["draw", str(document), *asked]) == 0
    pages = [Path(line).read_text("utf-8") for line in capsys.readouterr().out.split()]
    assert "Biro Organisasi" in pages[0]
    assert "DAFTAR ISI" in pages[1]


def test_the_office_chooses_its_look_and_what_is_added(tmp_path: Path, capsys) -> None:
    logo, history = tmp_path / "logo.svg", tmp_path / "riwayat.json"
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>')
    history.write_text('[{"number": "01", "date": "2026-01-31", "change": "Langkah 3 dipisah"}]')
    asked = ["--fill", "tanpa", "--numbering", "--logo", str(logo), "--font", "serif",
             "--form", "pemda", "--rank", "Pembina", "--verify", "https://example.go.id/1",
             "--revisions", str(history), "--findings", "--to", "svg"]  # fmt: skip
    assert main(["draw", str(GOLD), *asked, "-o", str(tmp_path)]) == 0
    svg = "".join(Path(line).read_text("utf-8") for line in capsys.readouterr().out.split())
    for shown in ("Times New Roman", "data:image/svg+xml", "31 Januari 2026", "Langkah 3 dipisah",
                  "https://example.go.id/1", "Lampiran: Hasil Pemeriksaan SOP"):  # fmt: skip
        assert shown in svg
    assert "sop-shade" not in svg


@pytest.mark.parametrize(
    "asked",
    [
        ["--fill", "merah"],
        ["--logo", str(GOLD)],
        ["--revisions", str(GOLD)],
        ["--logo", "tidak-ada"],
    ],
)
def test_choices_that_cannot_be_are_refused(asked: list[str], tmp_path: Path, capsys) -> None:
    assert main(["draw", str(GOLD), *asked, "-o", str(tmp_path)]) == 2
    assert "tatalaksana: " in capsys.readouterr().err


def test_a_verification_address_belongs_to_one_sop(tmp_path: Path, capsys) -> None:
    document = sorted((DATA / "seeds").glob("001*.txt"))[0]
    assert main(["draw", str(document), "--verify", "https://x", "-o", str(tmp_path)]) == 2
    assert "satu SOP" in capsys.readouterr().err
