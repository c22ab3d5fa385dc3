"""A form with a file takes the fields it knows, as a JSON body does; every other one is named."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tatalaksana.apps.archive.models import Document
from tatalaksana.apps.library.models import Source
from tatalaksana.apps.shared.agency import acting_for
from tests.entrypoints.web.library.pages import DOCUMENT, KEEPER


def send(program, path, **form):
    headers = {"Authorization": f"Bearer {program.secret}", "Idempotency-Key": str(uuid4())}
    return Client().post(f"/api/v1{path}", form, headers=headers)


def paper(name="surat.txt"):
    return SimpleUploadedFile(name, DOCUMENT.encode())


@pytest.fixture
def lumajang(office):
    return office("LUMAJANG")


def refused(answer):
    assert answer.status_code == 422, answer.content
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    told = answer.json()
    assert told["code"] == "TL603"
    return {one["place"] for one in told["errors"]}


def test_an_unknown_field_of_an_imported_document_is_named_and_nothing_is_kept(program, lumajang):
    with acting_for(lumajang.agency):
        before = Source.objects.count()
    answer = send(
        program(KEEPER), "/sources", unit=str(lumajang.library_unit), file=paper(), nomor="7"
    )
    assert refused(answer) == {"form/nomor"}
    with acting_for(lumajang.agency):
        assert Source.objects.count() == before


def test_an_unknown_field_of_an_attached_file_is_named(program, letter):
    sent = {"label": "Konsep", "file": paper()}
    path = f"/tasks/{letter.task.pk}/documents"
    assert refused(send(program(letter.first), path, **sent, row="3")) == {"form/row"}
    assert refused(send(program(letter.first), path, **sent | {"extra": paper("b.txt")})) == {
        "file/extra"
    }
    with acting_for(letter.agency):
        assert not Document.objects.filter(casedocument__case=letter.started.case).exists()


def test_a_field_or_a_file_that_is_sent_twice_is_refused(program, letter):
    path = f"/tasks/{letter.task.pk}/documents"
    one = program(letter.first)
    twice = {"label": ["Satu", "Dua"], "file": paper()}
    assert refused(send(one, path, **twice)) == {"form/label"}
    assert refused(send(one, path, label="Satu", file=[paper(), paper("b.txt")])) == {"file/file"}


def test_what_is_known_is_taken_as_before(program, letter):
    answer = send(
        program(letter.first), f"/tasks/{letter.task.pk}/documents", label="Konsep", file=paper()
    )
    assert answer.status_code == 201, answer.content


def test_who_may_not_enter_is_told_so_first(letter):
    answer = Client().post(
        f"/api/v1/tasks/{letter.task.pk}/documents",
        {"label": "Konsep", "file": paper(), "row": "3"},
        headers={"Idempotency-Key": str(uuid4())},
    )
    assert answer.status_code == 401
