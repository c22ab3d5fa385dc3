"""A folder of documents from the page to its list, and who may see it."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tatalaksana.apps.library.actions.remember_correction import remember_correction
from tatalaksana.apps.library.models import Folder, FolderDocument, Version
from tatalaksana.apps.shared.agency import acting_for
from tatalaksana.core.reading.understand.office_vocabulary import TermKind
from tatalaksana.entrypoints.jobs.folders import import_waiting
from tests.entrypoints.web.library.pages import CLERK, DOCUMENT, KEEPER, STRANGER, body, upload

OTHER = DOCUMENT.replace("Peminjaman Ruang Rapat", "Peminjaman Kendaraan")
NOTE = "Nota dinas tanpa tabel."


def archive(**files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as target:
        for name, data in files.items():
            target.writestr(name, data)
    return packed.getvalue()


def send(client, unit, *files, **more):
    sent = [
        SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode())
        for name, data in files
    ]
    return client.post("/sop/impor/folder/", {"unit": unit, "documents": sent, **more})


def work(office) -> None:
    """Do what the worker does."""
    with acting_for(office.agency):
        for document in FolderDocument.objects.filter(state="menunggu"):
            import_waiting(office.agency, document.pk, last=True)


def test_files_and_an_archive_are_read_and_each_leads_to_its_review(lumajang, sign_in):
    client = sign_in(KEEPER)
    answer = send(
        client, lumajang.library_unit,
        ("a.txt", DOCUMENT), ("lain.zip", archive(**{"sub/b.txt": OTHER, "nota.txt": NOTE})),
    )  # fmt: skip
    assert answer.status_code == 302
    waiting = body(client.get(answer.url))
    assert "0 dari 3 dokumen" in waiting
    assert "setelah daftarnya diperbarui" in waiting
    work(lumajang)
    page = body(client.get(answer.url))
    assert "Selesai." in page
    assert "2 terbaca" in page
    assert "1 ditolak" in page
    assert "lain.zip/sub/b.txt" in page
    assert "tidak memuat tabel prosedur" in page
    assert "TL202" in page
    with acting_for(lumajang.agency):
        drafts = Version.objects.filter(source__folderdocument__folder=Folder.objects.get())
        assert drafts.count() == 2
        for draft in drafts:
            assert f'href="/sop/versi/{draft.pk}/tinjau/"' in page
    assert "Batalkan sisanya" not in page


def test_the_piece_that_the_script_renews_says_how_far_it_is(lumajang, sign_in):
    client = sign_in(KEEPER)
    answer = send(client, lumajang.library_unit, ("a.txt", DOCUMENT), ("b.txt", OTHER))
    piece = client.get(f"{answer.url}keadaan/")
    assert piece["Cache-Control"] == "no-store"
    assert "data-running" in body(piece)
    assert "<html" not in body(piece)
    work(lumajang)
    assert "data-running" not in body(client.get(f"{answer.url}keadaan/"))


def test_the_rest_can_be_cancelled_and_what_was_read_stays(lumajang, sign_in):
    client = sign_in(KEEPER)
    answer = send(client, lumajang.library_unit, ("a.txt", DOCUMENT), ("b.txt", OTHER))
    with acting_for(lumajang.agency):
        first = FolderDocument.objects.order_by("pk")[0]
        import_waiting(lumajang.agency, first.pk, last=True)
    done = client.post(f"{answer.url}batalkan/", follow=True)
    page = body(done)
    assert "Sisanya dibatalkan" in page
    assert "1 terbaca" in page
    assert "1 dibatalkan" in page


def test_a_document_imported_before_is_recognised_and_leads_there(lumajang, sign_in):
    client = sign_in(KEEPER)
    before = upload(client, DOCUMENT, lumajang.library_unit, name="dulu.txt")
    answer = send(client, lumajang.library_unit, ("lagi.txt", DOCUMENT))
    page = body(client.get(answer.url))
    assert "sudah diimpor sebagai “dulu.txt”" in page
    assert f'href="{before.url}"' in page


def test_the_places_in_the_folder_are_shown_and_name_it(lumajang, sign_in):
    client = sign_in(KEEPER)
    paths = json.dumps(["SOP Biro/umum/a.txt", "SOP Biro/b.txt"])
    answer = send(client, lumajang.library_unit, ("a.txt", DOCUMENT), ("b.txt", OTHER), paths=paths)
    page = body(client.get(answer.url))
    assert "<h1>SOP Biro</h1>" in page
    work(lumajang)
    assert "SOP Biro/umum/a.txt" in body(client.get(answer.url))


@pytest.mark.parametrize("paths", ["[", '["satu"]', '{"a": 1}', "[1, 2, 3]"])
def test_places_that_do_not_fit_the_files_are_passed_over(paths, lumajang, sign_in):
    client = sign_in(KEEPER)
    answer = send(client, lumajang.library_unit, ("a.txt", DOCUMENT), ("b.txt", OTHER), paths=paths)
    assert answer.status_code == 302
    assert "a.txt dan 1 berkas lain" in body(client.get(answer.url))


@pytest.mark.parametrize(
    ("files", "unit", "told"),
    [
        ((), "own", "Pilih foldernya"),
        ((("a.txt", DOCUMENT),), "", "Pilih unit pemilik SOP"),
        (((".DS_Store", "x"),), "own", "tidak memuat dokumen"),
    ],
)
def test_what_cannot_be_taken_in_is_told_and_nothing_is_kept(files, unit, told, lumajang, sign_in):
    unit = lumajang.library_unit if unit == "own" else unit
    answer = send(sign_in(KEEPER), unit, *files)
    assert answer.status_code == 422
    assert told in body(answer)
    with acting_for(lumajang.agency):
        assert not Folder.objects.exists()


def test_too_many_files_at_once_are_told_in_words(lumajang, sign_in, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 1
    client = sign_in(KEEPER)
    client.raise_request_exception = False
    answer = send(client, lumajang.library_unit, ("a.txt", DOCUMENT), ("b.txt", OTHER))
    assert answer.status_code == 400
    assert "arsip .zip" in body(answer)


def test_a_folder_may_be_larger_than_any_other_form_but_not_without_end(
    lumajang, sign_in, settings
):
    settings.UPLOAD_LIMIT = 50
    client = sign_in(KEEPER)
    answer = client.post("/sop/impor/", {"unit": lumajang.library_unit, "paths": "x" * 2000})
    assert answer.status_code == 413
    assert send(client, lumajang.library_unit, ("a.txt", "x" * 2000)).status_code == 302
    settings.FOLDER_LIMIT = 100
    assert send(client, lumajang.library_unit, ("a.txt", DOCUMENT)).status_code == 413


def test_only_keepers_import_and_no_other_agency_sees_a_folder(lumajang, sign_in):
    url = send(sign_in(KEEPER), lumajang.library_unit, ("a.txt", DOCUMENT)).url
    clerk = sign_in(CLERK)
    assert clerk.get("/sop/impor/folder/").status_code == 403
    assert clerk.get(url).status_code == 403
    assert clerk.post(f"{url}batalkan/").status_code == 403
    stranger = sign_in(STRANGER)
    for address in (url, f"{url}keadaan/"):
        assert stranger.get(address).status_code == 404
    assert stranger.post(f"{url}batalkan/").status_code == 404


def test_the_corrections_of_the_office_are_shown_added_and_switched(lumajang, sign_in):
    client = sign_in(KEEPER)
    assert "Belum ada koreksi" in body(client.get("/sop/koreksi/"))
    role = {"kind": "role", "role-read": "Ksb TU", "role-means": "Kepala Subbagian Tata Usaha"}
    page = body(client.post("/sop/koreksi/", role, follow=True))
    assert "Koreksi dicatat" in page
    assert "Kepala Subbagian Tata Usaha" in page
    header = {"kind": "header", "header-read": "Bekal", "header-means": "inputs"}
    page = body(client.post("/sop/koreksi/", header, follow=True))
    assert '<strong lang="id">Kelengkapan</strong>' in page
    again = role | {"role-means": "Sekretaris"}
    page = body(client.post("/sop/koreksi/", again, follow=True))
    assert "Digantikan oleh koreksi tanggal" in page
    number = client.get("/sop/koreksi/").context["rows"][0][0].pk
    assert "Koreksi tidak dipakai lagi" in body(
        client.post(f"/sop/koreksi/{number}/", {"deed": "off"}, follow=True)
    )
    assert "Koreksi dihapus" in body(
        client.post(f"/sop/koreksi/{number}/", {"deed": "remove"}, follow=True)
    )


@pytest.mark.parametrize(
    "sent",
    [
        {"kind": "role", "role-read": "", "role-means": "x"},
        {"kind": "role", "role-read": "sama", "role-means": "sama"},
        {"kind": "header", "header-read": "Bekal", "header-means": "judul"},
    ],
)
def test_a_correction_that_says_nothing_is_told_beside_its_field(sent, lumajang, sign_in):
    answer = sign_in(KEEPER).post("/sop/koreksi/", sent)
    assert answer.status_code == 422
    assert 'class="error"' in body(answer)


def test_corrections_are_seen_and_changed_by_keepers_of_the_agency_only(
    lumajang, sign_in, person, now
):
    made = remember_correction(
        person(KEEPER), kind=TermKind.ROLE, read="Ksb", means="Sekretaris", now=now
    )
    assert sign_in(CLERK).get("/sop/koreksi/").status_code == 403
    assert sign_in(CLERK).post(f"/sop/koreksi/{made.pk}/", {"deed": "off"}).status_code == 403
    stranger = sign_in(STRANGER)
    assert stranger.post(f"/sop/koreksi/{made.pk}/", {"deed": "off"}).status_code == 404
    assert "Sekretaris" not in body(stranger.get("/sop/koreksi/"))
