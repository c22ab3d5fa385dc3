"""The inbox: what waits for the positions somebody holds, and how much of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from tatalaksana.apps.library.queries import kept_content
from tatalaksana.apps.office.holder import Holder
from tatalaksana.core.engine.events import NOTES, RETURNS, Kind
from tatalaksana.core.procedure.titles import readable

PAGE = 50


class Sieve(StrEnum):
    """What the inbox shows; each has its counter."""

    ALL = "semua"
    LATE = "terlambat"
    RETURNED = "dikembalikan"
    TAKING_PART = "turut-serta"


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxRow:
    """One waiting task, as the list shows it."""

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
    vacant: bool  #: nobody holds that position; its work comes to the reader's own above it
    for_whom: str  #: whose task it is, where she acts for another; "" = her own
    sender: str  #: who finished the step before, or opened the case
    returned: bool  #: it came back; `reason` says why
    reason: str
    opened_at: datetime
    due_at: datetime | None
    late: bool
    suspended: bool  #: nothing may be done in the case now


@dataclass(frozen=True, slots=True, kw_only=True)
class Counters:
    """How many tasks each sieve shows."""

    all: int
    late: int
    returned: int
    taking_part: int


# One index range per position, merged: `position in (…)` with an order would read everything a
# busy person has.
MINE = """
from (
    select id, many from office_position where id = any(%(positions)s::bigint[])
) mine
cross join lateral (
    select * from cases_task t
    where t.position_id = mine.id and t.done_at is null and {addressed} {sieve}
    order by t.opened_at limit %(limit)s
) t
"""
PARTS = """
from (
    select t.* from cases_participation p join cases_task t on t.id = p.task_id
    join office_position s on s.id = p.position_id and not s.many
    where p.position_id = any(%(positions)s::bigint[]) and t.done_at is null
      and t.agency_id = %(agency)s
    order by t.opened_at limit %(limit)s
) t
"""
ADDRESSED = """(
    not (mine.many or t.taken) or t.person_id is null or t.person_id = %(person)s
    or not exists (
        select 1 from office_holding h where h.position_id = t.position_id
        and h.person_id = t.person_id and h.since <= %(today)s
        and (h.until is null or h.until >= %(today)s)
    )
)"""
# The last deed of a case that stands; a note (the clock stood) is no deed, nor is a correction.
NOTED = ", ".join(f"'{kind.value}'" for kind in sorted(NOTES | {Kind.CORRECTED}))
LAST_DEED = f"""
    from cases_event d where d.case_id = t.case_id
    and d.kind not in ({NOTED}) and not exists (
        select 1 from cases_event w where w.case_id = d.case_id and w.corrects = d.seq
    ) order by d.seq desc limit 1
"""  # noqa: S608 - the kinds are our own
#: the clock of a suspended case stands although its file is here
GOING = "t.running_since is not null or t.outside"
SIEVES = {
    Sieve.ALL: "",
    Sieve.LATE: "and t.due_at < %(now)s",
    Sieve.RETURNED: f"and (select d.kind {LAST_DEED}) in ('returned', 'sent_back')",
}
ROWS = """
select t.id, c.id, c.year, c.number, c.title, c.version_id, t."row", s.name, f.name, e.kind,
       e.reason, t.opened_at, t.due_at, t.position_id, c.suspended_at is not null
"""
JOINS = f"""
join cases_case c on c.id = t.case_id
cross join lateral (select d.kind, d.reason, d.actor_id {LAST_DEED}) e
join office_person f on f.id = e.actor_id
join office_position s on s.id = t.position_id
order by t.opened_at limit %(limit)s
"""


def values_for(holder: Holder, now: datetime, limit: int) -> dict[str, Any]:
    """The parameters of the inbox statements."""
    return {
        "agency": holder.agency,
        "person": holder.person,
        "positions": list(holder.position_ids),
        "today": now.astimezone(ZoneInfo(holder.zone)).date(),
        "now": now,
        "limit": limit,
    }


def source_of(sieve: Sieve) -> str:
    """The FROM clause of a sieve."""
    if sieve is Sieve.TAKING_PART:
        return PARTS
    return MINE.format(addressed=ADDRESSED, sieve=SIEVES[sieve])


def inbox(holder: Holder, now: datetime, sieve: Sieve = Sieve.ALL) -> tuple[InboxRow, ...]:
    """The 50 tasks that wait longest, the one due first on top."""
    with connection.cursor() as cursor:
        cursor.execute(ROWS + source_of(sieve) + JOINS, values_for(holder, now, PAGE))
        rows = [row_of(holder, values, now) for values in cursor.fetchall()]
    latest = datetime.max.replace(tzinfo=now.tzinfo)
    return tuple(sorted(rows, key=lambda row: (row.due_at or latest, row.opened_at)))


def row_of(holder: Holder, values: tuple[Any, ...], now: datetime) -> InboxRow:
    """One row of the list; the step's words come from the version in memory."""
    *told, position, suspended = values
    task, case, year, number, title, version, row, seat, sender, kind, reason, opened, due = told
    content = kept_content(holder.agency, version)
    mine = holder.seat(position)
    return InboxRow(
        task=task,
        case=case,
        year=year,
        number=number,
        title=title,
        procedure=readable(content.title),
        row=row,
        rows=len(content.steps),
        step="; ".join(text.rstrip(" .;") for text in content.step(row).activities),
        position=seat,
        vacant=mine is not None and mine.vacant,
        for_whom=mine.for_name if mine else "",
        sender=sender,
        returned=kind in RETURNS,
        reason=reason,
        opened_at=opened,
        due_at=due,
        late=due is not None and due < now,
        suspended=suspended,
    )


def counters(holder: Holder, now: datetime) -> Counters:
    """How many tasks wait behind each sieve: only what this person may act on now."""
    values = values_for(holder, now, 10_000)
    counts = [f"(select count(*) {source_of(sieve)} where {GOING})" for sieve in Sieve]
    with connection.cursor() as cursor:
        cursor.execute("select " + ", ".join(counts), values)
        every, late, returned, part = cursor.fetchone()
    return Counters(all=every, late=late, returned=returned, taking_part=part)
