"""The list, a procedure, importing, binding, putting in force, withdrawing, comparing."""

import io
import re
from dataclasses import replace

import pdfplumber
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tatalaksana.apps.library.actions.correct import correct
from tatalaksana.apps.library.actions.import_document import import_document
from tatalaksana.apps.library.actions.revise import revise
from tatalaksana.apps.library.drafts import fingerprint_in_force
from tatalaksana.apps.library.models import Binding, Procedure, Source, Version
from tatalaksana.apps.library.queries import content_of, findings_of
from tatalaksana.apps.shared.agency import acting_for
from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.pens.pdf import draw
from tatalaksana.core.procedure.exchange import plain
from tatalaksana.core.reading.read import read

KEEPER, CLERK, STRANGER = "kasubag.lumajang", "umum.lumajang", "kasubag.tangerang"
SEEN = re.compile(r'name="seen" value="(\w+)"')
DOCUMENT = (
    "SOP Peminjaman Ruang Rapat\n\n"
    "No\tKegiatan\tPelaksana\t\tMutu Baku\t\t\tKeterangan\n"
    "\t\tKasubag\tPengelola\tKelengkapan\tWaktu\tOutput\t\n"
    "1\tMengajukan permohonan pemakaian ruang rapat\t\t[]\tSurat\t10 menit\tPermohonan\t\n"
    "2\tMeneliti permohonan, jika tidak setuju dikembalikan kepada Pengelola untuk diperbaiki\t"
    "[]\t\tPermohonan\t1 jam\tPersetujuan\t\n"
    "3\tMencatat pemakaian ruang rapat dalam buku\t\t[]\tPersetujuan\t5 menit\tCatatan\t\n"
)


@pytest.fixture
def lumajang(office):
    return office("LUMAJANG")


@pytest.fixture
def in_force(lumajang):
    return Version.objects.get(
        agency=lumajang.agency, status="berlaku", procedure__title__iexact="SURAT KELUAR"
    )


@pytest.fixture
def draft(in_force, person, now):
    return revise(person(KEEPER), version=in_force.pk, now=now)


def stored(version):
    with acting_for(version.agency_id):
        return Version.objects.get(pk=version.pk)


def body(answer):
    return answer.content.decode()


def seen_on(version):
    with acting_for(version.agency_id):
        return {"seen": fingerprint_in_force(version)}


def upload(client, data, unit, name="sop.txt", **more):
    file = SimpleUploadedFile(name, data if isinstance(data, bytes) else data.encode())
    return client.post("/sop/impor/", {"unit": unit, "document": file, **more})


# the list


def test_the_list_shows_every_procedure_with_status_in_words(lumajang, sign_in):
    count = Procedure.objects.filter(agency=lumajang.agency).count()
    page = body(sign_in(CLERK).get("/sop/"))
    assert page.count('class="row-title"') == count
    assert page.count("</svg> berlaku") == count
    assert "/sop/impor/" not in page


def test_search_and_status_live_in_the_address(draft, sign_in):
    client = sign_in(KEEPER)
    found = body(client.get("/sop/?cari=karya+satyalancana"))
    assert found.count('class="row-title"') == 1
    assert 'value="karya satyalancana"' in found
    drafts = body(client.get("/sop/?status=draf"))
    assert drafts.count('class="row-title"') == 1
    assert "draf versi 2 menunggu" in drafts
    assert "Tidak ada SOP yang cocok" in body(client.get("/sop/?cari=zzz"))


@pytest.mark.parametrize("query", ["unit=x", "unit=-1", "status=x", "cari=" + "x" * 500, "unit=²"])
def test_a_filter_that_makes_no_sense_is_passed_over(query, sign_in):
    assert sign_in(CLERK).get(f"/sop/?{query}").status_code == 200


# a procedure


def test_a_procedure_shows_its_steps_holders_findings_and_chart(in_force, sign_in):
    page = body(sign_in(CLERK).get(f"/sop/{in_force.procedure_id}/"))
    assert page.count('id="baris-') == len(in_force.content["steps"])
    assert "Slamet Riyadi" in page, "who holds the position today"
    assert "tidak disebut dalam dokumen" in page
    assert f'src="/sop/versi/{in_force.pk}/bagan.svg"' in page
    assert f'href="/berkas/mulai/{in_force.pk}/"' in page
    for deed in ("versi-baru", "cabut", "tinjau", "jabatan/"):
        assert f"/sop/versi/{in_force.pk}/{deed}" not in page, "a clerk only reads"


