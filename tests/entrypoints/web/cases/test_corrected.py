"""A finished deed says what happened, to whom it went, and how to undo it."""

import re
from uuid import uuid4

from tests.entrypoints.web.cases.conftest import SK, text_of
from tests.entrypoints.web.conftest import answer

WHY = "Berkasnya belum saya baca."


def take_back(client, task, **fields):
    return client.post(f"/tugas/{task}/koreksi/", {"kunci": str(uuid4()), "reason": WHY} | fields)


def test_the_message_after_a_step_leads_to_taking_it_back(file, at_desk):
    draft, kabag = file(SK, 4), at_desk("kabag.kalbar")
    task = draft.task.pk
    told = kabag.get(answer(kabag, task, "approve").url).content.decode()
    assert f'<a href="/tugas/{task}/#koreksi">Salah klik? Tarik kembali</a>' in told
    page = kabag.get(f"/tugas/{task}/").content.decode()
    assert f'action="/tugas/{task}/koreksi/"' in page
    assert "Salah menekan tombol." in page
    response = take_back(kabag, task)
    assert response.url == f"/tugas/{task}/"
    page = text_of(kabag.get(response.url))
    assert "Klik pada langkah 4 ditarik kembali" in page
    assert "Terbuka lagi: klik yang mengakhirinya ditarik kembali oleh Bambang Irawan" in page
    assert draft.case.row == 4


def test_the_next_official_reads_why_the_task_is_gone(file, at_desk):
    draft, kabag, karo = file(SK, 4), at_desk("kabag.kalbar"), at_desk("karo.kalbar")
    task = draft.task.pk
    answer(kabag, task, "approve")
    opened = draft.task.pk
    take_back(kabag, task)
    page = text_of(karo.get(f"/tugas/{opened}/"))
    assert "Tugas ini ditarik kembali: klik yang membukanya keliru." in page
    assert WHY in page
    assert f"/tugas/{opened}/" not in karo.get("/").content.decode()


def test_the_case_page_offers_it_to_those_who_may_and_tells_what_came_of_it(file, at_desk):
    draft, karo = file(SK, 4), at_desk("karo.kalbar")
    task = draft.task.pk
    answer(at_desk("kabag.kalbar"), task, "approve")
    link = f'<a href="/tugas/{task}/#koreksi">'
    assert re.search(rf"{link}\s*Koreksi klik ini", karo.get(draft.address).content.decode())
    assert link not in at_desk("hukum.kalbar").get(draft.address).content.decode()
    take_back(karo, task)
    page = text_of(karo.get(draft.address))
    assert "klik keliru" in page
    assert "Langkah 4: klik keliru ditarik kembali, langkah ini terbuka lagi" in page
    assert link not in karo.get(draft.address).content.decode()


def test_without_a_reason_nothing_happens_and_the_field_says_so(file, at_desk):
    draft, kabag = file(SK, 4), at_desk("kabag.kalbar")
    task = draft.task.pk
    answer(kabag, task, "approve")
    response = take_back(kabag, task, reason=" ")
    assert response.status_code == 422
    assert "Alasan koreksi belum diisi" in text_of(response)
    assert draft.case.row == 5


def test_once_a_later_step_is_done_the_page_says_that_a_return_helps(file, at_desk):
    draft, karo = file(SK, 4), at_desk("karo.kalbar")
    task = draft.task.pk
    answer(at_desk("kabag.kalbar"), task, "approve")
    answer(karo, draft.task.pk, "approve")
    assert "koreksi/" not in at_desk("kabag.kalbar").get(f"/tugas/{task}/").content.decode()
    response = take_back(karo, task)
    assert response.status_code == 422
    assert "tidak dapat dikoreksi" in text_of(response)
    assert "mengembalikan berkas" in text_of(response)


def test_nobody_else_corrects_it_and_no_other_agency_sees_it(file, at_desk):
    draft = file(SK, 4)
    task = draft.task.pk
    answer(at_desk("kabag.kalbar"), task, "approve")
    assert take_back(at_desk("hukum.kalbar"), task).status_code == 403
    assert take_back(at_desk("kabag.lumajang"), task).status_code == 404
