"""Bringing documents in."""

import pytest

from tatalaksana.apps.library.models import Source, Version
from tatalaksana.apps.shared.agency import acting_for
from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.pens.pdf import draw
from tatalaksana.core.procedure.exchange import plain
from tatalaksana.core.reading.read import read
from tests.entrypoints.web.library.pages import CLERK, DOCUMENT, KEEPER, STRANGER, body, upload


def test_a_document_is_read_into_drafts_heaviest_first(lumajang, sign_in):
    client = sign_in(KEEPER)
    answer = upload(client, DOCUMENT, lumajang.library_unit)
    assert answer.status_code == 302
    page = body(client.get(answer.url))
    assert "Peminjaman Ruang Rapat" in page
    assert "1 SOP dibaca" in page
    with acting_for(lumajang.agency):
        source = Source.objects.latest("pk")
    original = client.get(f"/sop/impor/{source.pk}/dokumen/")
    assert original.content == DOCUMENT.encode()
    assert original["Content-Disposition"].startswith("attachment")


def test_a_pdf_is_read_and_stands_beside_its_review(lumajang, sign_in):
    (reading,) = read(DOCUMENT.encode(), "a.txt")
    data = draw(arrange(reading.procedure))[0][1]
    client = sign_in(KEEPER)
    answer = upload(client, data, lumajang.library_unit, name="sop.pdf")
    assert answer.status_code == 302
    with acting_for(lumajang.agency):
        version = Version.objects.latest("pk")
    assert version.content["steps"] == plain(reading.procedure)["steps"]
    page = body(client.get(f"/sop/versi/{version.pk}/tinjau/"))
    assert f"/sop/versi/{version.pk}/halaman/1/" in page


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "Berkas ini kosong"),
        (b"%PDF-1.7 \x00\x01", "Berkas PDF ini rusak"),
        ("Nota dinas tanpa tabel.", "tidak memuat tabel prosedur"),
        (b"\x00\x01\x02", "Dokumen ini"),
    ],
)
def test_a_document_that_cannot_be_read_says_so_beside_the_file(data, message, lumajang, sign_in):
    answer = upload(sign_in(KEEPER), data, lumajang.library_unit)
    assert answer.status_code == 422
    page = body(answer)
    field = page[page.index("Dokumen SOP</label>") : page.index("Baca dokumen")]
    assert message in field
    with acting_for(lumajang.agency):
        assert Source.objects.count() == 1, "nothing is kept"


def test_a_document_that_is_too_large_is_refused_before_it_is_read(lumajang, sign_in, settings):
    settings.UPLOAD_LIMIT = 100
    assert "paling besar" in body(upload(sign_in(KEEPER), DOCUMENT, lumajang.library_unit))


def test_a_foreign_unit_cannot_be_chosen(lumajang, office, sign_in):
    foreign = office("TANGERANG").library_unit
    answer = upload(sign_in(KEEPER), DOCUMENT, foreign)
    assert answer.status_code == 422
    assert "Pilih unit dari daftar" in body(answer)


def test_the_same_document_is_imported_twice_only_on_purpose(lumajang, sign_in):
    client = sign_in(KEEPER)
    upload(client, DOCUMENT, lumajang.library_unit)
    answer = upload(client, DOCUMENT, lumajang.library_unit)
    assert "sudah diimpor" in body(answer)
    assert upload(client, DOCUMENT, lumajang.library_unit, again="on").status_code == 302


def test_only_keepers_import_and_nobody_sees_a_foreign_source(lumajang, sign_in):
    source = Source.objects.get()
    assert sign_in(CLERK).get("/sop/impor/").status_code == 403
    client = sign_in(STRANGER)
    assert client.get(f"/sop/impor/{source.pk}/").status_code == 404
    assert client.get(f"/sop/impor/{source.pk}/dokumen/").status_code == 404