def test_the_findings_are_said_in_english_and_quote_the_document(in_force, sign_in):
    client = sign_in(CLERK)
    before = body(client.get(f"/sop/versi/{in_force.pk}/"))
    client.post("/bahasa/", {"language": "en", "next": "/"})
    after = body(client.get(f"/sop/versi/{in_force.pk}/"))
    there, here = (
        page[page.index('id="temuan"') :].split("</section>")[0] for page in (before, after)
    )
    assert there.count("<li>") == here.count("<li>") > 5
    assert "identitas, " in there
    assert "identity, " in here
    for word in ("identitas, ", "baris ", "Kelengkapan ", "Tulis ", "Tambahkan ", "tidak diisi"):
        assert word not in re.sub(r"&quot;.*?&quot;", "", here), word


def test_every_procedure_page_is_light(lumajang, sign_in):
    client = sign_in(KEEPER)
    for pk in list(Procedure.objects.filter(agency=lumajang.agency).values_list("pk", flat=True)):
        assert len(client.get(f"/sop/{pk}/").content) < 150_000


@pytest.mark.parametrize(
    ("ending", "start"),
    [
        ("svg", b"<svg"),
        ("pdf", b"%PDF"),
        ("docx", b"[Content_Types].xml"),
        ("json", b'"title"'),
        ("xlsx", b"[Content_Types].xml"),
        ("bpmn", b"bpmn:definitions"),
    ],
)
def test_the_document_is_drawn(ending, start, in_force, sign_in):
    client = sign_in(CLERK)
    answer = client.get(f"/sop/versi/{in_force.pk}/bagan.{ending}")
    assert answer.status_code == 200
    assert start in answer.content[:200]
    again = client.get(
        f"/sop/versi/{in_force.pk}/bagan.{ending}", headers={"If-None-Match": answer["ETag"]}
    )
    assert again.status_code == 304


def test_what_needs_no_paper_is_offered_once_and_kept_as_a_file(in_force, sign_in):
    client = sign_in(CLERK)
    page = body(client.get(f"/sop/versi/{in_force.pk}/"))
    assert page.count(f'href="/sop/versi/{in_force.pk}/bagan.bpmn"') == 1
    assert f'formaction="/sop/versi/{in_force.pk}/bagan.pdf"' in page
    answer = client.get(f"/sop/versi/{in_force.pk}/bagan.bpmn")
    assert answer["Content-Disposition"].startswith("attachment")
    assert ".bpmn" in answer["Content-Disposition"]


def test_word_is_offered_by_its_name_on_every_paper_and_kept_as_a_file(in_force, sign_in):
    client = sign_in(CLERK)
    page = body(client.get(f"/sop/versi/{in_force.pk}/"))
    assert "Word (DOCX)" in page
    assert f'formaction="/sop/versi/{in_force.pk}/bagan.docx"' in page
    for size in ("A4", "F4"):
        assert f"<option>{size}</option>" in page
    answer = client.get(f"/sop/versi/{in_force.pk}/bagan.docx?kertas=F4")
    assert answer["Content-Type"].endswith("wordprocessingml.document")
    assert answer["Content-Disposition"].startswith("attachment")


def test_paper_may_stand_upright(in_force, sign_in):
    client = sign_in(CLERK)
    assert '<option value="tegak">' in body(client.get(f"/sop/versi/{in_force.pk}/"))
    there = f"/sop/versi/{in_force.pk}/bagan.pdf?kertas=A4"
    level, upright = client.get(there), client.get(f"{there}&arah=tegak")
    assert upright.content.startswith(b"%PDF")
    assert upright["ETag"] != level["ETag"]
    assert client.get(f"{there}&arah=miring").status_code == 404


def words_of(answer):
    """The text of the pages of a PDF."""
    with pdfplumber.open(io.BytesIO(answer.content)) as document:
        return " ".join(" ".join((page.extract_text() or "").split()) for page in document.pages)


