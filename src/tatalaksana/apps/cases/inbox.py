"""The inbox: what waits for the positions somebody holds, and how much of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from psycopg.types.numeric import Int8

from tatalaksana.apps.library.queries import kept_content
from tatalaksana.apps.office.holder import HeldPosition, Holder
from tatalaksana.apps.shared.prepared_rows import all_rows
from tatalaksana.core.engine.events import NOTES, Kind
from tatalaksana.core.procedure.titles import readable

PAGE = 50
MORE = PAGE + 1  #: as far as is read and counted; a count of it means "more than a page"
LATEST = datetime.max.replace(tzinfo=UTC)


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
) t {order} limit %(more)s
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
COLUMNS = f"""t.id, t.case_id, t."row", t.position_id, t.sender_id, t.returned, t.opened_at,
        t.due_at, t.outside, t.awaits, {GOING} as going"""
ASKED = {True: "p.required", False: "false"}  #: whether a task asks the reader for her part
SIEVES = {
    Sieve.ALL: (OWN, "", "t.opened_at"),
    Sieve.LATE: (OWN, " and t.due_at < %(now)s", "t.due_at"),
    Sieve.RETURNED: (OWN, " and t.returned", "t.opened_at"),
    Sieve.TAKING_PART: (PARTS, "", "t.opened_at"),
}
# The last deed of a case that stands; a note (the clock stood) is no deed, nor is a correction.
NOTED = ", ".join(f"'{kind.value}'" for kind in sorted(NOTES | {Kind.CORRECTED}))
LAST_DEED = f"""
    from cases_event d where d.case_id = t.case_id
    and d.kind not in ({NOTED}) and not exists (
        select 1 from cases_event w where w.case_id = d.case_id and w.corrects = d.seq
    ) order by d.seq desc limit 1
"""  # noqa: S608 - the kinds are our own
# Many files come from the same few people: by the sender alone each name is looked up once.
SENT = f"""select n.name from office_person n
    where n.agency_id = %(agency)s and n.id = (select d.actor_id {LAST_DEED})"""  # noqa: S608
# The deed that brought the task is looked for only where the task does not say enough.
STATEMENT = """
select {counts}, t.id, t.case_id, c.year, c.number, c.title, c.version_id, t."row", t.position_id,
    {seat}, case when t.sender_id is null then ({sent}) else f.name end, t.returned,
    case when t.returned then (select d.reason {last_deed}) end, t.opened_at, t.due_at, t.outside,
    c.suspended, t.part_asked, t.awaits, t.going
from (select) one left join ({listed}) t on true
left join lateral (
    select c.year, c.number, c.title, c.version_id, c.suspended_at is not null as suspended
    from cases_case c where c.agency_id = %(agency)s and c.id = t.case_id offset 0
) c on true
left join lateral (
    select f.name from office_person f
    where f.agency_id = %(agency)s and f.id = t.sender_id offset 0
) f on true
"""
COUNT = "(select count(*) from ({}) x)"
SEAT = "(select s.name from office_position s where s.id = t.position_id)"


def source_of(sieve: Sieve, *, counted: bool = False) -> str:
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
    )


@cache
def statement_of(sieve: Sieve) -> str:
    """The list of a sieve, with the counts of the others."""
    counts = [
        "null" if other is sieve else COUNT.format(source_of(other, counted=True))
        for other in Sieve
    ]
    return STATEMENT.format(
        counts=", ".join(counts),
        seat=SEAT if sieve is Sieve.TAKING_PART else "null",
        listed=source_of(sieve),
        last_deed=LAST_DEED,
        sent=SENT,
    )


def read_inbox(holder: Holder, now: datetime, sieve: Sieve = Sieve.ALL) -> Inbox:
    """The 50 tasks that wait longest (of the late ones: are latest), the one due first on top."""
    found = all_rows(statement_of(sieve), values_for(holder, now))
    seats = {seat.id: seat for seat in holder.positions}
    listed = [values for values in found if values[4] is not None]
    rows = [row_of(holder.agency, seats, values[4:-1], now) for values in listed]
    if len(rows) > PAGE:
        last = due_first if sieve is Sieve.LATE else attrgetter("opened_at")
        rows.remove(max(rows, key=last))
    own = MORE if len(listed) == MORE else sum(going for *_, going in listed)
    every, late, returned, part = (own if count is None else count for count in found[0][:4])
    return Inbox(
        rows=tuple(sorted(rows, key=due_first)),
        counters=Counters(all=every, late=late, returned=returned, taking_part=part),
    )


def values_for(holder: Holder, now: datetime) -> dict[str, Any]:
    """The parameters of the statements; of one type whatever the size of a number."""
    return {
        "agency": Int8(holder.agency),
        "person": Int8(holder.person),
        "positions": [Int8(seat.id) for seat in holder.positions],
        "many": [seat.many for seat in holder.positions],
        "today": now.astimezone(ZoneInfo(holder.zone)).date(),
        "now": now,
        "more": MORE,
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


def row_of(
    agency: int, seats: dict[int, HeldPosition], values: tuple[Any, ...], now: datetime
) -> InboxRow:
    """One row of the list; the step's words come from the version in memory."""
    (task, case, year, number, title, version, row, position, seat,
     sender, returned, reason, opened_at, due_at, outside, suspended, part_asked, awaits
    ) = values  # fmt: skip
    procedure, rows, step = words_of(agency, version, row)
    mine = seats.get(position)
    return InboxRow(
        task, case, year, number, title, procedure, row, rows, step,
        mine.name if mine else seat,
        mine is not None and mine.vacant,
        mine is not None and mine.away,
        mine.for_name if mine else "",
        sender, returned, reason if returned else "", opened_at, due_at,
        due_at is not None and due_at < now,
        outside, suspended, part_asked, awaits,
    )  # fmt: skip


@lru_cache(maxsize=4096)
def words_of(agency: int, version: int, row: int) -> tuple[str, int, str]:
    """The procedure, how many steps it has, and what is to be done in one of them."""
    content = kept_content(agency, version)
    step = "; ".join(text.rstrip(" .;") for text in content.step(row).activities)
    return readable(content.title), len(content.steps), step
