"""Scans and process models beside their values: the picture, how sure it is, what is missing."""

from __future__ import annotations

import re

import pytest

from tatalaksana.apps.library.models import Version
from tatalaksana.apps.shared import files
from tatalaksana.apps.shared.agency import acting_for
from tatalaksana.core.drawing.arrange import arrange, bound, outlined
from tatalaksana.core.drawing.pens import pdf
from tatalaksana.core.drawing.pens.bpmn import PEN
from tatalaksana.core.reading.scan import needs
from tests.entrypoints.web.library.forms import form_of
from tests.entrypoints.web.library.pages import KEEPER, body, upload
from tests.files.round_trip import bundled
from tests.files.test_bpmn_shown import DIAGRAM

LACKING = needs.lacking()
NEEDS_SCAN = pytest.mark.skipif(bool(LACKING), reason=f"pindaian: {LACKING}")


@pytest.fixture
def imported(lumajang, sign_in):
    """`imported(data, "sop.pdf")`: the draft of a document, and the keeper's browser."""

    def bring(data: bytes, name: str):
        client = sign_in(KEEPER)
        answer = upload(client, data, lumajang.library_unit, name)
        assert answer.status_code == 302, body(answer)
        with acting_for(lumajang.agency):
            found = Version.objects.filter(agency=lumajang.agency).select_related("source")
            return client, found.latest("pk")

    return bring


def review(client, version) -> str:
    return body(client.get(f"/sop/versi/{version.pk}/tinjau/"))


def drawn(key: str = "001-03") -> bytes:
    return pdf.draw(arrange(bundled()[key]))[0][1]


def crooked_table() -> bytes:
    """The table of an SOP, laid sideways on the glass, and not quite straight."""
    from tests.files.scanned import Scanner, pdf_of, scanned

    pages = scanned(drawn("004-05"), Scanner(dpi=150, lean=1.1, turned=90))
    return pdf_of(pages[-1:], 150)


@NEEDS_SCAN
def test_a_scan_shows_its_cells_its_symbols_and_how_surely_each_was_read(imported):
    client, version = imported(crooked_table(), "miring.pdf")
    page = review(client, version)
    field = page[page.index('<label for="step-1-activities"') :]
    assert re.match(
        r'<label[^>]*>[^<]*</label> <a href="#asal-step-1-activities"[^>]*>.*?hal\. 1 · \d+%', field
    )
    there = f"/sop/versi/{version.pk}/halaman/1/"
    assert client.get(there)["Content-Type"] == "image/jpeg"
    marks = client.get(f"{there}tanda/").content.decode()
    assert "dibaca dari gambar, yakin" in marks
    assert "persegi" in marks
    assert "garis penghubung" in marks


@NEEDS_SCAN
def test_what_was_read_is_kept_and_where_it_was_lost_the_page_is_recognised_anew(imported):
    client, version = imported(crooked_table(), "miring.pdf")
    sha256 = version.source.sha256
    there = f"/sop/versi/{version.pk}/halaman/1/"
    assert files.made(sha256, "terbaca-1-v1") is not None
    before = client.get(there).content
    for one in files.made_path(sha256, "").parent.glob(f"{sha256}*"):
        one.unlink()
    assert client.get(there).content == before
    assert "persegi" in client.get(f"{there}tanda/").content.decode()


@NEEDS_SCAN
def test_a_value_that_a_person_mended_is_no_longer_told_as_read_so_surely(imported):
    client, version = imported(crooked_table(), "miring.pdf")
    fields = form_of(client.get(f"/sop/versi/{version.pk}/tinjau/"))
    fields |= {"title": "Uji", "step-1-activities": "Menulis ulang", "deed": "save"}
    saved = client.post(f"/sop/versi/{version.pk}/tinjau/simpan/", fields)
    assert saved.status_code == 302
    page = review(client, version)
    field = page[page.index('<label for="step-1-activities"') :]
    assert field[: field.index("</a>")].endswith("hal. 1")


def test_where_scans_cannot_be_read_the_page_says_what_to_ask_for(lumajang, sign_in, monkeypatch):
    from tests.core.reading import hostile

    monkeypatch.setenv("PATH", "/nonexistent")
    client = sign_in(KEEPER)
    needs.complete.cache_clear()
    try:
        opened = body(client.get("/sop/impor/"))
        refused = body(upload(client, hostile.PICTURE, lumajang.library_unit, "foto.pdf"))
    finally:
        monkeypatch.undo()
        needs.complete.cache_clear()
    assert "Hasil pindai dan foto belum dapat dibaca di server ini" in opened
    assert "tatalaksana[scan]" in opened
    assert "halaman 1 berupa gambar" in refused
    assert "tesseract belum terpasang" in refused


def model() -> bytes:
    ((_, data),) = PEN.draw(bound([outlined(bundled()["001-03"])], "Uji"))
    return data


def test_a_process_model_shows_its_picture_and_every_step_its_task(imported):
    client, version = imported(model(), "model.bpmn")
    page = review(client, version)
    for step in version.content["steps"]:
        assert f'<a id="asal-step-{step["row"]}-activities"' in page
    assert 'href="#asal-step-3-activities"' in page
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r'\bid="([^"]+)"', page))
    shown = client.get(f"/sop/versi/{version.pk}/halaman/1/")
    assert shown["Content-Type"] == "image/svg+xml"
    assert "Sesuai?" in shown.content.decode()


def test_a_process_model_without_a_picture_says_so_and_shows_its_lines(imported):
    client, version = imported(DIAGRAM.sub(b"", model()), "polos.bpmn")
    page = review(client, version)
    assert "tidak menyimpan letak gambarnya" in page
    assert 'class="source"' in page
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(re.findall(r'\bid="([^"]+)"', page))