def test_history_and_findings_are_added_when_asked_for(draft, in_force, person, sign_in, now):
    """The history names the versions that were in force, and what each changed."""
    content = content_of(draft)
    first, *rest = content.steps
    noted = replace(content, steps=(replace(first, note="Paling lambat pukul 10"), *rest))
    correct(person("kasubag.lumajang"), version=draft.pk, content=noted, now=now)
    client = sign_in(CLERK)
    there = f"/sop/versi/{draft.pk}/bagan.pdf?kertas=A4"
    plain, history = client.get(there), client.get(f"{there}&riwayat=1")
    assert "Versi pertama" not in words_of(plain)
    assert "Versi pertama" in words_of(history)
    assert "Langkah 1, Keterangan" in words_of(history)
    found = client.get(f"/sop/versi/{in_force.pk}/bagan.pdf?kertas=A4&temuan=1")
    assert findings_of(in_force)[0].check in words_of(found)
    assert found["ETag"] != client.get(f"/sop/versi/{in_force.pk}/bagan.pdf?kertas=A4")["ETag"]


def test_too_many_performers_for_the_paper_are_told_on_the_page(draft, sign_in):
    draft.content = draft.content | {"performers": [f"Pelaksana {n}" for n in range(15)]}
    draft.save()
    there = f"/sop/versi/{draft.pk}/bagan.pdf?kertas=A4&arah=tegak"
    answer = sign_in(KEEPER).get(there, follow=True)
    assert answer.redirect_chain == [(f"/sop/versi/{draft.pk}/", 302)]
    assert "tidak muat di kertas A4 tegak" in body(answer)


