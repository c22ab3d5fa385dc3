"""Starting many cases at once: one call to 10,000 units, beside the same rows inserted bare.

Both write on the same tables, behind the same wall, in one transaction with fsync on. The floor
sends the rows of each table in one statement: it decides nothing, checks no permission, computes no
hash and gives no numbers. Rounds alternate; the figure is the median of the rounds.
"""

from __future__ import annotations

import statistics
import sys
import time
from datetime import UTC, date, datetime
from uuid import uuid4

import psycopg

from bench.machine import describe, office_database
from bench.steps import make_office

UNITS = 10_000
ROUNDS = 3
BAR = 30.0  #: seconds; source: the issue on the engine
NOW = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
BARE = (
    """insert into cases_case (agency_id, version_id, year, number, title, "row", seq, rework,
        resume, head, opened_by_id, opened_at)
       select %(agency)s, %(version)s, %(year)s, g, 'Bench', 1, 1, 0, 0, '', %(person)s, %(now)s
       from generate_series(1, %(units)s) g returning id""",
    """insert into cases_event (agency_id, case_id, seq, kind, "row", to_row, actor_id, position_id,
        at, waited, prev_row, reason, data, key, hash)
       select %(agency)s, g, 1, 'opened', 0, 1, %(person)s, %(seat)s, %(now)s, 0, 0, '', '{}',
        gen_random_uuid(), repeat('0', 64) from unnest(%(cases)s::bigint[]) g""",
    """insert into cases_casebinding (agency_id, case_id, role, position_id)
       select %(agency)s, g, 'Peran 0', %(seat)s from unnest(%(cases)s::bigint[]) g""",
    """insert into cases_calledunit (agency_id, call_id, unit_id, case_id)
       select %(agency)s, %(call)s, u, g
       from unnest(%(there)s::bigint[], %(cases)s::bigint[]) as m(u, g)""",
    """insert into cases_task (agency_id, case_id, "row", position_id, opened_at, allowed, consumed,
        running_since, answer)
       select %(agency)s, g, 1, %(seat)s, %(now)s, 30, 0, %(now)s, ''
       from unnest(%(cases)s::bigint[]) g""",
)


def make_units(agency: int) -> tuple[list[int], list[int]]:
    """UNITS units with one position each."""
    from tatalaksana.apps.office.seeding import Seat, make_unit, seat_people

    units, seats = [], []
    for number in range(UNITS):
        unit = make_unit(agency, f"Sekolah {number}", None)
        seat, _ = seat_people(agency, Seat(unit=unit, name="Kepala"), [], "!", date(2024, 1, 2))
        units.append(unit)
        seats.append(seat)
    return units, seats


def through_action(account: int, agency: int, version: int, seats: list[int]) -> tuple[float, int]:
    """Seconds of one call to all units, and the call."""
    from tatalaksana.apps.cases.actions.call_units import Asked, call_units
    from tatalaksana.apps.office.queries import holder_of

    holder = holder_of(account, agency, NOW.date())
    assert holder is not None
    asked = Asked(version=version, title="Putaran tahunan", due_on=date(2026, 12, 18))
    since = time.perf_counter()
    made = call_units(holder, asked=asked, positions=seats, key=uuid4(), now=NOW)
    return time.perf_counter() - since, made.pk


def bare(address: str, values: dict[str, object]) -> float:
    """Seconds of the same rows inserted with nothing decided; they are taken back afterwards."""
    with psycopg.connect(address) as connection:
        connection.execute("select set_config('tatalaksana.agency', %s, false)",
                           (str(values["agency"]),))  # fmt: skip
        (call,) = connection.execute(
            "insert into cases_unitcall (agency_id, version_id, title, position_id, opened_by_id,"
            ' opened_at, "row", key) values (%(agency)s, %(version)s, %(title)s, %(seat)s,'
            " %(person)s, %(now)s, 0, gen_random_uuid()) returning id",
            values | {"title": "Bench"},
        ).fetchone() or (0,)
        connection.commit()
        since = time.perf_counter()
        cases = [row[0] for row in connection.execute(BARE[0], values)]
        for statement in BARE[1:]:
            connection.execute(statement, values | {"cases": cases, "call": call})
        connection.commit()
        return time.perf_counter() - since


def main() -> int:
    """Print the seconds and their ratio; 1 when the bar is missed."""
    with office_database() as address:
        from django.db import transaction

        from tatalaksana.apps.office.queries import holder_of

        agency, version, accounts = make_office()
        with transaction.atomic():
            units, seats = make_units(agency)
        holder = holder_of(accounts[0], agency, NOW.date())
        assert holder is not None
        values: dict[str, object] = {
            "agency": agency, "version": version, "units": UNITS, "there": units, "now": NOW,
            "person": holder.person, "seat": holder.position_ids[0],
        }  # fmt: skip
        print(f"starting {UNITS} cases at once ({describe(address)})")
        actions, floor = [], []
        for turn in range(ROUNDS):
            actions.append(through_action(accounts[0], agency, version, seats)[0])
            floor.append(bare(address, values | {"year": 3000 + turn}))
        seconds = statistics.median(actions)
        ratio = statistics.median(f / a for a, f in zip(actions, floor, strict=True))
        print(f"{'seconds':>10}{'bare':>10}{'ratio':>8}{'bar, s':>8}")
        print(f"{seconds:>10.2f}{statistics.median(floor):>10.2f}{ratio:>8.2f}{BAR:>8.0f}")
        return int(seconds > BAR)


if __name__ == "__main__":
    sys.exit(main())
