"""A name corrected in a review is remembered, said so, and used for the next document."""

from tatalaksana.apps.library.models import Version
from tatalaksana.apps.shared.agency import acting_for
from tests.entrypoints.web.library.forms import form_of
from tests.entrypoints.web.library.pages import DOCUMENT, KEEPER, body, upload

OTHER = DOCUMENT.replace("Peminjaman Ruang Rapat", "Peminjaman Kendaraan")
OWN = "Kepala Subbagian Umum"


def latest(lumajang):
    with acting_for(lumajang.agency):
        return Version.objects.latest("pk")


def corrected(client, version, name):
    """The page after the first column was called otherwise and saved."""
    address = f"/sop/versi/{version.pk}/tinjau/"
    fields = form_of(client.get(address))
    fields |= {"column-1": [name], "deed": ["save"]}
    return body(client.post(f"{address}simpan/", fields, follow=True))


def test_the_next_document_is_read_with_the_name_and_its_review_says_why(lumajang, sign_in):
    client = sign_in(KEEPER)
    upload(client, DOCUMENT, lumajang.library_unit)
    first = latest(lumajang)
    assert first.content["performers"][0] == "Kasubag"
    page = corrected(client, first, OWN)
    assert f"Diingat untuk dokumen berikutnya: “Kasubag” dibaca “{OWN}”" in page
    upload(client, OTHER, lumajang.library_unit)
    second = latest(lumajang)
    assert second.content["performers"][0] == OWN
    page = body(client.get(f"/sop/versi/{second.pk}/tinjau/"))
    assert f"“Kasubag” dibaca “{OWN}” karena koreksi kantor tanggal" in page
    assert "koreksi kantor, yakin 100%" in page
    assert f"/sop/versi/{first.pk}/" in body(client.get("/sop/koreksi/"))


def test_saving_without_a_new_name_remembers_nothing(lumajang, sign_in):
    client = sign_in(KEEPER)
    upload(client, DOCUMENT, lumajang.library_unit)
    assert "Diingat" not in corrected(client, latest(lumajang), "Kasubag")
    assert "Belum ada koreksi" in body(client.get("/sop/koreksi/"))


def test_a_removed_column_may_be_a_header_word_and_is_asked_about(lumajang, sign_in):
    client = sign_in(KEEPER)
    upload(client, DOCUMENT.replace("Kelengkapan", "Bekal Kerja"), lumajang.library_unit)
    draft = latest(lumajang)
    place = draft.content["performers"].index("Bekal Kerja") + 1
    address = f"/sop/versi/{draft.pk}/tinjau/"
    fields = form_of(client.get(address)) | {f"column-{place}": [""], "deed": ["save"]}
    page = body(client.post(f"{address}simpan/", fields, follow=True))
    assert "Kolom “Bekal Kerja” dihapus" in page
    header = {"kind": "header", "header-read": "Bekal Kerja", "header-means": "inputs"}
    client.post("/sop/koreksi/", header)
    other = OTHER.replace("Kelengkapan", "Bekal Kerja")
    upload(client, other, lumajang.library_unit)
    assert "Bekal Kerja" not in latest(lumajang).content["performers"]
