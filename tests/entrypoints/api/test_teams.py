"""A program asks for the team of a decree, and one of a keeper of the office decides it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from tatalaksana.apps.cases.models import Event, Task, Team, TeamDecree
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.office.models import Person
from tatalaksana.apps.office.queries import holder_on
from tatalaksana.apps.shared.agency import acting_for
from tests.cast import CAST

SOP = "Fasilitasi Inovasi Pelayanan Publik"
KEEPER = "analis.kalbar"  #: of the office


@pytest.fixture
def keeper(program):
    return program(KEEPER)


@pytest.fixture
def decree(office, program, keeper):
    """A task in a case that holds a decree, whoever has it, and what can be asked by it."""
    there = office("KALBAR")
    version = Version.objects.get(
        agency=there.agency, status="berlaku", procedure__title__iexact=SOP
    ).pk
    began = good(keeper.post("/cases", {"version": version, "title": "Inovasi 2026"}), 201)
    asker = program(username_of(there.agency, began["task"]))
    data = {"label": "SK Tim", "file": SimpleUploadedFile("sk.pdf", b"%PDF-1.4")}
    headers = {"Authorization": f"Bearer {asker.secret}", "Idempotency-Key": str(uuid4())}
    path = f"/tasks/{began['task']}"
    good(Client().post(f"/api/v1{path}/documents", data, headers=headers), 201)
    case = f"/cases/{began['year']}/{began['number']}"
    (paper,) = good(keeper.get(f"{case}/documents"))["items"]
    chair, secretary, *members = [
        row["person"] for row in good(keeper.get("/people?limit=5"))["items"]
    ]
    sent = {
        "name": "Tim Inovasi  2027",
        "chair": chair,
        "secretary": secretary,
        "members": members,
        "since": "2027-01-01",
        "until": "2027-12-31",
        "document": paper["document"],
    }
    return {"asker": asker, "path": f"{path}/teams", "case": case, "sent": sent}


def username_of(agency: int, task: int) -> str:
    """Who has a task."""
    with acting_for(agency):
        seat = Task.objects.get(pk=task).position_id
        holder = holder_on(agency, seat, timezone.localdate())
        assert holder is not None
        return str(Person.objects.get(pk=holder.person).account.username)


def ask(decree, **more):
    return decree["asker"].post(decree["path"], decree["sent"] | more)


def good(got, status=200):
    assert got.status_code == status, got.content
    return got.json()


def refused(got):
    return got.status_code, got.json()["code"]


def test_a_team_is_asked_for_approved_and_its_seats_are_positions(keeper, decree):
    asked = good(ask(decree), 201)
    assert (asked["name"], asked["team"], asked["decided_at"]) == ("Tim Inovasi 2027", None, None)
    assert {name: asked[name] for name in decree["sent"] if name != "name"} == {
        name: value for name, value in decree["sent"].items() if name != "name"
    }
    (waiting,) = good(keeper.get("/team-decrees?waiting=true"))["items"]
    assert waiting == asked
    team = good(keeper.post(f"/team-decrees/{asked['decree']}/approve"))
    assert team["name"] == "Tim Inovasi 2027"
    assert good(keeper.get("/teams"))["items"] == [team]
    seats = {row["position"] for row in good(keeper.get("/positions?limit=100"))["items"]}
    assert {team["seat"], team["chair_seat"], team["secretary_seat"]} <= seats
    assert good(keeper.get("/team-decrees?waiting=true"))["items"] == []
    (told,) = good(keeper.get(f"{decree['case']}/team-decrees"))["items"]
    assert (told["team"], told["refusal"]) == (team["team"], "")
    kinds = [row["kind"] for row in good(keeper.get(f"{decree['case']}/events"))["items"]]
    assert [kind for kind in kinds if kind.startswith("team")] == ["team_asked", "team_formed"]


def test_a_refusal_says_why_to_whoever_asked_and_is_decided_once(keeper, decree):
    asked = good(ask(decree), 201)
    path = f"/team-decrees/{asked['decree']}"
    told = good(keeper.post(f"{path}/refuse", {"reason": "SK belum ditandatangani"}))
    assert told["decided_at"]
    (read,) = good(decree["asker"].get(f"{decree['case']}/team-decrees"))["items"]
    assert read["refusal"] == "SK belum ditandatangani"
    assert refused(keeper.post(f"{path}/approve")) == (409, "TL304")
    assert good(keeper.get("/teams"))["items"] == []


def test_only_a_keeper_of_the_office_sees_and_decides_what_waits(keeper, decree):
    colleague = decree["asker"]
    asked = good(ask(decree), 201)
    path = f"/team-decrees/{asked['decree']}"
    assert refused(colleague.get("/team-decrees")) == (403, "TL601")
    assert refused(colleague.post(f"{path}/approve")) == (403, "TL601")
    assert refused(colleague.post(f"{path}/refuse", {"reason": "x"})) == (403, "TL601")
    assert good(keeper.get("/team-decrees"))["items"] == [asked]


def test_only_whoever_has_the_task_asks(keeper, decree):
    assert refused(keeper.post(decree["path"], decree["sent"])) == (403, "TL601")


def test_a_program_that_only_reads_decides_nothing(program, keeper, decree):
    asked = good(ask(decree), 201)
    reader = program(KEEPER, "baca")
    path = f"/team-decrees/{asked['decree']}"
    assert refused(reader.post(f"{path}/approve")) == (403, "TL612")
    assert refused(reader.post(f"{path}/refuse", {"reason": "x"})) == (403, "TL612")
    assert good(reader.get("/team-decrees"))["items"] == [asked]


def test_asked_and_approved_twice_with_one_key_it_is_done_once(keeper, decree):
    asker, key, other = decree["asker"], uuid4(), uuid4()
    asked = good(asker.post(decree["path"], decree["sent"], key=key), 201)
    assert good(asker.post(decree["path"], decree["sent"], key=key), 201) == asked
    path = f"/team-decrees/{asked['decree']}/approve"
    team = good(keeper.post(path, key=other))
    assert good(keeper.post(path, key=other)) == team
    with acting_for(CAST["KALBAR"].agency):
        assert TeamDecree.objects.count() == Team.objects.count() == 1
        assert Event.objects.filter(kind="team_formed").count() == 1


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"members": [], "secretary": None}, "TL314"),
        ({"until": "2026-12-31"}, "TL314"),
        ({"since": "0001-01-01"}, "TL314"),
        ({"name": "\u0000\u0007"}, None),
        ({"name": "\u0000\u007f"}, "TL314"),
        ({"members": [2**62]}, "TL602"),
        ({"document": 2**62}, "TL602"),
        ({"team": 2**62}, "TL602"),
        ({"leader": 1}, None),
        ({"until": "2027-02-30"}, None),
    ],
)
def test_what_is_no_team_is_refused_and_nothing_is_asked(keeper, decree, wrong, code):
    got = ask(decree, **wrong)
    expected = {"TL314": 409, "TL602": 404, None: 422}[code]
    assert refused(got) == (expected, code or "TL603"), got.content
    assert got.headers["Content-Type"] == "application/problem+json"
    assert good(keeper.get("/team-decrees"))["items"] == []
