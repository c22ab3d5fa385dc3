"""A file with an outside party on the pages: noted, read by everybody, released, never late."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tatalaksana.apps.cases.models import Task
from tatalaksana.apps.cases.queries import documents_of
from tatalaksana.apps.shared.agency import acting_for
from tests.entrypoints.web.cases.conftest import SK, text_of
from tests.entrypoints.web.conftest import answer

WHY = "Menunggu data dari Dinas Kesehatan"


@pytest.fixture
def analysed(file):
    """The second row of the SK: two working hours, at the analyst's desk."""
    return file(SK, 2)


def hold(client, task, **fields):
    values = {"kunci": str(uuid4()), "kunci_luar": str(uuid4()), "keterangan": WHY} | fields
    return client.post(f"/tugas/{task}/di-luar/", values)


def release(client, task, **fields):
    return client.post(f"/tugas/{task}/sudah-kembali/", {"kunci_luar": str(uuid4())} | fields)


def test_a_held_file_says_since_when_why_and_what_is_left(analysed, at_desk):
    client, task = at_desk("analis.kalbar"), analysed.task.pk
    page = client.get(f"/tugas/{task}/")
    assert "Berkas sedang di luar kantor?" in text_of(page)
    assert hold(client, task).url == f"/tugas/{task}/"
    with acting_for(analysed.office.agency):
        Task.objects.filter(pk=task).update(consumed=30)
    page = text_of(client.get(f"/tugas/{task}/"))
    assert "Berkas di luar kantor sejak hari ini pukul" in page
    assert WHY in page
    assert "sisa 1 jam 30 menit" in page
    assert "Berkas sudah kembali" in page
    assert "Berkas sedang di luar kantor?" not in page
    assert "tanpa batas waktu" not in page
    assert analysed.kinds == ["opened", "finished", "held"]


def test_the_file_comes_back_and_the_deadline_runs_again(analysed, at_desk):
    client, task = at_desk("analis.kalbar"), analysed.task.pk
    hold(client, task)
    assert release(client, task).url == f"/tugas/{task}/"
    page = text_of(client.get(f"/tugas/{task}/"))
    assert "jam langkah ini berjalan lagi. Batas waktu:" in page
    assert "Berkas sedang di luar kantor?" in page
    assert analysed.task.due_at
    assert analysed.kinds[-2:] == ["held", "released"]


@pytest.mark.parametrize("reason", ["", "   "])
def test_on_whom_it_waits_must_be_told_and_the_rest_is_kept(analysed, at_desk, reason):
    client, task = at_desk("analis.kalbar"), analysed.task.pk
    response = hold(client, task, keterangan=reason, periksa="0", nama_lain="Telaah")
    page = response.content.decode()
    assert response.status_code == 422
    assert "Keterangan belum diisi." in text_of(response)
    assert 'href="#keterangan"' in page
    assert 'aria-describedby="keterangan_hint keterangan_error"' in page
    assert re.search(r'<details[^>]*id="luar" open', page)
    assert 'value="Telaah"' in page
    assert "alasan_error" not in page
    assert analysed.task.running_since
    client.cookies["django_language"] = "en"
    english = text_of(hold(client, task, keterangan=reason))
    assert "The note is empty. Write who has the file and what is awaited." in english


def test_what_was_ticked_and_chosen_is_not_lost_by_noting_it(analysed, at_desk):
    client, task = at_desk("analis.kalbar"), analysed.task.pk
    upload = SimpleUploadedFile("data.pdf", b"%PDF-1.4\n")
    hold(client, task, periksa="0", lain=upload, nama_lain="Data awal")
    page = client.get(f"/tugas/{task}/").content.decode()
    assert re.search(r'name="periksa" value="0" checked', page)
    with acting_for(analysed.office.agency):
        assert [one.label for one in documents_of(analysed.case)] == ["Data awal"]


def test_the_same_click_counts_once_and_another_window_is_told(analysed, at_desk):
    client, task, key, back = at_desk("analis.kalbar"), analysed.task.pk, str(uuid4()), str(uuid4())
    first, again = hold(client, task, kunci_luar=key), hold(client, task, kunci_luar=key)
    other = hold(client, task)
    assert (first.status_code, again.status_code, other.status_code) == (302, 302, 409)
    assert "sudah dicatat berada di luar kantor" in text_of(other)
    assert "Berkas sudah kembali" in text_of(other), "the page shows how it stands"
    first, again = release(client, task, kunci_luar=back), release(client, task, kunci_luar=back)
    other = release(client, task)
    assert (first.status_code, again.status_code, other.status_code) == (302, 302, 409)
    assert "sudah kembali di kantor" in text_of(other)
    assert analysed.kinds == ["opened", "finished", "held", "released"]


def test_a_damaged_form_is_refused_in_words(analysed, at_desk):
    client, task = at_desk("analis.kalbar"), analysed.task.pk
    assert hold(client, task, kunci_luar="x").status_code == 422
    hold(client, task)
    assert release(client, task, kunci_luar="x").status_code == 422
    assert client.get(f"/tugas/{task}/di-luar/").url == f"/tugas/{task}/"
    assert client.get(f"/tugas/{task}/sudah-kembali/").url == f"/tugas/{task}/"


