"""Why a document was read so: one picture a page, that a person can follow and a browser trust."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.pens import docx, pdf, xlsx
from tatalaksana.core.reading.explain import explain as explaining
from tatalaksana.core.reading.explain.explain import explain, seen
from tatalaksana.core.reading.explain.stretch import grown, height_of, stretched
from tatalaksana.core.reading.page import Area, Grid, GridCell, Page
from tatalaksana.core.reading.read import read, reader_of
from tests.core.reading import hostile
from tests.core.reading.scoring import SEEDS
from tests.files.round_trip import bundled

SVG = "{http://www.w3.org/2000/svg}"
HTML = (
    "<html><body><p>SOP Peminjaman Kendaraan</p><table><tr><th>No<th>Kegiatan<th>Pemohon<th>Kasubag"
    "<th>Kelengkapan<th>Waktu<th>Output</tr><tr><td>1<td>Mengajukan permohonan<td>□<td><td>Surat"
    "<td>10 menit<td>Formulir</tr><tr><td>2<td>Menyetujui permohonan<td><td>□<td>Formulir"
    "<td>1 jam<td>Izin</tr></table></body></html>"
).encode()


@cache
def document(kind: str) -> bytes:
    if kind == "html":
        return HTML
    if kind == "txt":
        return next(SEEDS.glob("002_*")).read_bytes()
    pen = {"pdf": pdf, "docx": docx, "xlsx": xlsx}[kind]
    return pen.draw(arrange(bundled()["001-03"]))[0][1]


def words(svg: str) -> str:
    """Everything that can be read in a picture."""
    return " ".join("".join(ElementTree.fromstring(svg).itertext()).split())


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx", "html", "txt"])
def test_every_page_is_a_picture_with_a_title_that_fetches_nothing(kind: str) -> None:
    data = document(kind)
    pictures = list(explain(data, f"sop.{kind}"))
    assert len(pictures) == len(seen(data, "x").pages) > 0
    for number, svg in enumerate(pictures, start=1):
        root = ElementTree.fromstring(svg)
        assert root.findtext(f"{SVG}title") == f"sop.{kind}, halaman {number}"
        assert "tabel" in (root.findtext(f"{SVG}desc") or "")
        links = [v for one in root.iter() for k, v in one.attrib.items() if k.endswith("href")]
        assert all(link.startswith("data:image/png;base64,") for link in links)
        assert bool(links) == (kind == "pdf")
        assert not [one for one in root.iter() if one.tag in (f"{SVG}script", f"{SVG}style")]


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx", "html", "txt"])
def test_every_row_tells_its_performer_and_why(kind: str) -> None:
    said = " ".join(map(words, explain(document(kind), "x")))
    for reading in read(document(kind), "x"):
        for step in reading.procedure.steps:
            assert f"Baris {step.row} (No. {step.no})" in said
            first = " ".join(("Pelaksana: " + " + ".join(step.performers)).split()[:4])
            assert first in re.sub(r"\s+", " ", said)
        assert said.count("karena") >= len(reading.procedure.steps)


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx", "html", "txt"])
def test_what_is_explained_is_taken_apart_once(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A scan of many pages takes minutes: nobody waits for it twice."""
    reader, calls = reader_of(document(kind), "x"), []

    def counted(data: bytes) -> Any:
        calls.append(1)
        return (reader.pages or reader.blocks)(data)

    one = replace(reader, **{"pages" if reader.pages else "blocks": counted})
    monkeypatch.setattr(explaining, "reader_of", lambda _data, _name: one)
    assert list(explain(document(kind), "x"))
    assert len(calls) == 1


@pytest.mark.parametrize("kind", ["pdf", "docx", "xlsx", "html"])
def test_the_blocks_of_the_pages_are_those_of_the_document(kind: str) -> None:
    reader = reader_of(document(kind), "x")
    assert reader.pages is not None
    assert reader.of_pages is not None
    assert reader.of_pages(tuple(reader.pages(document(kind)))) == reader.blocks(document(kind))


