"""The inbox: what waits for the positions somebody holds, and how much of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache, lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from psycopg.types.numeric import Int8

from tatalaksana.apps.cases.inbox_told import DUE, GOES, POSITION, RETURNED, Row, Told, told_of
from tatalaksana.apps.library.queries import kept_content
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.prepared_rows import all_rows, array
from tatalaksana.core.procedure.titles import readable

PAGE = 50
MORE = PAGE + 1  #: as far as is read and counted; a count of it means "more than a page"
SEEN = 2 * PAGE + 1  #: so many of all are read: of a pile below it the rows tell late and returned
LATEST = datetime.max.replace(tzinfo=UTC)
#: a position's name, whether it is vacant, because its holder is away, and whose it is by right
Seat = tuple[str, bool, bool, str]


class Sieve(StrEnum):
    """What the inbox shows; each has its counter."""

    ALL = "semua"
    LATE = "terlambat"
    RETURNED = "dikembalikan"
    TAKING_PART = "turut-serta"


class InboxRow(NamedTuple):
    """One waiting task, as the list shows it; a tuple, because a page makes fifty of them."""

    task: int
    case: int
    year: int
    number: int
    title: str  #: what the case is about
    procedure: str
    row: int
    rows: int  #: how many steps the procedure has
    step: str  #: what is to be done
    position: str  #: why me
    vacant: bool  #: nobody attends to that position; its work comes to the reader's own above it
    away: bool  #: because who holds it is away and nobody stands in
    for_whom: str  #: whose task it is, where she acts for another; "" = her own
    sender: str  #: who finished the step before, or opened the case
    returned: bool  #: it came back; `reason` says why
    reason: str
    opened_at: datetime
    due_at: datetime | None
    late: bool
    outside: bool  #: the file is with an outside party
    suspended: bool  #: nothing may be done in the case now
    part_asked: bool  #: she takes part, and the task waits for her to say that her part is done
    awaits: int  #: how many parts of others it waits for


@dataclass(frozen=True, slots=True, kw_only=True)
class Counters:
    """How many tasks each sieve shows that may be acted on now; MORE: that many, or any more."""

    all: int
    late: int
    returned: int
    taking_part: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """What one reading gives."""

    rows: tuple[InboxRow, ...]
    counters: Counters


# One index range per position, merged: `position in (…)` with an order would read everything a
# busy person has.
MINE = "unnest(%(positions)s::bigint[], %(many)s::boolean[]) mine (id, many)"
OWN = """
select {outer} from {mine} cross join lateral (
    select {inner} from cases_task t
    where t.position_id = mine.id and t.done_at is null and {addressed}{sieve}
    {within} limit %(more)s
) t {order} limit %({most})s
"""
PARTS = """
select {outer} from {mine}
join cases_participation p on p.position_id = mine.id and not p.ended and p.done_at is null
cross join lateral (
    select {inner} from cases_task t
    where t.agency_id = %(agency)s and t.id = p.task_id and t.done_at is null{sieve} offset 0
) t where not mine.many {order} limit %(more)s
"""
ADDRESSED = """(not (mine.many or t.taken) or t.person_id is null or t.person_id = %(person)s
        or not cases_still_held(%(agency)s, t.position_id, t.person_id, %(today)s))
        and not (t.other_eyes > 0 and t.drafter_id = %(person)s)"""
#: the clock of a suspended case stands although its file is here
GOING = "(t.running_since is not null or t.outside)"
#: and behind them, whether she is asked for her part
COLUMNS = f"""t.id, t.case_id, t.position_id, t.sender_id, t.returned, t.opened_at, t.due_at,
        t.outside, t.awaits, t.told, {GOING} as going"""
ASKED = {True: "p.required", False: "false"}  #: whether a task asks the reader for her part
SIEVES = {
    Sieve.ALL: (OWN, "", "t.opened_at"),
    Sieve.LATE: (OWN, " and t.due_at < %(now)s", "t.due_at"),
    Sieve.RETURNED: (OWN, " and t.returned", "t.opened_at"),
    Sieve.TAKING_PART: (PARTS, "", "t.opened_at"),
}


def source_of(sieve: Sieve, *, counted: bool = False, most: str = "more") -> str:
    """The tasks of a sieve, the first MORE of them; to be counted without those that stand."""
    source, only, order = SIEVES[sieve]
    return source.format(
        outer="1" if counted else "t.*",
        inner="1" if counted else f"{COLUMNS}, {ASKED[source is PARTS]} as part_asked",
        mine=MINE,
        addressed=ADDRESSED,
        sieve=f"{only} and {GOING}" if counted else only,
        # Also where it is counted: what is late is found by when it was due, or among everything.
        within=f"order by {order}",
        order="" if counted else f"order by {order}",
        most=most,
    )


@cache
def statement_of(sieve: Sieve) -> str:
    """The list of a sieve: the tasks themselves, those that come first in its order."""
    return source_of(sieve, most="seen" if sieve is Sieve.ALL else "more")


@cache
def counted_of(sieves: tuple[Sieve, ...]) -> tuple[str, ...]:
    """The statements that count the tasks of some sieves."""
    return tuple(source_of(sieve, counted=True) for sieve in sieves)


def read_inbox(holder: Holder, now: datetime, sieve: Sieve = Sieve.ALL) -> Inbox:
    """The 50 tasks that wait longest (of the late ones: are latest), the one due first on top."""
    values = values_for(holder, now)
    seats = seats_of(holder)
    found = all_rows(statement_of(sieve), values)
    known = counted_in(found, sieve, now)
    others = tuple(other for other in Sieve if other not in known)
    told = told_of(found[:PAGE], seats, values, counted_of(others))
    rows = rows_of(holder.agency, seats, found[:PAGE], told, now)
    known.update(zip(others, told.counts, strict=True))
    return Inbox(
        rows=tuple(sorted(rows, key=due_first)),
        counters=Counters(
            all=known[Sieve.ALL],
            late=known[Sieve.LATE],
            returned=known[Sieve.RETURNED],
            taking_part=known[Sieve.TAKING_PART],
        ),
    )


def counted_in(found: list[Row], sieve: Sieve, now: datetime) -> dict[Sieve, int]:
    """The counters that the rows of a sieve tell: its own; where no row is missing, all of them."""
    going = [one for one in found if one[GOES]]
    if sieve is not Sieve.ALL or not is_whole(found):
        return {sieve: len(going) if len(found) < MORE else MORE}
    late = sum(1 for one in going if one[DUE] is not None and one[DUE] < now)
    returned = sum(1 for one in going if one[RETURNED])
    counts = {Sieve.ALL: len(going), Sieve.LATE: late, Sieve.RETURNED: returned}
    return {one: min(count, MORE) for one, count in counts.items()}


def is_whole(found: list[Row]) -> bool:
    """Whether no limit cut off the open tasks of any position."""
    if len(found) < MORE:
        return True
    return len(found) < SEEN and max(Counter([one[POSITION] for one in found]).values()) < MORE


def values_for(holder: Holder, now: datetime) -> dict[str, Any]:
    """The parameters of the statements; of one type whatever the size of a number."""
    return {
        "agency": Int8(holder.agency),
        "person": Int8(holder.person),
        "positions": array(seat.id for seat in holder.positions),
        "many": array(seat.many for seat in holder.positions),
        "today": now.astimezone(ZoneInfo(holder.zone)).date(),
        "now": now,
        "more": MORE,
        "seen": SEEN,
    }


def due_first(row: InboxRow) -> tuple[datetime, datetime]:
    """The order of the list; what nobody promised a time for comes last."""
    return row.due_at or LATEST, row.opened_at


def inbox(holder: Holder, now: datetime, sieve: Sieve = Sieve.ALL) -> tuple[InboxRow, ...]:
    """The rows of `read_inbox`."""
    return read_inbox(holder, now, sieve).rows


def counters(holder: Holder, now: datetime) -> Counters:
    """How many tasks wait behind each sieve: only what this person may act on now."""
    return read_inbox(holder, now).counters


def seats_of(holder: Holder) -> dict[int, Seat]:
    """What a row tells of each of her positions."""
    return {
        seat.id: (seat.name, seat.vacant, seat.away, seat.for_name) for seat in holder.positions
    }


def rows_of(
    agency: int, seats: Mapping[int, Seat], listed: Iterable[Row], told: Told, now: datetime
) -> list[InboxRow]:
    """Rows of the list; a step's words come from the version in memory."""
    rows = []
    for one, facts in zip(listed, told.facts, strict=True):
        task, case, position, sender, returned, opened_at, due_at, outside, awaits, _, _, asked = (
            one
        )
        row, title, year, number, version, suspended, reason, finder = facts
        procedure, steps, step = words_of(agency, version, row)
        seat = seats.get(position) or (told.seats[position], False, False, "")
        rows.append(InboxRow._make((
            task, case, year, number, title, procedure, row, steps, step, *seat,
            finder if sender is None else told.names[sender], returned, reason, opened_at, due_at,
            due_at is not None and due_at < now, outside, suspended, asked, awaits,
        )))  # fmt: skip
    return rows


@lru_cache(maxsize=4096)
def words_of(agency: int, version: int, row: int) -> tuple[str, int, str]:
    """The procedure, how many steps it has, and what is to be done in one of them."""
    content = kept_content(agency, version)
    step = "; ".join(text.rstrip(" .;") for text in content.step(row).activities)
    return readable(content.title), len(content.steps), step
