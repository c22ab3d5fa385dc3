"""A task from its page to its end, as the officials of Lumajang see it."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tatalaksana.apps.archive.models import DocumentVersion
from tatalaksana.apps.cases.models import CaseDocument
from tatalaksana.apps.shared.agency import acting_for
from tests.entrypoints.web.conftest import answer

PDF = b"%PDF-1.4\n%%EOF\n"


def pdf(name="konsep.pdf", content=PDF):
    return SimpleUploadedFile(name, content, "application/pdf")


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def clerk(at_desk, letter):
    """The second official, before the task that may be returned."""
    letter.drafted(at_desk(letter.first))
    return at_desk(letter.second)


def test_the_page_says_what_to_do_to_whom_it_goes_and_until_when(clerk, letter):
    words = text_of(clerk.get(f"/tugas/{letter.task.pk}/"))
    assert "langkah 2 dari 6" in words
    assert "Fajar Nugroho" in words  # from whom
    assert "Diteruskan kepada Kepala Subbagian Kelembagaan dan Tatalaksana" in words
    assert "Wiwik Handayani" in words
    assert "Kembali kepada" in words
    assert "WIB" in words


def test_finishing_says_what_happened_and_to_whom_it_went(at_desk, letter):
    client = at_desk(letter.first)
    response = answer(client, letter.task.pk, "finish")
    assert response.status_code == 302
    page = text_of(client.get(response.url))
    assert "Langkah 1 berkas" in page
    assert "Slamet Riyadi" in page


def test_the_same_click_twice_counts_once_and_says_the_same(at_desk, letter):
    client, task, key = at_desk(letter.first), letter.task.pk, str(uuid4())
    first = answer(client, task, "finish", kunci=key)
    events = letter.events
    again = answer(client, task, "finish", kunci=key)
    assert (first.status_code, again.status_code) == (302, 302)
    assert letter.events == events


def test_another_click_on_a_finished_task_is_refused_and_shows_what_was_done(at_desk, letter):
    client, task = at_desk(letter.first), letter.task.pk
    answer(client, task, "finish")
    events = letter.events
    again = answer(client, task, "finish")
    assert again.status_code == 409
    assert "sudah diselesaikan" in text_of(again)
    assert letter.events == events


def test_a_return_without_reason_is_refused_beside_the_field_and_keeps_the_rest(clerk, letter):
    events = letter.events
    response = answer(clerk, letter.task.pk, "return", periksa="0", nama_lain="Memo", alasan="  ")
    page = response.content.decode()
    assert response.status_code == 422
    assert 'aria-describedby="alasan_hint alasan_error"' in page
    assert 'id="alasan_error"' in page
    assert re.search(r'value="0" checked', page)
    assert 'value="Memo"' in page
    assert '<details class="way way-return" open>' in page
    assert letter.events == events


def test_a_return_goes_back_to_the_same_hands_with_its_reason(clerk, at_desk, letter):
    response = answer(clerk, letter.task.pk, "return", alasan="Nomor rujukan\nbelum ditulis.")
    assert "dikembalikan" in text_of(clerk.get(response.url))
    first = at_desk(letter.first)
    inbox = first.get("/?saring=dikembalikan")
    assert "Undangan rapat" in text_of(inbox)
    page = text_of(first.get(f"/tugas/{letter.task.pk}/"))
    assert "Dikembalikan oleh Slamet Riyadi" in page
    assert "Nomor rujukan belum ditulis." in page


def test_an_answer_the_step_does_not_know_is_refused_in_words(at_desk, letter):
    for wrong in ("", "approve", "hapus"):
        response = answer(at_desk(letter.first), letter.task.pk, wrong)
        assert response.status_code == 422
        assert "tombol" in text_of(response)


def test_a_damaged_key_is_refused_in_words(at_desk, letter):
    response = answer(at_desk(letter.first), letter.task.pk, "finish", kunci="rusak")
    assert response.status_code == 422
    assert "Formulir ini tidak utuh" in text_of(response)


def test_an_upload_keeps_what_was_ticked_and_typed(clerk, letter):
    there = f"/tugas/{letter.task.pk}/"
    fields = {"periksa": "0", "alasan": "Belum <rapi>", "berkas_0": pdf()}
    response = clerk.post(f"{there}lampirkan/", fields)
    assert response.status_code == 302
    page = clerk.get(there).content.decode()
    assert 'value="0" checked' in page
    assert "Belum &lt;rapi&gt;</textarea>" in page
    assert "konsep.pdf" in page


def test_a_second_upload_becomes_the_next_version_and_the_first_stays(clerk, letter):
    there = f"/tugas/{letter.task.pk}/"
    for name in ("satu.pdf", "dua.pdf"):
        clerk.post(f"{there}lampirkan/", {"berkas_0": pdf(name, PDF + name.encode())})
    words = text_of(clerk.get(letter.address))
    assert "satu.pdf" in words
    assert "dua.pdf" in words
    with acting_for(letter.agency):
        assert CaseDocument.objects.filter(case=letter.started.case).count() == 1


def test_a_document_under_a_name_of_its_own(clerk, letter):
    there = f"/tugas/{letter.task.pk}/"
    unnamed = clerk.post(f"{there}lampirkan/", {"lain": pdf()})
    assert unnamed.status_code == 422
    assert 'id="lain_error"' in unnamed.content.decode()
    clerk.post(f"{there}lampirkan/", {"lain": pdf(), "nama_lain": "Memo  Kabag"})
    assert "Memo Kabag" in text_of(clerk.get(there))


def test_files_chosen_but_not_sent_are_attached_by_finishing(at_desk, letter):
    client = at_desk(letter.first)
    assert answer(client, letter.task.pk, "finish", berkas_0=pdf()).status_code == 302
    assert "konsep.pdf" in text_of(client.get(letter.address))


@pytest.mark.parametrize("where", ["lampirkan", "selesai"])
def test_an_empty_file_is_refused_beside_its_field(clerk, letter, where):
    events = letter.events
    fields = {"berkas_0": pdf(content=b""), "periksa": "0", "jawaban": "approve"}
    response = clerk.post(f"/tugas/{letter.task.pk}/{where}/", fields | {"kunci": str(uuid4())})
    page = response.content.decode()
    assert response.status_code == 422
    assert 'id="berkas_0_error"' in page
    assert "Berkas ini kosong" in page
    assert 'value="0" checked' in page
    assert letter.events == events


def test_a_too_large_file_is_refused_and_leaves_nothing(clerk, letter, settings, tmp_path):
    settings.UPLOAD_LIMIT, settings.DATA_FOLDER = 1000, tmp_path
    large = SimpleUploadedFile("besar.pdf", b"%PDF-1.4" + bytes(4000), "application/pdf")
    response = clerk.post(f"/tugas/{letter.task.pk}/lampirkan/", {"berkas_0": large})
    assert response.status_code == 422
    assert "lebih besar" in text_of(response)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_more_than_all_files_together_may_have_is_refused_unread(clerk, letter, settings):
    settings.UPLOAD_LIMIT = 100
    large = SimpleUploadedFile("besar.pdf", b"%PDF-1.4" + bytes(4000), "application/pdf")
    response = clerk.post(f"/tugas/{letter.task.pk}/lampirkan/", {"berkas_0": large})
    assert response.status_code == 413
    assert "terlalu besar" in response.content.decode()


def test_an_upload_without_a_file_says_so(clerk, letter):
    response = clerk.post(f"/tugas/{letter.task.pk}/lampirkan/", {"periksa": "0"})
    assert response.status_code == 422
    assert "Belum ada berkas yang dipilih" in text_of(response)


def test_a_task_of_somebody_else_says_who_has_it_and_offers_no_button(clerk, at_desk, letter):
    colleague = at_desk(letter.colleague)
    response = colleague.get(f"/tugas/{letter.task.pk}/")
    assert "Tugas ini bukan untuk jabatan Anda" in text_of(response)
    assert "Slamet Riyadi" in text_of(response)
    assert b'name="jawaban"' not in response.content
    events = letter.events
    assert answer(colleague, letter.task.pk, "approve").status_code == 403
    assert answer(colleague, letter.task.pk, "approve", berkas_0=pdf()).status_code == 403
    assert letter.events == events
    with acting_for(letter.agency):
        assert not DocumentVersion.objects.filter(document__casedocument__isnull=False).exists()


def test_a_finished_task_shows_what_was_done_and_cannot_be_changed(at_desk, letter):
    client, task = at_desk(letter.first), letter.task.pk
    answer(client, task, "finish", periksa="0")
    page = client.get(f"/tugas/{task}/")
    assert "Tugas ini sudah diselesaikan" in text_of(page)
    assert "Dicentang" in text_of(page)
    assert b'name="jawaban"' not in page.content


def test_coming_back_by_address_to_a_form_leads_to_the_task(at_desk, letter):
    for where in ("selesai", "lampirkan"):
        response = at_desk(letter.first).get(f"/tugas/{letter.task.pk}/{where}/")
        assert response.url == f"/tugas/{letter.task.pk}/"
