"""Web pages as agencies have them: every difficulty met there, in a page of our own."""

from __future__ import annotations

import pytest

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.procedure.model import Procedure
from tatalaksana.core.reading.read import read
from tatalaksana.core.reading.reading import Reading

HEADER = """<tr><td rowspan=2>No</td><td rowspan=2>Kegiatan</td><td colspan=3>Pelaksana</td>
<td colspan=3>Mutu Baku</td><td rowspan=2>Ket</td></tr>
<tr><td>Staf</td><td>Kasubbag</td><td>Kabag</td><td>Kelengkapan</td><td>Waktu</td><td>Output</td></tr>"""
#: three rows of 30, three columns of 40; a diamond in the last row, of the last column
BOXES = """<rect x="5" y="5" width="30" height="20"/><rect x="45" y="35" width="30" height="20"/>
<polygon points="100,65 115,75 100,85 85,75"/><text x="100" y="77" text-anchor="middle">Baik?</text>
<path d="M35 15 H60 V35" marker-end="url(#p)"/><path d="M75 45 l25 0 v20" marker-end="url(#p)"/>"""


def read_one(text: str | bytes) -> Reading:
    (found,) = read(text if isinstance(text, bytes) else text.encode(), "halaman.html")
    return found


def one(text: str | bytes) -> Procedure:
    return read_one(text).procedure


def steps(*rows: tuple[str, ...]) -> str:
    """Rows of (activity, and each performer's cell)."""
    found = []
    for k, (activity, *cells) in enumerate(rows, 1):
        inside = [str(k), activity, *cells, *[""] * (3 - len(cells)), "Berkas", "10 menit", "A", ""]
        found.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in inside) + "</tr>")
    return "".join(found)


def page(body: str, before: str = "") -> str:
    return f"<!DOCTYPE html><html><body>{before}<table>{HEADER}{body}</table></body></html>"


def drawn(svg: str) -> str:
    """Three steps with one drawing over all their performers."""
    rows = []
    for k in (1, 2, 3):
        cell = f'<td colspan=3 rowspan=3><svg viewBox="0 0 120 90">{svg}</svg></td>'
        rows.append(
            f"<tr><td>{k}.</td><td>Langkah {k}</td>{cell if k == 1 else ''}"
            "<td>Berkas</td><td>5 menit</td><td>Hasil</td><td></td></tr>"
        )
    return "".join(rows)


def told(procedure: Procedure) -> list[tuple[str, ...]]:
    return [step.performers for step in procedure.steps]


TWO = steps(("Menyusun konsep", "□"), ("Memeriksa konsep", "", "□"))


def test_the_heading_of_the_page_is_the_title_not_the_line_below_it():
    before = (
        "<h1>SOP Izin <b>Undian</b></h1><p>Standar Operasional Prosedur penerimaan berkas hingga "
        "pencetakan izin.</p><h2>Tabel Mutu Baku SOP Izin</h2>"
    )
    assert one(page(TWO, before)).title == "Izin Undian"


def test_a_heading_within_the_table_names_it_rather_than_that_of_the_page():
    title = "<tr><td colspan=9>PROSEDUR PELAKSANAAN KONTRAK</td></tr><tr><td colspan=9>Unit: A</td>"
    text = page(TWO, "<h2>SOP-03 Kontrak</h2>").replace("<table>", f"<table>{title}</tr>")
    assert one(text).title == "PROSEDUR PELAKSANAAN KONTRAK"


def test_every_tick_of_a_matrix_names_a_performer():
    body = steps(("Menyusun", "✓", "-", "-"), ("Rapat", "✓", "✓", "-"), ("Sahkan", "-", "-", "✓"))
    assert told(one(page(body))) == [("Staf",), ("Staf", "Kasubbag"), ("Kabag",)]


def test_steps_told_in_cards_above_the_table_are_no_part_of_its_lists():
    cards = (
        "<div>Pelaksana: Staf Waktu: 15 menit</div><p>Perlengkapan: Surat Output: Agenda</p>"
        "<p>2</p><p>Pelaksana: Kabag Waktu: 1 jam</p><p>Memeriksa konsep</p>"
    )
    assert one(page(TWO, cards)).equipment == ()


