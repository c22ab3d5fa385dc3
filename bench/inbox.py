"""The inbox of officials with 70 open tasks, with a hundredth of all and at a shared position.

    python -m bench inbox [--largest] [--sizes 10000 100000]

The sizes are open tasks; there are ten times as many finished ones (bench/filling/crowd.py). What
is measured is the list as the page gets it, counters included, of every sieve. The floor is one
indexed query on the same tables, behind the same wall, prepared: 50 rows of the tasks alone, by
`position_id = any(…)` or by one range for each position merged, whichever is faster for the
official. Rounds alternate; the figure is the median of the rounds' ratios. `--largest` adds
1,000,000 open tasks, which takes about 10 GB under TMPDIR for the time it runs.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import psycopg

from bench.filling.crowd import fill
from bench.machine import describe, office_database
from bench.steps import NOW
from tatalaksana.apps.office.holder import Holder

SIZES = (10_000, 100_000)
LARGEST = 1_000_000
ROUNDS, READINGS = 15, 20
BAR = 3.0
COLUMNS = 'id, case_id, "row", opened_at, due_at'
FLOORS = (
    f"""select {COLUMNS} from cases_task where position_id = any(%s) and done_at is null
        order by opened_at limit 50""",
    f"""select t.* from unnest(%s::bigint[]) p(id) cross join lateral (
        select {COLUMNS} from cases_task where position_id = p.id and done_at is null
        order by opened_at limit 50
    ) t order by opened_at limit 50""",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One measured line: milliseconds of the floor and of ours, and their ratio."""

    official: str
    sieve: str
    floor: float
    ours: float
    ratio: float


def main() -> int:
    """Print a table for each size; 1 when the bar is missed."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="open tasks")
    ask.add_argument("--largest", action="store_true", help=f"{LARGEST:,} open tasks too")
    line = ask.parse_args()
    sizes = [*line.sizes, *([LARGEST] if line.largest else [])]
    return max([measure(size) for size in sizes])


def measure(size: int) -> int:
    """Fill a database with `size` open tasks and print its table; 1 when the bar is missed."""
    with office_database() as address:
        since = time.perf_counter()
        crowd = fill(address, size)
        print(f"inbox, {size:,} open and {10 * size:,} finished tasks ({describe(address)};")
        print(f"filled in {time.perf_counter() - since:.0f} s)")
        print(f"{'official':>10}{'sieve':>15}{'floor ms':>10}{'ours ms':>10}{'ratio':>8}{'bar':>6}")
        missed = False
        for official, account in (
            ("typical", crowd.typical),
            ("busy", crowd.busy),
            ("shared", crowd.shared),
        ):
            for one in lines(address, official, crowd.agency, account):
                told = one.ratio > BAR
                missed = missed or told
                print(
                    f"{one.official:>10}{one.sieve:>15}{one.floor:>10.2f}{one.ours:>10.2f}"
                    f"{one.ratio:>8.2f}{BAR:>6.1f}{'  missed' if told else ''}",
                    flush=True,
                )
        from django.db import connection

        connection.close()
    return int(missed)


def lines(address: str, official: str, agency: int, account: int) -> Iterator[Line]:
    """The measured sieves of one official."""
    from tatalaksana.apps.cases.inbox import Sieve, read_inbox
    from tatalaksana.apps.office.queries import holder_of
    from tatalaksana.apps.shared.agency import separate

    separate(agency)
    holder = holder_of(account, agency, NOW.date())
    assert holder is not None
    with psycopg.connect(address, autocommit=True, prepare_threshold=0) as connection:
        connection.execute("set plan_cache_mode = force_generic_plan")
        connection.execute("select set_config('tatalaksana.agency', %s, false)", (str(agency),))
        floor = fastest(connection, holder)
        for sieve in Sieve:
            yield compared(official, sieve, floor, partial(read_inbox, holder, NOW, sieve))


def fastest(connection: psycopg.Connection, holder: Holder) -> Callable[[], object]:
    """The floor that is faster for this official; both give the same rows."""
    positions = (list(holder.position_ids),)

    def asked(statement: str) -> Callable[[], list[tuple[object, ...]]]:
        return lambda: connection.execute(statement, positions, binary=True).fetchall()

    both = [asked(statement) for statement in FLOORS]
    assert both[0]() == both[1]()
    return min(both, key=lambda one: statistics.median(spent(one) for _ in range(ROUNDS)))


def compared(
    official: str, sieve: str, floor: Callable[[], object], ours: Callable[[], object]
) -> Line:
    """Rounds of both, alternating."""
    spent(floor), spent(ours)
    rounds = [(spent(floor), spent(ours)) for _ in range(ROUNDS)]
    return Line(
        official=official,
        sieve=sieve,
        floor=1000 * statistics.median(one for one, _ in rounds),
        ours=1000 * statistics.median(other for _, other in rounds),
        ratio=statistics.median(other / one for one, other in rounds),
    )


def spent(work: Callable[[], object]) -> float:
    """Seconds of one reading: the fastest of READINGS, since other work only adds to it."""
    seconds = []
    for _ in range(READINGS):
        since = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - since)
    return min(seconds)


if __name__ == "__main__":
    sys.exit(main())
