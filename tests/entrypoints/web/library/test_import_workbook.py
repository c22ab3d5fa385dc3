"""An Excel workbook is imported like any document, and its text stands beside the review."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.pens.xlsx import PEN
from tatalaksana.core.reading.read import read

KEEPER = "kasubag.lumajang"
SEEDS = Path(__file__).parents[4] / "data" / "seeds"


@pytest.fixture
def lumajang(office):
    return office("LUMAJANG")


@pytest.fixture
def procedure():
    file = next(SEEDS.glob("000_*"))
    return read(file.read_bytes(), file.name)[0].procedure


def test_a_workbook_becomes_a_draft_with_its_text_beside_it(procedure, lumajang, sign_in):
    data = PEN.draw(arrange(procedure))[0][1]
    upload = SimpleUploadedFile("SOP bagian.xlsx", data)
    client = sign_in(KEEPER)
    answer = client.post("/sop/impor/", {"unit": lumajang.library_unit, "document": upload})
    assert answer.status_code == 302
    found = re.search(r"/sop/versi/(\d+)/", client.get(answer.url).content.decode())
    assert found
    review = client.get(f"/sop/versi/{found[1]}/tinjau/").content.decode()
    page = html.unescape(review)
    assert page.count(procedure.steps[0].activities[0]) > 1  # in its field, and in the document
    assert procedure.steps[0].outputs[0] in page
    assert "Kelengkapan" in page


def test_an_old_workbook_is_refused_with_what_to_do(lumajang, sign_in):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le")
    upload = SimpleUploadedFile("lama.xls", data)
    answer = sign_in(KEEPER).post(
        "/sop/impor/", {"unit": lumajang.library_unit, "document": upload}
    )
    assert answer.status_code == 422
    assert "Simpan Sebagai" in html.unescape(answer.content.decode())
