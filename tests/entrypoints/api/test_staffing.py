"""A program of a keeper appoints and ends, adds units, positions and people; others are refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from tatalaksana.apps.office.models import Account, Holding, Position
from tatalaksana.apps.shared.agency import acting_for
from tests.cast import CAST
from tests.entrypoints.api.test_deeds import good, keeper, started

__all__ = ["keeper", "started"]
TODAY = timezone.localdate()


@pytest.fixture
def kalbar(office):
    return office("KALBAR")


def person_at(kalbar, name):
    with acting_for(kalbar.agency):
        return Holding.objects.get(
            agency=kalbar.agency, position__name=name, until=None
        ).person_id, Position.objects.get(agency=kalbar.agency, name=name).pk


def test_a_unit_a_position_and_a_person_are_added_and_she_is_appointed(keeper, kalbar):
    unit = good(keeper.post("/units", {"name": "Bagian Uji"}), 201)["unit"]
    seat = good(keeper.post("/positions", {"name": "Kepala Bagian Uji", "unit": unit}), 201)
    assert (seat["unit"], seat["many"]) == (unit, False)
    sent = {"name": "Rini Uji", "username": "rini.uji"}
    made = good(keeper.post("/people", sent), 201)
    assert (made["username"], made["open"]) == ("rini.uji", True)
    assert "password" not in str(made)
    assert Account.objects.get(username="rini.uji").must_change_password
    path = f"/positions/{seat['position']}/holdings"
    asked = {"person": made["person"], "kind": "definitif", "since": TODAY.isoformat()}
    held = good(keeper.post(path, asked), 201)
    assert [one["holding"] for one in good(keeper.get(path))["items"]] == [held["holding"]]
    last = (TODAY + timedelta(days=3)).isoformat()
    ended = good(keeper.post(f"/holdings/{held['holding']}/end", {"last_day": last}))
    assert ended["until"] == last


def test_a_plh_is_appointed_for_days_beside_the_holder(keeper, kalbar):
    _, seat = person_at(kalbar, "Kepala Biro Hukum")
    other, _ = person_at(kalbar, "Sekretaris Daerah")
    until = (TODAY + timedelta(days=6)).isoformat()
    asked = {"person": other, "kind": "plh", "since": TODAY.isoformat(), "until": until}
    made = good(keeper.post(f"/positions/{seat}/holdings", asked), 201)
    assert (made["kind"], made["until"]) == ("plh", until)
    again = keeper.post(f"/positions/{seat}/holdings", asked)
    assert (again.status_code, again.json()["code"]) == (409, "TL603")


def test_an_account_is_closed_and_opened_and_no_password_is_told(keeper, kalbar):
    person, _ = person_at(kalbar, "Kepala Biro Hukum")
    path = f"/people/{person}/account"
    assert good(keeper.get(path))["open"]
    assert not good(keeper.post(f"{path}/close"))["open"]
    opened = keeper.post(f"{path}/open")
    assert good(opened)["open"]
    assert "password" not in opened.content.decode()


def test_the_duties_of_a_position_are_set(keeper, kalbar):
    _, seat = person_at(kalbar, "Kepala Biro Hukum")
    sent = {"keeps_procedures": True, "keeps_office": False, "many": False}
    assert good(keeper.post(f"/positions/{seat}/duties", sent)) == {**sent, "position": seat}


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/units", {"name": "Unit"}),
        ("/positions", {"name": "Jabatan", "unit": 1}),
        ("/people", {"name": "Orang", "username": "orang.baru"}),
        ("/people/1/account/close", None),
        ("/people/1/account/open", None),
        ("/positions/1/duties", {"keeps_procedures": True, "keeps_office": True, "many": False}),
        (
            "/positions/1/holdings",
            {"person": 1, "kind": "plt", "since": date(2026, 11, 21).isoformat()},
        ),
        ("/holdings/1/end", {"last_day": "2026-11-21"}),
        ("/calendar/recompute", None),
    ],
)
def test_who_keeps_no_office_is_refused(program, path, sent):
    got = program("hukum.kalbar").post(path, sent)
    assert (got.status_code, got.json()["code"]) == (403, "TL601")


def test_a_name_with_control_signs_is_no_name(keeper):
    assert keeper.post("/units", {"name": "Unit\x00"}).status_code == 422


def test_a_keeper_computes_every_open_deadline_anew(keeper, started):
    told = good(keeper.post("/calendar/recompute"))
    assert (told["moved"], told["earlier"]) == (0, 0)


def test_a_superior_and_a_keeper_see_what_is_late(program, keeper, started):
    assert good(program("karo.kalbar").get("/late"))["total"] == 0
    assert good(keeper.get("/late/kept")) == {"tasks": []}
    assert good(keeper.get("/stuck")) == {"cases": []}
    assert program("hukum.kalbar").get("/late/kept").status_code == 403
    assert program("hukum.kalbar").get("/stuck").status_code == 403


def test_a_move_is_foretold_and_then_done_by_the_map_that_was_sent(program, keeper, started):
    draft = good(keeper.post(f"/versions/{started['version']}/revise"), 201)
    new, path = draft["version"], f"/versions/{draft['version']}"
    good(keeper.post(f"{path}/put-in-force", {"seen": good(keeper.get(path))["seen"]}))
    pairs = good(keeper.get(f"{path}/pairs?old={started['version']}"))
    assert all(one["row"] == one["to_row"] for one in pairs["pairs"])
    (one,) = good(keeper.get(f"{path}/move-cases"))["items"]
    assert (one["task"], one["to_row"], one["version"]) == (started["task"], 1, started["version"])
    there = f"/tasks/{started['task']}/move"
    told = good(keeper.get(f"{there}?version={new}&to_row=2&rows=1:2,2:1"))
    assert (told["to_row"], told["voided"], told["ended_waits"]) == (2, [], [])
    twice = keeper.get(f"{there}?version={new}&to_row=2&rows=1:2,2:2")
    assert (twice.status_code, twice.json()["code"]) == (409, "TL603")
    assert keeper.get(f"{there}?version={new}&rows=x").status_code == 422
    assert program("hukum.kalbar").get(f"{there}?version={new}").status_code == 403
    sent = {"tasks": [started["task"]], "reason": "Versi baru"}
    maps = [
        {
            "version": started["version"],
            "rows": [{"row": 2, "to_row": 1}],
            "opens": [{"row": 1, "to_row": 3}],
        }
    ]
    (moved,) = good(keeper.post(f"{path}/move-cases", {**sent, "maps": maps}))["cases"]
    assert moved["done"]["to_row"] == 3
    case = f"/cases/{started['year']}/{started['number']}/events"
    event = good(keeper.get(case))["items"][-1]
    assert event["data"]["rows"] == {"2": 1}


def test_a_task_is_handed_to_a_colleague_of_the_unit(program, letter):
    first = program(letter.first)
    told = good(first.get(f"/tasks/{letter.task.pk}"))
    with acting_for(CAST["LUMAJANG"].agency):
        mine = Position.objects.get(pk=told["position"])
        other = Holding.objects.filter(position__unit=mine.unit, until=None, position__many=False)
        other = other.exclude(position=mine).select_related("person__account").first()
    sent = {"to": other.person_id, "position": other.position_id, "reason": "Sedang di luar"}
    good(first.post(f"/tasks/{letter.task.pk}/hand-over", sent))
    hers = program(other.person.account.username)
    assert [one["task"] for one in good(hers.get("/inbox/handed"))["tasks"]] == [letter.task.pk]