def test_a_sentence_about_an_office_is_not_its_name():
    before = (
        "<p>DINAS SOSIAL</p><p>Sekretariat meneliti kelengkapan berkas yang diajukan.</p>"
        "<p>Bidang Perizinan 120 Menit</p>"
    )
    assert one(page(TWO, before)).agency == ("DINAS SOSIAL",)


def test_a_drawing_over_the_performers_tells_who_does_each_step():
    found = one(page(drawn(BOXES)))
    assert told(found) == [("Staf",), ("Kasubbag",), ("Kabag",)]


def test_the_arrows_and_answers_of_a_drawing_are_its_decision():
    back = '<polyline points="85,75 20,75 20,25" marker-end="url(#p)"/>'
    back += '<text x="40" y="72">Tidak</text>'
    found = one(page(drawn(BOXES + back))).steps[2]
    assert found.decision is not None
    assert found.decision.return_row == 1


def test_a_refusal_that_only_points_into_a_row_above_leads_to_the_symbol_there():
    back = (
        '<path d="M115 75 L118 75"/><path d="M118 75 L118 12" marker-end="url(#p)"/>'
        '<text x="100" y="62">Tidak</text>'
    )
    found = one(page(drawn(BOXES + back))).steps[2]
    assert found.decision is not None
    assert found.decision.return_row == 1


def test_an_empty_table_under_a_drawing_is_only_its_ruling():
    ruling = "<table>" + "<tr><td>&nbsp;</td><td></td><td></td><td></td></tr>" * 3 + "</table>"
    text = page(drawn(BOXES)).replace("</svg>", f"</svg>{ruling}")
    assert told(one(text)) == [("Staf",), ("Kasubbag",), ("Kabag",)]


def test_a_text_with_a_table_of_html_is_read_with_its_own_headings():
    text = f"# SOP Surat Tugas\n\nBerlaku untuk semua bidang.\n\n<table>{HEADER}{TWO}</table>\n"
    found = one(text)
    assert found.title == "Surat Tugas"
    assert told(found) == [("Staf",), ("Kasubbag",)]


def test_values_of_a_row_that_lost_cells_stand_where_its_time_belongs():
    short = "<tr><td>2</td><td>Memeriksa</td><td><img src=a.png></td><td></td>"
    short += "<td>Konsep</td><td>5 menit</td><td>Surat</td></tr>"  # one cell is missing, and Ket
    found = one(page(steps(("Menyusun", "□")) + short.replace("</tr>", "<td></td></tr>")))
    assert found.steps[1].inputs == ("Konsep",)
    assert found.steps[1].duration_text == "5 menit"
    assert found.steps[1].outputs == ("Surat",)


def test_the_numbers_at_the_edge_of_an_exported_sheet_are_not_read():
    head = '<th class="row-headers-background">7</th>'
    rows = page("<tr><td colspan=9>SOP Surat Tugas</td></tr>" + HEADER + TWO)
    rows = rows.replace(f"<table>{HEADER}", "<table>").replace("<tr>", f"<tr>{head}")
    found = one(rows)
    assert found.title == "Surat Tugas"
    assert [step.no for step in found.steps] == ["1", "2"]


def test_pictures_are_known_by_the_names_office_programs_give_their_shapes():
    sign = '<img src="f/image00{}.png" v:shapes="Flowchart_x003a__x0020_{}_x0020_4">'
    body = steps(
        ("Menyusun", sign.format(1, "Process")), ("Memeriksa", "", sign.format(2, "Decision"))
    )
    found = one(page(body))
    assert told(found) == [("Staf",), ("Kasubbag",)]
    assert found.steps[1].decision is not None


