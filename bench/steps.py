"""Finished steps per second through the action layer, beside the same rows written by hand.

Both run on the same tables, behind the same wall, each step one commit with fsync on. The floor
is one transaction of four statements: close the task, open the next, update the case, insert the
event; it decides nothing, checks no permission and computes no hash. Rounds alternate, so that a
slow spell of the machine falls on both; the figure is the median of the rounds.
"""

from __future__ import annotations

import multiprocessing
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import uuid4

import psycopg

from bench.machine import describe, office_database

ROUNDS = 5
CASES = 24  #: cases a client carries at the same time
STEPS = 10  #: steps of the procedure
BAR = 1.0
NOW = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)

CLOSE = "update cases_task set done_at = %s, done_by_id = %s, answer = 'finish' where id = %s"
MOVE = 'update cases_case set "row" = %s, seq = %s, head = %s where id = %s and seq = %s'
EVENT = """insert into cases_event (agency_id, case_id, seq, kind, "row", to_row, actor_id,
    position_id, at, waited, prev_row, reason, data, key, hash)
    values (%s, %s, %s, 'finished', %s, %s, %s, %s, %s, 0, %s, '', '{}', %s, %s)"""
OPENING = '{"title": "Bench", "version": %s}'
OPEN = """insert into cases_task (agency_id, case_id, "row", position_id, opened_at, allowed,
    consumed, running_since, due_at, answer)
    values (%s, %s, %s, %s, %s, 30, 0, %s, %s, '') returning id"""


def make_office(
    mark: str = "", said: Callable[[list[str]], str] | None = None
) -> tuple[int, int, list[int]]:
    """An agency with a procedure of ten steps for ten positions; agency, version, accounts."""
    from datetime import date

    from tatalaksana.apps.library.actions.bind_role import bind_role
    from tatalaksana.apps.library.actions.import_document import import_document
    from tatalaksana.apps.library.actions.put_in_force import put_in_force
    from tatalaksana.apps.office.queries import holder_of
    from tatalaksana.apps.office.seeding import Seat, make_agency, make_unit, seat_people
    from tatalaksana.apps.shared.agency import separate

    agency = make_agency("Bench", f"BENCH{mark}", "Asia/Jakarta")
    separate(agency)
    unit = make_unit(agency, "Bagian", None)
    seats, accounts = [], []
    for number in range(STEPS):
        keeps = frozenset({"procedures"} if number == 0 else ())
        seat, made = seat_people(
            agency,
            Seat(unit=unit, name=f"Jabatan {number}", keeps=keeps),
            [(f"orang{number}{mark}", f"Orang {number}")],
            "!",
            date(2024, 1, 2),
        )
        seats.append(seat)
        accounts += made
    keeper = holder_of(accounts[0], agency, NOW.date())
    assert keeper is not None
    roles = [f"Peran {number}" for number in range(STEPS)]
    (draft,) = import_document(
        keeper, unit=unit, name="bench.txt", data=(said or document)(roles).encode(), now=NOW
    )
    version = draft.pk
    for role, seat in zip(roles, seats, strict=True):
        bind_role(keeper, version=version, role=role, position=seat, now=NOW)
    put_in_force(keeper, version=version, now=NOW)
    return agency, version, accounts


def document(roles: list[str]) -> str:
    """An SOP of one row a role, marked in the role's column."""
    lines = [
        "SOP SEPULUH LANGKAH",
        "",
        "No\tKegiatan\tPelaksana" + "\t" * len(roles) + "Mutu Baku\t\t",
        "\t\t" + "\t".join(roles) + "\tKelengkapan\tWaktu\tOutput",
    ]
    for number in range(len(roles)):
        marks = "\t".join("□" if column == number else "" for column in range(len(roles)))
        row = f"Mengerjakan bahan {number + 1}\t{marks}\tBahan\t30 menit\tBahan"
        lines.append(f"{number + 1}\t{row}")
    return "\n".join(lines)


def through_actions(
    office: tuple[int, int, list[int]], known: bool, barrier: object, queue: object
) -> None:
    """One client: carry cases through the action layer; report steps and seconds.

    `known`: the steps come to the process that opened their tasks, else every task is read anew.
    """
    from django.db import connection

    from tatalaksana.apps.cases.actions.finish_step import finish_step
    from tatalaksana.apps.cases.actions.start_case import start_case
    from tatalaksana.apps.cases.queries import open_task_in
    from tatalaksana.apps.cases.remembered import recall
    from tatalaksana.apps.office.queries import holder_of
    from tatalaksana.apps.shared.agency import separate
    from tatalaksana.core.engine.plan import Answer

    agency, version, accounts = office
    connection.close()
    separate(agency)
    holders = [holder_of(account, agency, NOW.date()) for account in accounts]
    starter = holders[0]
    assert starter is not None
    tasks = []
    for number in range(CASES + 1):  # the first case warms the caches of both sides
        made = start_case(starter, version=version, title="Bench", key=uuid4(), now=NOW)
        opened = open_task_in(agency, made.case)
        assert opened is not None
        if number:
            tasks.append(opened.pk)
            continue
        task = opened.pk
        for holder in holders:
            assert holder is not None
            task = (
                finish_step(holder, task=task, answer=Answer.FINISH, key=uuid4(), now=NOW).task or 0
            )
    barrier.wait()  # type: ignore[attr-defined]
    since = time.perf_counter()
    for holder in holders:
        assert holder is not None
        for place, task in enumerate(tasks):
            if not known:
                recall(holder, task)
            done = finish_step(holder, task=task, answer=Answer.FINISH, key=uuid4(), now=NOW)
            tasks[place] = done.task or 0
    queue.put((CASES * STEPS, time.perf_counter() - since))  # type: ignore[attr-defined]
    connection.close()


