"""The deeds of an office by the door for programs, one after the other, as people do them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from tatalaksana.apps.library.models import Version
from tatalaksana.apps.shared.agency import acting_for
from tests.cast import CAST

SOP = "Fasilitasi Inovasi Pelayanan Publik"
KEEPER, SUPERIOR = "analis.kalbar", "karo.kalbar"


@pytest.fixture
def keeper(program):
    return program(KEEPER)


@pytest.fixture
def started(office, keeper):
    """A case of Kalbar and its first task."""
    there = office("KALBAR")
    version = Version.objects.get(
        agency=there.agency, status="berlaku", procedure__title__iexact=SOP
    ).pk
    got = keeper.post("/cases", {"version": version, "title": "Inovasi 2026"})
    assert got.status_code == 201, got.content
    return {**got.json(), "version": version}


def good(got, status=200):
    assert got.status_code == status, got.content
    return got.json()


def test_a_case_stands_goes_on_and_is_cancelled(keeper, started):
    task = started["task"]
    assert good(keeper.post(f"/tasks/{task}/suspend", {"reason": "Menunggu data"}))["suspended"]
    assert not good(keeper.post(f"/tasks/{task}/resume", {}))["suspended"]
    assert good(keeper.post(f"/tasks/{task}/cancel", {"reason": "Tidak jadi"}))["ended"]
    case = good(keeper.get(f"/cases/{started['year']}/{started['number']}"))
    assert (case["cancelled"], case["row"], case["task"]) == (True, 0, None)


def test_a_step_is_finished_corrected_and_sent_back(program, letter):
    first, second = program(letter.first), program(letter.second)
    task = letter.task.pk
    after = good(first.post(f"/tasks/{task}/finish", {"answer": "finish", "checked": []}))
    again = good(first.post(f"/tasks/{task}/correct", {"reason": "Salah klik"}))
    assert (again["task"], again["to_row"]) == (task, 1)
    after = good(first.post(f"/tasks/{task}/finish", {"answer": "finish"}))
    ways = {way["answer"] for way in good(second.get(f"/tasks/{after['task']}"))["ways"]}
    assert ways == {"approve", "return"}
    back = good(second.post(f"/tasks/{after['task']}/return", {"reason": "Lengkapi"}))
    assert back["to_row"] == 1
    done = first.post(f"/tasks/{task}/finish", {"answer": "finish"})
    assert (done.status_code, done.json()["code"]) == (409, "TL304")


def test_a_colleague_is_asked_and_answers(program, letter):
    first, third = program(letter.first), program(letter.third)
    me = good(third.get("/me"))
    asked = {
        "position": me["positions"][0]["position"],
        "person": me["person"],
        "question": "Sudah sesuai?",
    }
    good(first.post(f"/tasks/{letter.task.pk}/consult", asked))
    (one,) = good(third.get("/consultations"))
    path = f"/consultations/{one['consultation']}/answer"
    assert good(third.post(path, {"text": "Sudah"}))["closed_at"]
    assert good(third.get("/consultations")) == []
    there = f"/cases/{letter.started.year}/{letter.started.number}/consultations"
    assert [row["question"] for row in good(first.get(there))["items"]] == ["Sudah sesuai?"]


def test_many_units_are_asked_at_once(keeper, started):
    positions = good(keeper.get("/positions?limit=100"))["items"]
    units: dict[int, int] = {}
    for one in positions:
        if not one["many"]:
            units.setdefault(one["unit"], one["position"])
    sent = {
        "version": started["version"],
        "title": "Data kinerja",
        "positions": sorted(units.values()),
        "due_on": None,
    }
    call = good(keeper.post("/calls", sent), 201)
    assert call["units"] == len(units)
    answers = good(keeper.get(f"/calls/{call['call']}/answers"))
    assert {one["progress"] for one in answers} == {"belum-mulai"}
    assert [one["call"] for one in good(keeper.get("/calls"))["items"]] == [call["call"]]
    assert good(keeper.post(f"/calls/{call['call']}/remind")) == {"reminded": 0}


def test_a_day_off_is_added_and_removed_and_a_year_is_marked(keeper, office):
    office("KALBAR")
    sent = {"days": [{"day": "2028-03-02", "kind": "libur", "name": "Hari Jadi"}]}
    told = good(keeper.post("/calendar/days", sent))
    assert told == {"moved": 0, "earlier": 0, "recounted": 0}
    year = {"year": 2028, "source": "SKB 3 Menteri"}
    assert good(keeper.post("/calendar/years", year), 201) == year
    assert 2028 in good(keeper.get("/calendar"))["years"]
    good(keeper.post("/calendar/years/2028/reopen"))
    (day,) = good(keeper.get("/calendar/days"))["items"]
    good(keeper.post(f"/calendar/days/{day['number']}/remove"))
    assert good(keeper.get("/calendar/days"))["items"] == []


def test_working_hours_of_the_office_are_added_and_removed(keeper, office):
    office("KALBAR")
    day = [{"since": "08:00", "until": "12:00"}, {"since": "12:30", "until": "15:00"}]
    sent = {"ramadan": True, "since": "2028-01-28", "until": "2028-02-25",
            "monday_to_thursday": day, "friday": day, "source": "Sidang isbat 1449 H"}  # fmt: skip
    assert good(keeper.post("/calendar/hours", sent))["recounted"] == 0
    (row,) = good(keeper.get("/calendar/hours"))["items"]
    assert (row["ramadan"], row["since"]) == (True, "2028-01-28")
    good(keeper.post(f"/calendar/hours/{row['number']}/remove"))
    assert good(keeper.get("/calendar/hours"))["items"] == []


def test_a_schedule_is_made_paused_resumed_and_ended(keeper, started):
    version = good(keeper.get(f"/versions/{started['version']}"))
    seat = good(keeper.get("/me"))["positions"][0]["position"]
    sent = {
        "procedure": version["procedure"],
        "position": seat,
        "title": "Laporan {bulan}",
        "rhythm": "bulanan",
        "day": 5,
        "at": "08:00",
        "missed": "terakhir",
        "since": str(timezone.localdate() + timedelta(days=40)),
    }
    made = good(keeper.post("/schedules", sent), 201)
    path = f"/schedules/{made['schedule']}"
    assert good(keeper.post(f"{path}/pause"))["paused_at"]
    assert good(keeper.post(f"{path}/resume"))["paused_at"] is None
    assert good(keeper.post(f"{path}/end"))["ended_at"]
    assert good(keeper.get(path))["next_on"] is None
    assert good(keeper.get("/schedules"))["items"][0]["schedule"] == made["schedule"]


def test_a_procedure_is_revised_bound_put_in_force_and_its_case_moved(keeper, started):
    draft = good(keeper.post(f"/versions/{started['version']}/revise"), 201)
    path = f"/versions/{draft['version']}"
    told = good(keeper.get(path))
    assert told["content"]["steps"]
    assert told["missing"] == []
    binding = good(keeper.get(f"{path}/bindings"))[0]
    bound = {"positions": {binding["role"]: binding["position"]}}
    assert good(keeper.post(f"{path}/bindings", bound))[0]["confirmed"]
    stale = keeper.post(f"{path}/put-in-force", {"seen": "lain"})
    assert (stale.status_code, stale.json()["code"]) == (409, "TL604")
    seen = {"seen": good(keeper.get(path))["seen"]}
    assert good(keeper.post(f"{path}/put-in-force", seen))["status"] == "berlaku"
    moved = {"tasks": [started["task"]], "reason": "Versi baru"}
    (one,) = good(keeper.post(f"{path}/move-cases", moved))["cases"]
    assert one["done"]["to_row"] == 1
    assert one["refused"] is None
    assert good(keeper.post(f"{path}/withdraw"))["status"] == "dicabut"


def test_why_a_case_stayed_is_told_in_the_language_of_the_program(keeper, started):
    draft = good(keeper.post(f"/versions/{started['version']}/revise"), 201)
    path = f"/versions/{draft['version']}"
    good(keeper.post(f"{path}/put-in-force", {"seen": good(keeper.get(path))["seen"]}))
    good(keeper.post(f"/tasks/{started['task']}/suspend", {"reason": "Menunggu"}))
    good(keeper.post(f"/tasks/{started['task']}/cancel", {"reason": "Tidak jadi"}))
    moved = {"tasks": [started["task"]], "reason": "Versi baru"}
    given = {"Accept-Language": "en"}
    (one,) = good(keeper.post(f"{path}/move-cases", moved, **given))["cases"]
    assert (one["code"], one["refused"]) == ("TL304", "This task has been finished.")


def test_the_agency_of_another_is_untouched(program, letter, keeper, started):
    stranger = program(letter.first)
    assert good(stranger.get("/cases"))["items"][0]["title"] == "Undangan rapat"
    with acting_for(CAST["KALBAR"].agency):
        assert good(keeper.get("/cases"))["items"][0]["title"] == "Inovasi 2026"