def test_a_page_saved_as_one_file_is_read_sheet_by_sheet():
    sheets = [page(TWO, f"<p>SOP Surat {name}</p>") for name in ("Tugas", "Masuk")]
    kind = 'Content-Type: text/html; charset="utf-8"'
    parts = "".join(
        f"--b\r\nContent-Location: s{k}.htm\r\n{kind}\r\n\r\n{one}\r\n"
        for k, one in enumerate(sheets)
    )
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
    found = read(f"{head}{parts}--b--\r\n".encode(), "sop.mht")
    assert [one.procedure.title for one in found] == ["Surat Tugas", "Surat Masuk"]


def test_a_frame_names_the_file_in_which_the_sheet_is():
    text = "<html><frameset><frame src='f/sheet001.htm'></frameset></html>"
    with pytest.raises(ReadingError, match=r"bingkai.*sheet001\.htm"):
        read(text.encode(), "sop.htm")


@pytest.mark.parametrize(
    "svg",
    [
        "<g>" * 900 + "</g>" * 900,
        '<path d="M' + "1 2 " * 90_000 + '"/>' + BOXES,
        '<path d="M1e9 L Z h- ,"/><rect width="99%"/><circle r="nan"/>',
        '<polygon points="' + "1,2 " * 90_000 + '"/>' * 2,
    ],
)
def test_hostile_drawings_are_read_in_peace(svg):
    assert one(page(drawn(svg))).steps


def test_a_block_of_fields_written_as_a_table_in_a_cell_is_parted_into_its_fields():
    cells = (
        "<b>Dasar Hukum</b><br>1. Undang-Undang Arsip<br>2. Perda",
        "<b>Kualifikasi Pelaksana</b><br>1. Memahami arsip",
        "<b>Peringatan</b><br>Arsip dapat hilang",
        "<b>Pencatatan dan Pendataan</b><br>Buku agenda",
    )
    inner = "".join(f"<tr><td>{cells[k]}</td><td>{cells[k + 1]}</td></tr>" for k in (0, 2))
    lists = f"<tr><td colspan=2><table>{inner}</table>"
    fields = (
        "<tr><td>Tanggal Revisi</td><td>: —</td></tr><tr><td>Tanggal Aktif</td><td>1 Juli 2026</td>"
    )
    before = f"<table>{fields}</tr>{lists}</td></tr></table><hr><p>Daftar Isi</p><p>Lembar 1</p>"
    found = one(page(TWO, before))
    assert found.legal_basis == ("Undang-Undang Arsip", "Perda")
    assert found.qualifications == ("Memahami arsip",)
    assert found.warning == ("Arsip dapat hilang",)
    assert found.records == ("Buku agenda",)  # and not what stands below the table
    assert (found.revised, str(found.effective)) == (None, "2026-07-01")


@pytest.mark.parametrize(
    ("box", "diamond"),
    [
        (
            'class="mx-auto h-6 w-15 rounded-xl bg-blue-500"',
            'class="h-8 w-8 rotate-45 bg-yellow-400"',
        ),
        (
            'style="width:60px;height:24px;border:1px solid #000"',
            'style="border:1px solid; width: 30px; height: 30px; transform: rotate(45deg)"',
        ),
    ],
)
def test_symbols_drawn_as_empty_boxes_with_their_count_are_symbols(box, diamond):
    place = '<div class="h-6 w-15 border-2 border-dashed"></div>'
    body = steps(
        ("Menyusun", f"<div><div {box}></div><div>1</div></div>", place, place),
        ("Memeriksa", place, f"<div><div {diamond}></div><div>2</div></div>", place),
    )
    found = one(page(body))
    assert told(found) == [("Staf",), ("Kasubbag",)]
    assert found.steps[0].decision is None
    assert found.steps[1].decision is not None
    assert not any(doubt.code == "RD041" for doubt in read_one(page(body)).doubts)


def test_a_drawing_whose_rows_are_of_other_heights_has_one_level_for_each_row():
    moved = BOXES.replace('y="35"', 'y="15"').replace('y="5"', 'y="1"').replace("V35", "V15")
    moved = moved.replace("100,65 115,75 100,85 85,75", "100,37 115,42 100,47 85,42")
    assert told(one(page(drawn(moved)))) == [("Staf",), ("Kasubbag",), ("Kabag",)]