def test_a_unit_has_a_book_of_its_sops_in_force(in_force, sign_in):
    client, unit = sign_in(CLERK), in_force.procedure.unit_id
    assert f'href="/sop/buku/{unit}.pdf"' in body(client.get("/sop/"))
    answer = client.get(f"/sop/buku/{unit}.pdf?kertas=F4")
    assert answer.content.startswith(b"%PDF")
    assert b"Daftar Isi" in answer.content
    assert "Buku SOP" in answer["Content-Disposition"]
    again = client.get(f"/sop/buku/{unit}.pdf?kertas=F4", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    assert sign_in(STRANGER).get(f"/sop/buku/{unit}.pdf").status_code == 404


def test_an_unknown_paper_or_format_is_not_found(in_force, sign_in):
    client = sign_in(CLERK)
    assert client.get(f"/sop/versi/{in_force.pk}/bagan.exe").status_code == 404
    assert client.get(f"/sop/versi/{in_force.pk}/bagan.pdf?kertas=tisu").status_code == 404


@pytest.mark.parametrize(
    "path", ["/sop/{p}/", "/sop/versi/{v}/", "/sop/versi/{v}/bagan.svg", "/sop/{p}/banding/"]
)
def test_another_agency_does_not_find_it(path, in_force, sign_in):
    there = path.format(p=in_force.procedure_id, v=in_force.pk)
    assert sign_in(STRANGER).get(there).status_code == 404


def test_two_versions_stand_side_by_side(in_force, draft, sign_in):
    draft.content = draft.content | {"number": "065/1/2026"}
    draft.save()
    client = sign_in(CLERK)
    page = body(client.get(f"/sop/{in_force.procedure_id}/banding/?lama=1&baru=2"))
    assert "1 nilai berbeda" in page
    assert "<ins>065/1/2026</ins>" in page
    assert "Pilih dua versi" in body(client.get(f"/sop/{in_force.procedure_id}/banding/?lama=x"))


# bringing documents in


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
    assert "Mengajukan permohonan pemakaian ruang rapat</td>" in page


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


# from draft to force


@pytest.fixture
def fresh(lumajang, person, now):
    """A draft that no office knows yet."""
    (version,) = import_document(
        person(KEEPER), unit=lumajang.library_unit, name="a.txt", data=DOCUMENT.encode(), now=now
    )
    return version


def test_what_is_missing_is_listed_until_positions_are_confirmed(fresh, lumajang, sign_in):
    client = sign_in(KEEPER)
    page = body(client.get(f"/sop/versi/{fresh.pk}/jabatan/"))
    assert "Jabatan untuk pelaksana “Kasubag” belum ditetapkan." in page
    assert "Berlakukan versi 1" not in page
    refused = client.post(f"/sop/versi/{fresh.pk}/berlakukan/", seen_on(fresh))
    assert refused.status_code == 422
    assert "belum ditetapkan" in body(refused)
    bound = client.post(
        f"/sop/versi/{fresh.pk}/jabatan/",
        {
            "role-1": "Kasubag",
            "position-1": lumajang.roles["Kasubag"],
            "role-2": "Pengelola",
            "position-2": lumajang.roles["Pengelola"],
        },
        follow=True,
    )
    assert "Berlakukan versi 1" in body(bound)
    seen = SEEN.search(body(bound))
    done = client.post(f"/sop/versi/{fresh.pk}/berlakukan/", {"seen": seen[1]}, follow=True)
    assert "berlaku mulai sekarang" in body(done)
    assert stored(fresh).status == "berlaku"


def test_a_draft_changed_meanwhile_is_not_put_in_force_and_the_page_shows_it_as_it_is(
    draft, lumajang, person, now, sign_in
):
    client, path = sign_in(KEEPER), f"/sop/versi/{draft.pk}/jabatan/"
    seen = SEEN.search(body(client.get(path)))
    content = replace(content_of(draft), performers=(*content_of(draft).performers, "Notulis"))
    with acting_for(draft.agency_id):
        correct(person(KEEPER), version=draft.pk, content=content, now=now)
    refused = client.post(f"/sop/versi/{draft.pk}/berlakukan/", {"seen": seen[1]})
    page = body(refused)
    assert refused.status_code == 409
    assert "sudah diubah sejak Anda membukanya; belum diberlakukan" in page
    assert "TL604" in page
    assert "Anda sendiri, di jendela lain, sudah menyimpan perubahan" in page
    assert "Notulis" in page
    assert stored(draft).status == "draf"
    done = client.post(
        f"/sop/versi/{draft.pk}/berlakukan/", {"seen": SEEN.search(page)[1]}, follow=True
    )
    assert "berlaku mulai sekarang" in body(done)


@pytest.mark.parametrize("sent", [{}, {"seen": ""}, {"seen": "apa saja"}])
def test_nothing_is_put_in_force_by_who_has_not_seen_it(sent, draft, sign_in):
    answer = sign_in(KEEPER).post(f"/sop/versi/{draft.pk}/berlakukan/", sent)
    assert answer.status_code == 409
    assert stored(draft).status == "draf"


def test_a_foreign_position_binds_nothing(fresh, office, sign_in):
    foreign = office("TANGERANG").roles["Kasubag"]
    answer = sign_in(KEEPER).post(
        f"/sop/versi/{fresh.pk}/jabatan/", {"role-1": "Kasubag", "position-1": foreign}
    )
    assert answer.status_code == 404
    with acting_for(fresh.agency_id):
        assert not Binding.objects.filter(version=fresh, confirmed_at__isnull=False).exists()


def test_a_new_version_leaves_the_one_in_force_alone(in_force, sign_in):
    answer = sign_in(KEEPER).post(f"/sop/versi/{in_force.pk}/versi-baru/", follow=True)
    assert "Versi 2 dibuat sebagai draf" in body(answer)
    assert stored(in_force).status == "berlaku"


def test_a_second_draft_is_refused_with_what_to_do(in_force, draft, sign_in):
    answer = sign_in(KEEPER).post(f"/sop/versi/{in_force.pk}/versi-baru/", follow=True)
    assert "Lanjutkan atau berlakukan draf itu" in body(answer)


def test_withdrawing_says_what_happens_to_running_files(in_force, sign_in):
    client = sign_in(KEEPER)
    answer = client.post(f"/sop/versi/{in_force.pk}/cabut/", follow=True)
    assert "Berkas yang sudah berjalan diteruskan" in body(answer)
    assert stored(in_force).status == "dicabut"
    again = client.post(f"/sop/versi/{in_force.pk}/cabut/", follow=True)
    assert "Hanya versi yang berlaku" in body(again)


@pytest.mark.parametrize("path", ["tinjau/simpan/", "berlakukan/", "versi-baru/", "cabut/"])
def test_a_deed_is_never_done_by_following_a_link(path, in_force, sign_in):
    answer = sign_in(KEEPER).get(f"/sop/versi/{in_force.pk}/{path}")
    assert answer.status_code in (302, 405)
    assert stored(in_force).status == "berlaku"
