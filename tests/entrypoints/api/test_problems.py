"""Every error is a problem in the reader's language, and never a traceback."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import OperationalError
from django.test import Client

from tatalaksana.entrypoints.api import office

PROBLEM = "application/problem+json"


def test_a_refusal_tells_code_sentence_and_cure(program, letter):
    got = program(letter.second).post(f"/tasks/{letter.task.pk}/finish", {"answer": "finish"})
    told = got.json()
    assert got.headers["Content-Type"] == PROBLEM
    assert told["status"] == got.status_code == 403
    assert told["type"] == "docs/errors#TL601"
    assert told["code"] == "TL601"
    assert told["detail"].endswith(".")


def test_it_speaks_indonesian_unless_english_is_asked_for(program, letter):
    one = program(letter.first)
    path = "/tasks/999999"
    assert one.get(path).json()["detail"] == "Tugas ini tidak ada, atau bukan untuk Anda."
    for wanted, language in (("en-GB,en;q=0.8", "en"), ("id", "id"), ("fr, de;q=0.5", "id")):
        got = one.get(path, **{"Accept-Language": wanted})
        assert got.headers["Content-Language"] == language
    assert (
        one.get(path, **{"Accept-Language": "en"}).json()["detail"] == "Not found in your agency."
    )


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (("GET", "/tidak-ada", None), 404),
        (("DELETE", "/me", None), 405),
        (("GET", "/tasks/7.0", None), 422),
        (("GET", "/cases?limit=0", None), 422),
        (("GET", "/cases?limit=1e1", None), 422),
        (("POST", "/cases", {"version": "1", "title": "x"}), 422),
        (("POST", "/cases", {"version": 1, "title": "x", "lain": 1}), 422),
        (("POST", "/cases", {"version": 1, "title": " \n"}), 422),
        (("POST", "/cases", []), 422),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(program, letter, asked, status):
    got = program(letter.first).call(
        *asked, **{"Idempotency-Key": str(uuid4()), "Accept-Language": "en"}
    )
    assert (got.status_code, got.headers["Content-Type"]) == (status, PROBLEM)
    if status == 422:
        assert all(one["place"] and one["detail"] for one in got.json()["errors"])
    if status == 405:
        assert "GET" in got.headers["Allow"]


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe", b'{"version": 1, "title": "\\ud800"}'])
def test_a_body_that_cannot_be_read_is_told(program, letter, body):
    headers = {
        "Authorization": f"Bearer {program(letter.first).secret}",
        "Idempotency-Key": str(uuid4()),
    }
    got = Client().generic("POST", "/api/v1/cases", body, "application/json", headers=headers)
    assert got.status_code in (400, 422)
    assert got.headers["Content-Type"] == PROBLEM


def test_what_is_too_large_is_not_read(letter, program):
    headers = {"Idempotency-Key": str(uuid4())}
    body = b'"' + b"x" * (6 * 1024 * 1024) + b'"'
    for more in ({}, {"Authorization": f"Bearer {program(letter.first).secret}"}):
        got = Client().generic(
            "POST", "/api/v1/cases", body, "application/json", headers=headers | more
        )
        assert (got.status_code, got.headers["Content-Type"]) == (413, PROBLEM)


def test_a_fault_of_ours_is_told_without_its_traceback(program, letter, monkeypatch):
    def broken(_holder):
        raise OperationalError("password=rahasia")

    monkeypatch.setattr(office, "told_seat", broken)
    one = program(letter.first)
    client = Client(raise_request_exception=False)
    got = client.get("/api/v1/me", headers={"Authorization": f"Bearer {one.secret}"})
    assert (got.status_code, got.headers["Content-Type"]) == (500, PROBLEM)
    assert "rahasia" not in got.content.decode()
    assert "Traceback" not in got.content.decode()


def test_no_answer_is_kept_by_anybody_between(program, letter):
    for path in ("/me", "/tidak-ada", "/openapi.json"):
        assert program(letter.first).get(path).headers["Cache-Control"] == "no-store"
