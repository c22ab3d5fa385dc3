"""Files of a case on their way out: whole, named, harmless, and only to who may read them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tatalaksana.apps.archive.models import DocumentVersion
from tatalaksana.apps.shared.agency import acting_for
from tatalaksana.apps.shared.files import path_of

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20
EVIL = b"<html><script>alert(1)</script></html>"


@pytest.fixture
def upload(at_desk, letter):
    """Attach a file to the first step; return its address."""

    def attach(name, content):
        there = f"/tugas/{letter.task.pk}/lampirkan/"
        at_desk(letter.first).post(there, {"berkas_0": SimpleUploadedFile(name, content)})
        with acting_for(letter.agency):
            return f"/berkas/dokumen/{DocumentVersion.objects.latest('pk').pk}/"

    return attach


def body(response):
    return b"".join(response.streaming_content)


def test_a_file_comes_back_whole_as_a_download_with_its_name(at_desk, letter, upload):
    response = at_desk(letter.first).get(upload("Laporan é.docx", b"PK\x03\x04isi"))
    assert body(response) == b"PK\x03\x04isi"
    assert response["Content-Disposition"].startswith("attachment;")
    assert "Laporan%20%C3%A9.docx" in response["Content-Disposition"]
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_only_pdf_and_pictures_are_shown_and_only_on_request(at_desk, letter, upload):
    client = at_desk(letter.first)
    picture = upload("foto.png", PNG)
    assert client.get(picture)["Content-Disposition"].startswith("attachment")
    shown = client.get(f"{picture}?buka")
    assert shown["Content-Disposition"].startswith("inline")
    assert shown["Content-Type"] == "image/png"
    pdf = client.get(f"{upload('surat.pdf', b'%PDF-1.7 x')}?buka")
    assert pdf["Content-Type"] == "application/pdf"
    assert "default-src 'none'" in pdf["Content-Security-Policy"]


def test_a_page_that_calls_itself_a_picture_is_not_shown(at_desk, letter, upload):
    response = at_desk(letter.first).get(f"{upload('foto.png', EVIL)}?buka")
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"] == "application/octet-stream"


def test_another_agency_finds_no_file(at_desk, letter, upload):
    address = upload("surat.pdf", b"%PDF-1.7 x")
    assert at_desk(letter.colleague).get(address).status_code == 200
    assert at_desk(letter.stranger).get(address).status_code == 404


def test_a_file_gone_from_the_disk_is_told_in_words(at_desk, letter, upload):
    address = upload("surat.pdf", b"%PDF-1.7 hilang")
    with acting_for(letter.agency):
        path_of(DocumentVersion.objects.latest("pk").sha256).unlink()
    response = at_desk(letter.first).get(address)
    assert response.status_code == 500
    assert "Isi berkas tidak ditemukan" in response.content.decode()
