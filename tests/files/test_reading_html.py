"""Web pages with a table of steps: as sites publish them, as programs export them."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tatalaksana.core.base.errors import ReadingError, TatalaksanaError
from tatalaksana.core.procedure.model import Procedure
from tatalaksana.core.reading.read import read
from tatalaksana.core.reading.readers.html import READER
from tatalaksana.core.reading.reading import Reading

HEADER = """<tr><th rowspan=2>No</th><th rowspan=2>Kegiatan</th><th colspan=3>Pelaksana</th>
<th colspan=3>Mutu Baku</th><th rowspan=2>Ket</th></tr>
<tr><th>Staf</th><th>Kasubbag</th><th>Kabag</th><th>Kelengkapan</th><th>Waktu</th><th>Output</th></tr>"""


def page(*rows: str, before: str = "", header: str = HEADER) -> str:
    return (
        f"<!DOCTYPE html><html><body>{before}<table>{header}{''.join(rows)}</table></body></html>"
    )


def row(
    no: int, activity: str, *symbols: str, inputs: str = "Berkas", output: str = "Hasil"
) -> str:
    cells = [*symbols, *[""] * (3 - len(symbols))]
    inside = [str(no), activity, *cells, inputs, "10 menit", output, ""]
    return "<tr>" + "".join(f"<td>{one}</td>" for one in inside) + "</tr>"


def one(text: str | bytes) -> Reading:
    (found,) = read(text if isinstance(text, bytes) else text.encode(), "halaman.html")
    return found


def procedure(text: str | bytes) -> Procedure:
    return one(text).procedure


@pytest.mark.parametrize(
    "sign",
    [
        '<img src="a.png" alt="kotak">',
        '<img src="gambar/persegi.png">',
        '<i class="fa fa-square-o"></i>',
        '<span class="material-icons">crop_square</span>',
        '<i class="bi bi-circle"></i>',
        "&#9633;",
        "<b>√</b>",
        '<svg class="process" viewBox="0 0 1 1"><title>proses</title><rect/></svg>',
    ],
)
def test_a_sign_in_a_column_is_the_performer(sign):
    found = procedure(page(row(1, "Menyusun", "", "", sign), row(2, "Menyusun", sign)))
    assert [one.performers for one in found.steps] == [("Kabag",), ("Staf",)]


def test_headers_that_span_and_cells_that_part():
    found = procedure(page(row(1, "Menyusun", '<img alt="kapsul">')))
    assert found.performers == ("Staf", "Kasubbag", "Kabag")
    assert found.steps[0].inputs == ("Berkas",)
    assert found.steps[0].duration_text == "10 menit"
    assert found.steps[0].outputs == ("Hasil",)


def test_a_diamond_with_answers_is_a_decision():
    diamond = '<img alt="Belah ketupat">Tidak'
    found = procedure(
        page(
            row(1, "Menyusun", "□"),
            row(2, "Memeriksa konsep", "", diamond),
            row(3, "Menyusun", "□"),
        )
    )
    decision = found.steps[1].decision
    assert decision is not None
    assert (decision.approve_row, decision.return_row) == (3, 1)


def test_lists_and_breaks_part_the_items():
    listed = "<ol><li>Disposisi<li>Naskah dinas</ol>"
    broken = "Surat tugas<br>Daftar&nbsp;hadir"
    found = procedure(page(row(1, "Menyusun", "□", inputs=listed, output=broken)))
    assert found.steps[0].inputs == ("Disposisi", "Naskah dinas")
    assert found.steps[0].outputs == ("Surat tugas", "Daftar hadir")


def test_tables_that_only_place_others_are_no_tables():
    inner = page(row(1, "Menyusun", "□"), row(2, "Menyusun", "", "□"))
    inner = inner.partition("<body>")[2].partition("</body>")[0]
    identity = "<table><tr><td>Nama SOP</td><td>:</td><td>Pelayanan arsip</td></tr></table>"
    outer = f"<html><body><table><tr><td>{identity}</td></tr><tr><td>{inner}</td></tr></table>"
    found = procedure(outer)
    assert found.title == "Pelayanan arsip"
    assert [one.performers for one in found.steps] == [("Staf",), ("Kasubbag",)]


def test_a_table_in_a_cell_may_be_a_list():
    listed = (
        "<table><tr><td>a.</td><td>Disposisi</td></tr><tr><td>b.</td><td>Naskah</td></tr></table>"
    )
    assert procedure(page(row(1, "Menyusun", "□", inputs=listed))).steps[0].inputs == (
        "Disposisi", "Naskah",
    )  # fmt: skip


def test_a_picture_nobody_names_is_a_doubt():
    found = one(page(row(1, "Menyusun", "□"), row(2, "Menyusun", "", '<img src="image003.gif">')))
    assert found.procedure.steps[1].performers == ("Kasubbag",)
    assert any(doubt.row == 2 for doubt in found.doubts)


def test_an_ornament_beside_words_is_none():
    found = one(page(row(1, '<i class="fa fa-circle"></i> Menyusun', "□")))
    assert found.procedure.steps[0].activities == ("Menyusun",)


def test_old_pages_are_of_windows():
    text = page(row(1, "Menyusun – “konsep”", "X")).encode("cp1252")
    assert procedure(text).steps[0].activities == ("Menyusun – “konsep”",)


def test_a_piece_that_was_pasted_is_read():
    assert READER.claims(b"  <table border=1><tr><td>No</td></tr></table>") > 0.9
    text = page(row(1, "Menyusun", "□")).partition("<body>")[2].partition("</body>")[0]
    assert len(procedure(text).steps) == 1


def test_what_a_browser_does_not_show_is_not_read():
    hidden = (
        'Menyusun<script>alert("x")</script><span style="display: none">rahasia</span><!-- x -->'
    )
    assert procedure(page(row(1, hidden, "□"))).steps[0].activities == ("Menyusun",)


@pytest.mark.parametrize(
    "text",
    [
        "<html>" + "<div>" * 5000 + "x",
        "<html>" + "<table><tr><td>" * 2000,
        page("<tr><td colspan=99999 rowspan=99999>" * 50),
        "<html><table>" + "<tr>" + "<td>" * 40_000,
        '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><html><table><tr><td>&b;',
        "<html>\0\0<table>\0<tr><td>\0",
    ],
)
def test_hostile_pages_end_in_a_sentence(text):
    with pytest.raises(TatalaksanaError) as raised:
        read(text.encode(), "halaman.html")
    assert raised.value.hint


def test_a_page_too_large_is_refused():
    with pytest.raises(ReadingError, match="terlalu besar"):
        read(b"<html><table><tr><td>" + b"x" * 17_000_000, "halaman.html")


def test_a_page_of_millions_of_elements_is_refused_before_it_fills_the_memory():
    with pytest.raises(ReadingError, match="terlalu besar"):
        read(b"<html><table><tr><td>" + b"<p>" * 5_000_000, "halaman.html")


@pytest.mark.parametrize(
    "text",
    [
        "<html>" + "<div>" * 200 + "<b>x</b>" * 300_000,
        page(*[row(k, "Menyusun", "□") for k in range(1, 2000)]),
    ],
)
def test_large_pages_are_read_in_time(text):
    begun = time.process_time()
    READER.blocks(text.encode())
    assert time.process_time() - begun < 30


SAMPLE = page(
    row(1, "Menyusun <b>konsep</b>", '<img alt="kotak">'),
    row(2, "Memeriksa", "", '<i class="fa fa-diamond"></i> Ya', inputs="<ul><li>a<li>b</ul>"),
    before="<h1>SOP Arsip</h1><p>Nomor SOP: 1",
)


@given(st.integers(0, 2**32), st.integers(1, 30))
@settings(max_examples=150, deadline=None)
def test_a_damaged_page_never_ends_in_a_traceback(seed, count):
    chance = random.Random(seed)
    text = bytearray(SAMPLE.encode())
    for _ in range(count):
        at = chance.randrange(len(text))
        text[at : at + chance.randrange(3)] = bytes(
            chance.choices(b"<>/=\"'&;!-0x \xe2\x00td", k=2)
        )
    said: list[str] = []
    try:
        read(bytes(text), "halaman.html")
    except TatalaksanaError as refusal:
        said.append(refusal.message)
    assert all(said)
