"""Moving the deadlines of open tasks to where the calendar of now puts them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_OID, uuid5
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import Q

from tatalaksana.apps.cases.models import CalledUnit, Event, Task
from tatalaksana.apps.cases.standing import WITHDRAWN
from tatalaksana.apps.cases.whole_time import keep, moved_dues
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.apps.office.calendar import calendar_of
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.queries import agency_of
from tatalaksana.core.base.worktime import Calendar, WorkingMinutes
from tatalaksana.core.engine.deadline import Clock, recomputed
from tatalaksana.core.engine.events import OF_THE_CASE
from tatalaksana.core.engine.runs import STOPPING, STOPS, runs_of

EVER = datetime(2000, 1, 1, tzinfo=UTC), datetime(3000, 1, 1, tzinfo=UTC)

# A clock that stands has no due moment, but a budget that the days of now make anew.
# A last day that a person named for a call to units is no time of the SOP: no calendar moves it.
OPEN = """
select t.id, t.case_id, t."row", t.opened_at, t.running_since, t.allowed, t.consumed, t.due_at,
    c.version_id
from cases_task t join cases_case c on c.id = t.case_id
where t.agency_id = %(agency)s and t.done_at is null
    and (t.due_at >= %(first)s or t.due_at is null and t.allowed is not null)
    and t.opened_at < %(last)s
    and not (t.opened_at = c.opened_at and exists (
        select 1 from cases_calledunit u join cases_unitcall r on r.id = u.call_id
        where u.case_id = c.id and r.due_at is not null))
order by t.id
"""
NOTE = """
select cases_note(%(agency)s, moved.case_id, moved.task_id, null, 'rescheduled', %(actor)s,
    %(position)s, %(at)s, %(reason)s, moved.data, moved.key, moved.allowed, moved.consumed,
    moved.since, moved.due)