def test_a_symbol_is_named_with_its_kind_and_its_column() -> None:
    said = " ".join(map(words, explain(document("pdf"), "x")))
    assert "karena simbol belah ketupat di kolom pelaksana ke-3 (yakin 99%)" in said
    assert "Keputusan: ya → baris 5, tidak → kembali ke baris 3" in said
    assert {"kapsul", "persegi", "belah ketupat"} <= set(re.findall(r"[a-z]+(?: ketupat)?", said))


def test_what_is_doubted_is_said_beside_its_row() -> None:
    (reading, *_) = read(next(SEEDS.glob("000_*")).read_bytes(), "x")
    said = " ".join(map(words, explain(next(SEEDS.glob("000_*")).read_bytes(), "x")))
    assert reading.doubts
    assert all(f"({doubt.code})" in said for doubt in reading.doubts)


def test_what_is_doubted_is_outlined_where_it_stands() -> None:
    (reading,) = read(document("pdf"), "x")
    root = [ElementTree.fromstring(svg) for svg in explain(document("pdf"), "x")]
    outlined = [
        one.findtext(f"{SVG}title")
        for page in root
        for one in page.iter(f"{SVG}rect")
        if one.get("stroke-dasharray") == "5 2.5"
    ]
    assert reading.doubts
    assert {doubt.what for doubt in reading.doubts} <= set(outlined)


def test_a_document_without_a_procedure_is_drawn_and_says_so() -> None:
    table = HTML.replace(b"Kegiatan", b"Barang").replace(b"Waktu", b"Harga")
    (svg,) = explain(table, "daftar.html")
    assert "Dokumen ini tidak memuat tabel prosedur." in words(svg)
    assert "Mengajukan permohonan" in words(svg)  # and what stood there


def test_a_page_that_is_a_picture_is_shown_with_why_it_was_not_read() -> None:
    (svg,) = explain(hostile.PICTURE, "pindaian.pdf")
    assert "halaman 1 berupa gambar atau pindaian" in words(svg)
    assert "data:image/" in svg


def test_what_a_hostile_document_writes_stays_text() -> None:
    evil = "&lt;/text>&lt;script>alert(1)&lt;/script>\x0b&#1;&#xFFFE; x&#34; onload=&#34;alert(1)"
    data = HTML.replace(b"Surat", evil.encode())
    for svg in explain(data, 'a"><script>.html'):
        root = ElementTree.fromstring(svg)
        assert {one.tag for one in root.iter()} <= {
            SVG + name
            for name in ("svg", "title", "desc", "g", "rect", "text", "polyline", "circle", "image")
        }
        assert not [k for one in root.iter() for k in one.attrib if k.startswith("on")]
        assert "alert(1)" in words(svg)


@given(
    st.lists(st.floats(1, 50), min_size=1, max_size=12),
    st.lists(st.tuples(st.integers(0, 11), st.integers(1, 4), st.floats(0, 400)), max_size=12),
)
def test_a_stretched_axis_keeps_its_order_and_gives_every_text_its_room(sizes, wanted) -> None:
    old = [0.0]
    for size in sizes:
        old.append(old[-1] + size)
    spans = [(old[a % len(sizes)], old[min(a % len(sizes) + n, len(sizes))], length)
             for a, n, length in wanted]  # fmt: skip
    scale = grown(old, spans)
    assert list(scale.new) == sorted(scale.new)
    assert all(scale.at(b) - scale.at(a) >= max(b - a, length) - 1e-6 for a, b, length in spans)


@given(st.lists(st.text("abc de\n", max_size=300), min_size=4, max_size=4))
def test_a_cell_drawn_anew_holds_its_text(texts) -> None:
    cells = tuple(
        GridCell(Area(40.0 * (k % 2), 20.0 * (k // 2), 40.0 * (k % 2 + 1), 20.0 * (k // 2 + 1)),
                 k // 2, k % 2, text=text)
        for k, text in enumerate(texts)
    )  # fmt: skip
    page = Page(1, 80.0, 40.0, (Grid(Area(0, 0, 80, 40), cells),))
    how = stretched(page)
    for cell in cells:
        area = how.area(cell.area)
        assert area.height >= height_of(cell.text, area.width) - 1e-6
