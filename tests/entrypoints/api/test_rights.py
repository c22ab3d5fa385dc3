"""Who may enter, what each may see and do; another agency's things are not there."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tatalaksana.apps.access import bounds as access_bounds
from tatalaksana.apps.access.models import Token
from tatalaksana.apps.cases.actions.attach_document import attach_document
from tatalaksana.apps.cases.models import Event, Task, TeamDecree
from tatalaksana.apps.library.models import Source, Version
from tatalaksana.apps.office.models import Account, DayOff, Delegation, Holding, Person, Position
from tatalaksana.apps.office.queries import holder_by_username, holder_on
from tatalaksana.apps.shared.agency import acting_for
from tatalaksana.entrypoints.api.door import api
from tatalaksana.entrypoints.api.openapi import described
from tests.cast import CAST

PATHS = described(api.get_openapi_schema())["paths"]
WITH_IDS = sorted((path, method) for path in PATHS if "{" in path for method in PATHS[path])
BODIES = {
    "finish": {"answer": "finish"},
    "return": {"reason": "x"},
    "send-back": {"reason": "x", "to_row": 1},
    "address": {"to": 1},
    "hold": {"reason": "x"},
    "correct": {"reason": "x"},
    "consult": {"position": 1, "person": 1, "question": "x"},
    "answer": {"text": "x"},
    "set-aside": {"position": 1, "reason": "x"},
    "ask-all": {"rows": [1]},
    "stop-waiting": {"reason": "x"},
    "release": {},
    "suspend": {"reason": "x"},
    "resume": {},
    "cancel": {"reason": "x"},
    "subcases": {"version": 1, "title": "x"},
    "move": {"version": 1, "to_row": 1, "reason": "x"},
    "move-cases": {"tasks": [1], "reason": "x"},
    "bindings": {"positions": {"Kabag": 1}},
    "put-in-force": {},
    "teams": {
        "name": "x", "chair": 1, "members": [2], "since": "2027-01-01", "until": "2027-12-31",
        "document": 1,
    },
    "refuse": {"reason": "x"},
    "duties": {"keeps_procedures": False, "keeps_office": False, "many": False},
    "holdings": {"person": 1, "kind": "plt", "since": "2027-01-01"},
    "holdings/{holding}/end": {"last_day": "2027-01-01"},
    "hand-over": {"to": 1, "position": 1, "reason": "x"},
}  # fmt: skip

ASKED = {"pairs": "?old=1", "move": "?version=1"}  #: what a GET has to ask for


@pytest.fixture
def foreign(letter) -> dict[str, int]:
    """Things of Lumajang, by the names of the parameters."""
    agency, now = CAST["LUMAJANG"].agency, timezone.now()
    with acting_for(agency):
        person = Person.objects.filter(agency=agency).first()
        other = Person.objects.filter(agency=agency).last()
        position = Position.objects.filter(agency=agency).first()
        holding = Holding.objects.filter(agency=agency).first()
        today = timezone.localdate()
        version = Version.objects.get(pk=letter.version)
        delegation = Delegation.objects.create(
            agency_id=agency, position=position, giver=person, taker=other, kind="semua",
            since=today, until=today,
        )  # fmt: skip
        day = DayOff.objects.create(
            agency_id=agency, day="2027-03-03", kind="libur", name="x", created_by=person,
            created_at=now,
        )  # fmt: skip
        paper = attach_document(
            holder_by_username(letter.first, today), task=letter.task.pk, label="SK",
            file_name="sk.pdf", chunks=[b"SK"], now=now,
        )  # fmt: skip
        decree = TeamDecree.objects.create(
            agency_id=agency, case_id=letter.started.case, seq=1, composition={},
            document_id=paper.document_id, asked_by=person, position=position, asked_at=now,
        )  # fmt: skip
        source = Source.objects.create(
            agency_id=agency, name="sop.txt", sha256="0" * 64, size=1, uploaded_by=person,
            uploaded_at=now,
        )  # fmt: skip
    return {
        "task": letter.task.pk,
        "version": letter.version,
        "procedure": version.procedure_id,
        "year": letter.started.year,
        "number": day.pk,
        "delegation": delegation.pk,
        "schedule": 1,
        "notice": 1,
        "call": 1,
        "consultation": 1,
        "decree": decree.pk,
        "source": source.pk,
        "position": position.pk,
        "person": person.pk,
        "holding": holding.pk,
        "absence": 1,
    }


@pytest.mark.parametrize(("path", "method"), WITH_IDS)
def test_what_belongs_to_another_agency_is_not_there(program, foreign, path, method):
    keeper = program("analis.kalbar")
    numbers = foreign | ({"number": 1} if "/cases/" in path else {})
    there = path.format(**numbers).removeprefix("/api/v1")
    if path.endswith("/documents") and method == "post":
        got = attach(keeper, there)
    elif method == "post":
        ends = ("/".join(path.split("/")[-many:]) for many in (1, 3))
        got = keeper.post(there, next((BODIES[end] for end in ends if end in BODIES), None))
    else:
        got = keeper.get(there + ASKED.get(path.rsplit("/", 1)[1], ""))
    assert (got.status_code, got.headers["Content-Type"]) == (404, "application/problem+json"), (
        got.content
    )
    assert got.json()["code"] == "TL602"


def attach(program, path):
    from django.core.files.uploadedfile import SimpleUploadedFile

    headers = {"Authorization": f"Bearer {program.secret}", "Idempotency-Key": str(uuid4())}
    data = {"label": "Surat", "file": SimpleUploadedFile("surat.pdf", b"%PDF-1.4")}
    return Client().post(f"/api/v1{path}", data, headers=headers)


@pytest.mark.parametrize("path", sorted(PATHS))
def test_nobody_enters_without_a_token(db, path):
    for method in PATHS[path]:
        there = re.sub(r"{\w+}", "1", path)
        got = Client().generic(method.upper(), there)
        assert got.status_code == 401, there
        assert got.json()["code"] == "TL611"
        assert got.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_token_that_only_reads_cannot_act(program, letter):
    reader = program(letter.first, "baca")
    task = letter.task.pk
    assert reader.get(f"/tasks/{task}").status_code == 200
    events = letter.events
    for path in sorted(PATHS):
        if "post" in PATHS[path] and "{task}" in path:
            there = path.format(task=task).removeprefix("/api/v1")
            got = reader.post(there, BODIES.get(path.rsplit("/", 1)[1]))
            assert (got.status_code, got.json()["code"]) == (403, "TL612"), path
    assert letter.events == events


def test_a_revoked_and_an_ended_token_are_refused(program, letter):
    one, two = program(letter.first), program(letter.first)
    with acting_for(letter.agency):
        Token.objects.filter(pk=one.token).update(revoked_at=timezone.now())
        Token.objects.filter(pk=two.token).update(until=timezone.localdate() - timedelta(days=1))
    assert one.get("/me").status_code == 401
    assert two.get("/me").status_code == 401


def test_a_wrong_token_is_refused_beside_a_session_too(at_desk, letter):
    client = at_desk(letter.first)
    assert client.get("/api/v1/me").status_code == 200
    got = client.get("/api/v1/me", headers={"Authorization": "Bearer tlk_1_" + "a" * 43})
    assert got.status_code == 401


def test_a_session_acts_only_with_the_sign_of_its_pages(letter):
    client = Client(enforce_csrf_checks=True)
    client.force_login(Account.objects.get(username=letter.first), BACKEND)
    client.get("/lainnya/")
    path, key = f"/api/v1/tasks/{letter.task.pk}/hold", str(uuid4())
    sent = {"data": '{"reason": "Di Bupati"}', "content_type": "application/json"}
    refused = client.post(path, **sent, headers={"Idempotency-Key": key})
    assert (refused.status_code, refused.json()["code"]) == (403, "TL601")
    sign = client.cookies["csrftoken"].value
    done = client.post(path, **sent, headers={"Idempotency-Key": key, "X-CSRFToken": sign})
    assert done.status_code == 200, done.content


BACKEND = "django.contrib.auth.backends.ModelBackend"


def test_a_one_time_password_opens_nothing_here(program, letter):
    one = program(letter.first)
    Account.objects.filter(username=letter.first).update(must_change_password=True)
    got = one.get("/me")
    assert (got.status_code, got.json()["code"]) == (403, "TL601")


def test_no_program_finishes_a_step_that_signs(program, run):
    case = run("LUMAJANG", "Surat Keluar")
    while not case.plan.step(case.task.row).signs:
        case.forward()
    there = case.office.agency
    holder = holder_on(there, case.task.position_id, case.now.date())
    username = Person.objects.select_related("account").get(pk=holder.person).account.username
    signer = program(username)
    ways = case.plan.step(case.task.row).ways
    answer = "finish" if "finish" in ways else "approve"
    events = Event.objects.filter(case=case.started.case).count()
    got = signer.post(f"/tasks/{case.task.pk}/finish", {"answer": answer})
    assert (got.status_code, got.json()["code"]) == (403, "TL601"), got.content
    with acting_for(there):
        assert Event.objects.filter(case=case.started.case).count() == events


def test_who_asks_too_often_is_told_when_to_come_again(program, letter, monkeypatch):
    from dataclasses import replace

    from tatalaksana.entrypoints.api import entry

    few = replace(access_bounds.bounds(), pace_token=3)
    monkeypatch.setattr(entry, "bounds", lambda: few)
    one, two = program(letter.first), program(letter.second)
    answers = [one.get("/me") for _ in range(8)]  # a minute may begin in between
    assert {got.status_code for got in answers} == {200, 429}
    late = next(got for got in answers if got.status_code == 429)
    assert late.json()["code"] == "TL614"
    assert 1 <= int(late.headers["Retry-After"]) <= 61
    assert two.get("/me").status_code == 200


def test_the_tasks_of_colleagues_are_not_in_my_inbox(program, letter):
    assert [row["task"] for row in program(letter.first).get("/inbox").json()["items"]] == [
        letter.task.pk
    ]
    assert program(letter.stranger).get("/inbox").json()["items"] == []
    assert Task.objects.count() == 0  # outside a request the wall is closed