def test_only_who_has_the_task_notes_it_and_others_read_it(analysed, at_desk):
    task = analysed.task.pk
    for other in ("karo.kalbar", "hukum.kalbar"):
        assert hold(at_desk(other), task).status_code == 403
    assert hold(at_desk("kabag.lumajang"), task).status_code == 404
    assert release(at_desk("kabag.lumajang"), task).status_code == 404
    hold(at_desk("analis.kalbar"), task)
    karo = at_desk("karo.kalbar")
    assert release(karo, task).status_code == 403
    page = karo.get(f"/tugas/{task}/")
    assert WHY in text_of(page)
    assert "/sudah-kembali/" not in page.content.decode()


def test_a_step_is_finished_while_its_file_is_noted_as_outside(analysed, at_desk):
    client, task = at_desk("analis.kalbar"), analysed.task.pk
    hold(client, task)
    response = answer(client, task, "finish")
    assert response.status_code == 302
    assert analysed.case.row == 3
    done = text_of(client.get(f"/tugas/{task}/"))
    assert "Tugas ini sudah diselesaikan" in done
    assert "Berkas di luar kantor sejak" not in done
    assert hold(client, task).status_code == 409


def test_lists_show_a_held_file_with_sign_and_word_and_never_as_late(analysed, at_desk):
    client, task = at_desk("analis.kalbar"), analysed.task.pk
    with acting_for(analysed.office.agency):
        long_ago = timezone.now() - timedelta(days=30)
        Task.objects.filter(pk=task).update(due_at=long_ago)
    row = re.compile(rf'<a class="row[^>]*href="/tugas/{task}/">.*?</a>', re.S)
    before = client.get("/").content.decode()
    assert "terlambat" in row.search(before)[0]
    late = int(re.search(r'saring=terlambat"[^>]*>[^<]*<span[^>]*>(\d+)', before)[1])
    hold(client, task)
    page = client.get("/").content.decode()
    shown = row.search(page)[0]
    assert "badge-held" in shown
    assert "di luar sejak hari ini pukul" in shown
    assert "terlambat" not in shown
    assert "row-late" not in shown
    assert f'/tugas/{task}/"' not in client.get("/?saring=terlambat").content.decode()
    counted = int(re.search(r'saring=terlambat"[^>]*>[^<]*<span[^>]*>(\d+)', page)[1])
    assert counted == late - 1
    cases = client.get("/berkas/?keadaan=berjalan").content.decode()
    assert re.search(rf'href="{analysed.address}">.*?badge-held.*?</a>', cases, re.S)


def test_the_case_page_tells_it_on_the_chart_in_the_steps_and_in_the_time_line(analysed, at_desk):
    client, task = at_desk("analis.kalbar"), analysed.task.pk
    hold(client, task)
    response = client.get(analysed.address)
    page, told = response.content.decode(), text_of(response)
    assert re.findall(r'step step--held" data-row="(\d)"', page) == ["2"]
    assert "Langkah 2: berkas ke luar kantor; jam berhenti" in told
    assert "sisa 2 jam" in told
    assert "timeline-held" in page
    release(client, task)
    told = text_of(client.get(analysed.address))
    assert "Langkah 2: berkas kembali; jam berjalan lagi" in told
    answer(client, task, "finish")
    third = text_of(at_desk("kasubbag.kalbar").get(f"/tugas/{analysed.task.pk}/"))
    assert "Dari Yusuf Maulana" in third, "a note hides nobody who sent the file"


def test_a_note_hides_no_return(analysed, at_desk):
    """Row 3 returns to row 2; the analyst notes that she waits, and still reads why."""
    client = at_desk("analis.kalbar")
    answer(client, analysed.task.pk, "finish")
    kasubbag = at_desk("kasubbag.kalbar")
    answer(kasubbag, analysed.task.pk, "return", alasan="Lengkapi datanya.")
    task = analysed.task.pk
    hold(client, task)
    page = text_of(client.get(f"/tugas/{task}/"))
    assert "Lengkapi datanya." in page
    assert "Dikembalikan oleh" in page
    row = re.search(rf'href="/tugas/{task}/">.*?</a>', client.get("/").content.decode(), re.S)[0]
    assert "badge-returned" in row
    assert "badge-held" in row


def test_an_approval_that_a_later_return_undid_is_marked(file, at_desk):
    """Row 4 approves, row 5 returns to the drafter: the approval is asked again."""
    draft = file(SK, 5)
    answer(at_desk("karo.kalbar"), draft.task.pk, "return", alasan="Dasar hukum.")
    page = at_desk("karo.kalbar").get(draft.address)
    marked = re.findall(r"<li[^>]*>(?:(?!</li>).)*badge-void.*?</li>", page.content.decode(), re.S)
    assert marked
    assert all("diminta lagi" in one for one in marked)
    assert "paraf batal" in text_of(page)