def by_hand(
    office: tuple[int, int, list[int]], address: str, barrier: object, queue: object
) -> None:
    """One client: the same rows in four statements and one transaction a step."""
    from django.db import connection as django_connection

    django_connection.close()
    agency, version, _ = office
    with psycopg.connect(address, prepare_threshold=1) as connection:
        connection.execute("select set_config('tatalaksana.agency', %s, false)", (str(agency),))
        (people,) = connection.execute(
            "select array_agg(id order by id) from office_person"
        ).fetchone() or ([],)
        (seats,) = connection.execute(
            "select array_agg(id order by id) from office_position"
        ).fetchone() or ([],)
        cases = []
        for number in range(CASES + 1):
            opened = connection.execute(
                "select r_case from cases_open(%s, %s, 2026, 'Bench', 1, %s, %s, %s, %s, %s,"
                " '{Peran 0}', null, 30, %s)",
                (agency, version, people[0], seats[0], NOW, OPENING % version, uuid4(), NOW),
            ).fetchone()
            assert opened
            task = connection.execute(
                "select id from cases_task where case_id = %s", opened
            ).fetchone()
            assert task
            case = [opened[0], task[0]]
            if number:
                cases.append(case)
                continue
            for row in range(1, STEPS + 1):
                floor_step(connection, agency, case, row, (row + 1) % (STEPS + 1), people, seats)
        connection.commit()
        barrier.wait()  # type: ignore[attr-defined]
        since = time.perf_counter()
        for row in range(1, STEPS + 1):
            to_row = (row + 1) % (STEPS + 1)
            for case in cases:
                floor_step(connection, agency, case, row, to_row, people, seats)
        queue.put((CASES * STEPS, time.perf_counter() - since))  # type: ignore[attr-defined]


def floor_step(
    connection: psycopg.Connection,
    agency: int,
    case: list[int],
    row: int,
    to_row: int,
    people: list[int],
    seats: list[int],
) -> None:
    """One step of the floor: four statements, one commit."""
    actor, seat = people[row - 1], seats[row - 1]
    connection.execute(CLOSE, (NOW, actor, case[1]))
    connection.execute(MOVE, (to_row, row + 1, "0" * 64, case[0], row))
    connection.execute(
        EVENT,
        (agency, case[0], row + 1, row, to_row, actor, seat, NOW, row - 1, uuid4(), "0" * 64),
    )
    if to_row:
        made = connection.execute(OPEN, (agency, case[0], to_row, seats[to_row - 1], NOW, NOW, NOW))
        case[1] = (made.fetchone() or [0])[0]
    connection.commit()


def rate(clients: int, work: Callable[..., None], *arguments: object) -> float:
    """Steps per second of `clients` processes that begin together."""
    fork = multiprocessing.get_context("fork")
    barrier, queue = fork.Barrier(clients), fork.Queue()
    running = [fork.Process(target=work, args=(*arguments, barrier, queue)) for _ in range(clients)]
    for process in running:
        process.start()
    results = [queue.get(timeout=120) for _ in running]
    for process in running:
        process.join()
    return float(sum(steps for steps, _ in results) / max(seconds for _, seconds in results))


def main() -> int:
    """Print the rates and their ratio; 1 when the bar is missed."""
    with office_database() as address:
        office = make_office()
        print(f"finished steps per second, each committed ({describe(address)})")
        print(f"{'clients':>8}{'task':>12}{'actions':>10}{'by hand':>10}{'ratio':>8}{'bar':>6}")
        missed = False
        for clients in (1, 8):
            rates: dict[str, list[float]] = {"remembered": [], "read": [], "by hand": []}
            for _ in range(ROUNDS):
                for task in ("remembered", "read"):
                    known = task == "remembered"
                    rates[task].append(rate(clients, through_actions, office, known))
                rates["by hand"].append(rate(clients, by_hand, office, address))
            for task in ("remembered", "read"):
                pairs = zip(rates[task], rates["by hand"], strict=True)
                ratio = statistics.median(a / h for a, h in pairs)
                missed = missed or ratio < BAR
                print(
                    f"{clients:>8}{task:>12}{statistics.median(rates[task]):>10.0f}"
                    f"{statistics.median(rates['by hand']):>10.0f}{ratio:>8.2f}{BAR:>6.2f}"
                )
        return int(missed)


if __name__ == "__main__":
    sys.exit(main())
