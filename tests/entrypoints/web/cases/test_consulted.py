"""Minta pendapat: on the page of the task, in the inbox of the one who is asked, and back."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tatalaksana.apps.cases.models import Consultation
from tatalaksana.apps.shared.agency import acting_for
from tests.entrypoints.web.cases.conftest import text_of
from tests.entrypoints.web.conftest import answer

MONITORING = "Monitoring Penyelenggaraan"
WHAT = "Apakah dasar hukumnya cukup?"


@pytest.fixture
def asked(file, at_desk):
    """A task of the analyst, who has asked the Karo Hukum."""
    draft = file(MONITORING, 2)
    draft.asker, draft.lawyer = at_desk("analis.kalbar"), at_desk("hukum.kalbar")
    draft.page = f"/tugas/{draft.task.pk}/"
    assert "Minta pendapat rekan" in text_of(draft.asker.get(draft.page))
    draft.response = ask(draft)
    return draft


def ask(draft, **fields):
    found = draft.asker.get(f"{draft.page}pendapat/?cari=hukum").content.decode()
    value = found.split('name="whom" value="')[1].split('"')[0]
    values = {"kunci": str(uuid4()), "whom": value, "question": WHAT} | fields
    return draft.asker.post(f"{draft.page}pendapat/?cari=hukum", values)


def question(draft):
    with acting_for(draft.office.agency):
        return Consultation.objects.filter(case=draft.started.case).latest("pk")


def test_whoever_asks_is_told_that_the_task_stays_and_sees_who_is_awaited(asked):
    assert asked.response.url == f"{asked.page}#pendapat"
    page = text_of(asked.asker.get(asked.page))
    assert "Tugas tetap pada Anda dan jamnya berjalan terus" in page
    assert "menunggu pendapat" in page
    assert WHAT in page
    assert "Selesaikan tanpa menunggu pendapat" in page


def test_the_one_who_is_asked_finds_it_in_her_inbox_reads_the_case_and_answers(asked):
    inbox = text_of(asked.lawyer.get("/"))
    assert "Dimintai pendapat" in inbox
    assert WHAT in inbox
    assert asked.lawyer.get(asked.address).status_code == 200
    page = asked.lawyer.get(asked.page)
    assert "Anda dimintai pendapat" in text_of(page)
    paper = SimpleUploadedFile("telaah.txt", b"telaah")
    response = asked.lawyer.post(
        f"/pendapat/{question(asked).pk}/",
        {"kunci": str(uuid4()), "text": "Cukup, tambahkan Perda.", "paper": paper},
    )
    assert response.url == "/"
    told = text_of(asked.lawyer.get("/"))
    assert "Pendapat Anda tersimpan" in told
    assert "Dimintai pendapat" not in told
    assert asked.lawyer.get(asked.page).status_code == 404
    mine = text_of(asked.asker.get(asked.page))
    assert "Cukup, tambahkan Perda." in mine
    assert "Pendapat Kepala Biro Hukum" in mine
    line = text_of(asked.asker.get(asked.address))
    assert "pendapat diberikan" in line
    assert asked.kinds[-2:] == ["consulted", "opinion"]


def test_an_empty_answer_is_refused_beside_its_field(asked):
    response = asked.lawyer.post(
        f"/pendapat/{question(asked).pk}/", {"kunci": str(uuid4()), "text": " "}
    )
    assert response.status_code == 422
    assert "Pendapatnya belum diisi" in text_of(response)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"whom": ""}, "Rekan yang ditanya belum dipilih"),
        ({"whom": "1-999999"}, "Pilih salah satu nama pada daftar"),
        ({"question": " "}, "Pertanyaannya belum diisi"),
    ],
)
def test_a_question_without_somebody_or_words_is_refused_beside_its_field(asked, fields, told):
    response = ask(asked, **fields)
    assert response.status_code == 422
    assert told in text_of(response)


def test_the_question_is_withdrawn_and_the_one_who_was_asked_reads_the_case_no_longer(asked):
    response = asked.asker.post(f"/pendapat/{question(asked).pk}/tarik/", {"kunci": str(uuid4())})
    assert response.url == asked.page
    assert "ditarik" in text_of(asked.asker.get(asked.page))
    assert asked.lawyer.get(asked.page).status_code == 404
    assert "Dimintai pendapat" not in text_of(asked.lawyer.get("/"))


def test_the_step_is_finished_without_the_answer_only_by_saying_so(asked):
    task = asked.task.pk
    refused = answer(asked.asker, task, "finish")
    assert refused.status_code == 422
    assert "belum diberikan" in text_of(refused)
    assert answer(asked.asker, task, "finish", tanpa_pendapat="on").status_code == 302


def test_nobody_else_asks_answers_or_withdraws(asked, at_desk):
    other, found = at_desk("kabag.kalbar"), question(asked)
    assert other.get(f"{asked.page}pendapat/").status_code in {403, 404}
    for address in (f"/pendapat/{found.pk}/", f"/pendapat/{found.pk}/tarik/"):
        said = {"kunci": str(uuid4()), "text": "Ya."}
        assert other.post(address, said).status_code in {403, 404}
        assert at_desk("kabag.lumajang").post(address, said).status_code == 404
