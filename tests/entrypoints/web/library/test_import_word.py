"""A Word document and a web page are imported like any document, their text beside the review."""

from __future__ import annotations

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.pens.docx import PEN
from tests.core.drawing.drawn_procedures import GOLD
from tests.files.test_reading_html import page, row

KEEPER = "kasubag.lumajang"
PROCEDURE = GOLD["001-07"]


@pytest.fixture
def lumajang(office):
    return office("LUMAJANG")


def imported(client, unit: int, name: str, data: bytes):
    """The answer to the upload."""
    file = SimpleUploadedFile(name, data)
    return client.post("/sop/impor/", {"unit": unit, "document": file})


@pytest.mark.parametrize(
    ("name", "data", "activity"),
    [
        ("SOP bagian.docx", PEN.draw(arrange(PROCEDURE))[0][1], PROCEDURE.steps[0].activities[0]),
        (
            "sop.html",
            page(row(1, "Menyusun konsep", "□"), row(2, "Memeriksa konsep", "", "◇")).encode(),
            "Menyusun konsep",
        ),
    ],
)
def test_a_document_becomes_a_draft_with_its_text_beside_it(
    name, data, activity, lumajang, sign_in
):
    client = sign_in(KEEPER)
    answer = imported(client, lumajang.library_unit, name, data)
    assert answer.status_code == 302
    found = re.search(r"/sop/versi/(\d+)/", client.get(answer.url).content.decode())
    assert found
    review = html.unescape(client.get(f"/sop/versi/{found[1]}/tinjau/").content.decode())
    assert review.count(activity) > 1  # in its field, and in the document
    assert "Kelengkapan" in review


def test_an_old_document_is_refused_with_what_to_do(lumajang, sign_in):
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
    answer = imported(sign_in(KEEPER), lumajang.library_unit, "lama.doc", data)
    assert answer.status_code == 422
    assert "Dokumen Word (.docx)" in html.unescape(answer.content.decode())