from unnest(%(cases)s::bigint[], %(tasks)s::bigint[], %(data)s::text[], %(keys)s::uuid[],
    %(allowed)s::integer[], %(consumed)s::integer[], %(since)s::timestamptz[],
    %(due)s::timestamptz[])
    as moved(case_id, task_id, data, key, allowed, consumed, since, due)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One open task whose deadline lies elsewhere by the new calendar, or whose time left differs.

    `before` and `due` are None while its clock stands; `clock` is the new one.
    """

    case: int
    task: int
    before: datetime | None
    due: datetime | None
    left_before: int | None  #: working minutes; None: the document promises no time
    clock: Clock

    @property
    def recounted(self) -> bool:
        """Whether the deadline stays, or there is none, and the time left alone differs."""
        return self.before == self.due

    @property
    def earlier(self) -> bool:
        """Whether the deadline came nearer."""
        return self.due is not None and self.before is not None and self.due < self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """What came of moving: how many deadlines, how many of them to an earlier moment.

    `recounted` of the cases keep their deadline, or have none while their clock stands: what is
    left of their time was counted anew.
    """

    cases: tuple[int, ...]
    earlier: int = 0
    recounted: int = 0
    whole: int = 0  #: cases whose own time moved, whatever their open step does

    @property
    def count(self) -> int:
        """How many deadlines moved."""
        return len(self.cases) - self.recounted

    @property
    def told(self) -> dict[str, Any]:
        """What the trail keeps of it."""
        later = self.count - self.earlier
        return {
            "count": self.count,
            "earlier": self.earlier,
            "later": later,
            "recounted": self.recounted,
            "whole": self.whole,
            "cases": list(self.cases),
        }


def reschedule(
    holder: Holder, reason: str, now: datetime, days: Sequence[date] | None = None
) -> Moves:
    """Move every open deadline that lies elsewhere by the calendar of now; one event per case.

    A clock that stands gets its budget, and what of it was used, by the same calendar.
    `days` are the days that changed: a deadline can only move when one of them lies between its
    opening and its old end. None looks at all. The caller has given the calendar a new version.
    """
    version = agency_of(holder.agency).calendar_version
    calendar = calendar_of(holder.agency, holder.zone, version)
    first, last = EVER
    if days is not None:
        zone = ZoneInfo(holder.zone)
        first = datetime.combine(min(days), time.min, zone)
        last = datetime.combine(max(days) + timedelta(days=1), time.min, zone)
    moved = moved_by(holder.agency, calendar, first, last, lock=True)
    if moved:
        note(holder, moved, reason, version, now)
    return Moves(
        cases=tuple(one.case for one in moved),
        earlier=sum(one.earlier for one in moved),
        recounted=sum(one.recounted for one in moved),
        whole=keep(holder.agency, moved_dues(holder.agency, calendar, (first, last))),
    )


def count_stale(agency: int, zone: str, version: int) -> int:
    """How many open cases have a deadline that is not as the calendar of now counts it.

    None by the deeds of the office; some when a new release has brought holidays of a new year.
    """
    calendar = calendar_of(agency, zone, version)
    tasks = moved_by(agency, calendar, *EVER, lock=False)
    cases = {one.case for one in tasks}
    cases |= {case for case, _ in moved_dues(agency, calendar, EVER, lock=False)}
    return len(cases)


def moved_by(
    agency: int, calendar: Calendar, first: datetime, last: datetime, *, lock: bool
) -> list[Moved]:
    """The open tasks from `first` to `last` whose deadline or time left differs by `calendar`.

    With `lock` they are kept from every step until the transaction ends.
    """
    with connection.cursor() as cursor:
        values: dict[str, Any] = {"agency": agency, "first": first, "last": last}
        cursor.execute(OPEN + ("for update of t" if lock else ""), values)
        rows = cursor.fetchall()
    stops = stops_of(agency, [row[1] for row in rows if row[4] != row[3]])
    moved = []
    for task, case, row, opened_at, _since, allowed, consumed, due_at, version in rows:
        step = kept_plan(agency, version).step(row)
        clock, due = recomputed(step.duration, runs_of(opened_at, stops.get(case, ())), calendar)
        if (due is None) != (due_at is None):  # not as its events tell: the verification says so
            continue
        left = None if allowed is None else max(0, allowed - consumed)
        one = Moved(case=case, task=task, before=due_at, due=due, left_before=left, clock=clock)
        if (allowed_of(one), clock.consumed.value, due) != (allowed, consumed, due_at):
            moved.append(one)
    return moved


def stops_of(agency: int, cases: Sequence[int]) -> dict[int, list[tuple[str, datetime]]]:
    """When the clock of each case was stopped and set running, in order."""
    stops: dict[int, list[tuple[str, datetime]]] = {}
    rows = (
        Event.objects.filter(~WITHDRAWN, agency=agency, case__in=cases, kind__in=STOPPING)
        .order_by("case", "seq")
        .values_list("case", "kind", "at")
    )
    for case, kind, at in rows:
        stops.setdefault(case, []).append((kind, at))
    return stops


def clock_of(
    task: Task, version: int, before: int, calendar: Calendar
) -> tuple[Clock, datetime | None]:
    """The clock of `task` and when it is due by `calendar`, from the events before number `before`,
    and from when the case was suspended since.

    So it runs on as if it had not been ended since. A last day that a person named stays.
    """
    notes = list(
        Event.objects.filter(
            ~WITHDRAWN,
            Q(seq__lt=before) | Q(kind__in=OF_THE_CASE),
            agency=task.agency_id,
            case=task.case_id,
            kind__in=STOPPING,
        )
        .order_by("seq")
        .values_list("seq", "kind", "at")
    )
    named = Q(case=task.case_id, case__opened_at=task.opened_at, call__due_at__isnull=False)
    if CalledUnit.objects.filter(named, agency=task.agency_id).exists():
        return named_clock(task, [one for one in notes if one[0] > before], calendar)
    step = kept_plan(task.agency_id, version).step(task.row)
    runs = runs_of(task.opened_at, [(kind, at) for _, kind, at in notes])
    return recomputed(step.duration, runs, calendar)


def named_clock(
    task: Task, stops: Sequence[tuple[int, str, datetime]], calendar: Calendar
) -> tuple[Clock, datetime | None]:
    """The clock of `task`, whose last day a person named, without the time of later `stops`."""
    clock = kept_clock(task)
    if clock.since is None or not stops:
        return clock, task.due_at
    for _, kind, at in stops:
        clock = clock.stopped(at, calendar) if kind in STOPS else clock.running(at)
    return clock, clock.due(calendar)


def kept_clock(task: Task) -> Clock:
    """The clock of `task` as its row holds it."""
    return Clock(
        allowed=None if task.allowed is None else WorkingMinutes(task.allowed),
        consumed=WorkingMinutes(task.consumed),
        since=task.running_since,
    )


def note(holder: Holder, moved: Sequence[Moved], reason: str, version: int, now: datetime) -> None:
    """Write one event into the chain of each case, and the new deadline to its task."""
    seat = next(position.id for position in holder.positions if position.keeps_office)
    values: dict[str, Any] = {
        "agency": holder.agency,
        "actor": holder.person,
        "position": seat,
        "at": now,
        "reason": reason,
        "cases": [one.case for one in moved],
        "tasks": [one.task for one in moved],
        "data": [data_of(one) for one in moved],
        "keys": [uuid5(NAMESPACE_OID, f"calendar/{version}/{one.task}") for one in moved],
        "allowed": [allowed_of(one) for one in moved],
        "consumed": [one.clock.consumed.value for one in moved],
        "since": [one.clock.since for one in moved],
        "due": [one.due for one in moved],
    }
    with connection.cursor() as cursor:
        cursor.execute(NOTE, values)


def allowed_of(moved: Moved) -> int | None:
    """The budget in working minutes."""
    return moved.clock.allowed.value if moved.clock.allowed else None


def data_of(moved: Moved) -> str:
    """Canonical JSON of what moved: the old and the new due moment in UTC, and the time left.

    The moments are null while the clock stands; the time is in working minutes.
    """
    allowed = allowed_of(moved)
    told = {
        "allowed": allowed,
        "consumed": moved.clock.consumed.value,
        "due": utc(moved.due),
        "left": None if allowed is None else max(0, allowed - moved.clock.consumed.value),
        "left_was": moved.left_before,
        "was": utc(moved.before),
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def utc(moment: datetime | None) -> str | None:
    """The moment as the events tell it."""
    return moment.astimezone(UTC).isoformat() if moment else None
