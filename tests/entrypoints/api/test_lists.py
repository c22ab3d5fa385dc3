"""Lists in portions: every row once, whatever comes meanwhile."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tatalaksana.apps.cases.actions.start_case import start_case
from tatalaksana.apps.office.queries import holder_by_username
from tatalaksana.apps.shared.agency import acting_for


def begin(letter, count, at=None):
    who = holder_by_username(letter.first, timezone.localdate())
    with acting_for(letter.agency):
        return [
            start_case(
                who, version=letter.version, title=f"Surat {n}", key=uuid4(),
                now=at or timezone.now(),
            ).number
            for n in range(count)
        ]  # fmt: skip


def read_all(program, path, pick, between=lambda: None, limit=3):
    """Every row of a list, portion by portion; `between` happens after each."""
    found, cursor = [], ""
    while True:
        sign = "&" if "?" in path else "?"
        got = program.get(f"{path}{sign}limit={limit}" + (f"&cursor={cursor}" if cursor else ""))
        assert got.status_code == 200, got.content
        found += [pick(row) for row in got.json()["items"]]
        cursor = got.json()["next"]
        if cursor is None:
            return found
        between()


def test_what_comes_meanwhile_neither_doubles_nor_hides_a_row(program, letter):
    begin(letter, 8)
    one = program(letter.first)
    cases = read_all(one, "/cases", lambda row: row["number"], lambda: begin(letter, 2))
    assert cases == list(range(9, 0, -1))


def test_the_inbox_grows_while_it_is_read_and_every_task_comes_once(program, letter):
    begin(letter, 7)
    one, more = program(letter.first), [2, 2]
    tasks = read_all(
        one, "/inbox", lambda row: row["case"]["number"],
        lambda: begin(letter, more.pop()) if more else None,
    )  # fmt: skip
    assert tasks == list(range(1, 13))


def test_tasks_of_the_same_moment_are_parted_by_their_number(program, letter):
    begin(letter, 9, at=timezone.now())
    one = program(letter.first)
    tasks = read_all(one, "/inbox", lambda row: row["case"]["number"], limit=2)
    assert sorted(tasks) == list(range(1, 11))
    cases = read_all(one, "/cases", lambda row: row["number"], limit=2)
    assert sorted(cases) == list(range(1, 11))


@pytest.mark.parametrize("path", ["/procedures", "/positions", "/people", "/units"])
def test_a_list_read_in_portions_is_the_whole_list(program, letter, path):
    one = program(letter.first)
    key = {"/people": "person", "/units": "unit"}.get(path, path[1:-1])
    whole = [row[key] for row in one.get(f"{path}?limit=100").json()["items"]]
    assert read_all(one, path, lambda row: row[key], limit=2) == whole


def test_the_events_of_a_case_come_in_their_order(program, letter):
    one, task = program(letter.first), letter.task.pk
    for _ in range(3):
        one.post(f"/tasks/{task}/hold", {"reason": "x"})
        one.post(f"/tasks/{task}/release", {})
    path = f"/cases/{letter.started.year}/{letter.started.number}/events"
    assert read_all(one, path, lambda row: row["seq"], limit=2) == list(range(1, 8))


def test_a_cursor_of_another_list_or_a_made_up_one_is_nothing(program, letter):
    begin(letter, 3)
    one = program(letter.first)
    cursor = one.get("/cases?limit=1").json()["next"]
    for path in (f"/inbox?cursor={cursor}", "/cases?cursor=abc", f"/cases?cursor={cursor}x"):
        got = one.get(path)
        assert (got.status_code, got.json()["code"]) == (404, "TL602")


def test_a_later_portion_asks_as_many_queries_as_the_first(program, letter):
    begin(letter, 9)
    one, counts = program(letter.first), []
    cursor = ""
    one.get("/cases?limit=3")  # the first request of a token notes that it was used
    for _ in range(3):
        with CaptureQueriesContext(connection) as asked:
            got = one.get(f"/cases?limit=3{cursor}")
        counts.append(len(asked))
        assert not [q for q in asked.captured_queries if " offset " in q["sql"].lower()]
        assert not [q for q in asked.captured_queries if "count(" in q["sql"].lower()]
        cursor = f"&cursor={got.json()['next']}"
    assert len(set(counts)) == 1


@pytest.mark.parametrize("sieve", ["all", "late", "returned", "taking_part"])
def test_each_sieve_holds_what_the_page_shows(program, run, sieve):
    from tatalaksana.apps.cases.inbox import inbox
    from tatalaksana.entrypoints.api.cases import SIEVES

    case = run("LUMAJANG", "Surat Keluar")  # begun days ago: late by now
    case.forward()
    now = timezone.now()
    for username in ("pengelola", "umum", "kasubag", "kabag", "caraka"):
        one = program(f"{username}.lumajang")
        who = holder_by_username(f"{username}.lumajang", timezone.localdate())
        with acting_for(case.office.agency):
            shown = {row.task for row in inbox(who, now, SIEVES[sieve])}
        read = read_all(one, f"/inbox?sieve={sieve}", lambda row: row["task"], limit=1)
        assert sorted(read) == sorted(shown)
