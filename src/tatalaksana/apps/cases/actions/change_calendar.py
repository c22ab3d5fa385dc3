"""Change the office's calendar and recompute every open deadline by it, together or not at all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_OID, uuid5
from zoneinfo import ZoneInfo

from django.db import connection

from tatalaksana.apps.cases.models import Event
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.apps.office.actions.add_day_off import add_day_off
from tatalaksana.apps.office.actions.remove_day_off import remove_day_off
from tatalaksana.apps.office.calendar import calendar_of
from tatalaksana.apps.office.days_off import OwnDay, words
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.queries import agency_of
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.core.base.worktime import Calendar
from tatalaksana.core.engine.deadline import Clock, recomputed
from tatalaksana.core.engine.events import Kind

#: the spans in which the clock of a step ran: from its opening, and anew after each stop
Runs = list[tuple[datetime, datetime | None]]

# A deadline can only move when a changed day lies between its opening and its old end.
OPEN = """
select t.id, t.case_id, t."row", t.opened_at, t.running_since, t.due_at, c.version_id
from cases_task t join cases_case c on c.id = t.case_id
where t.agency_id = %(agency)s and t.done_at is null
    and t.due_at >= %(first)s and t.opened_at < %(last)s
order by t.id
for update of t
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
    """One open task whose deadline lies elsewhere by the new calendar."""

    case: int
    task: int
    before: datetime
    due: datetime
    clock: Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Recomputed:
    """What a changed calendar did to the open deadlines."""

    days: tuple[OwnDay, ...]  #: what was added or removed
    count: int
    earlier: int
    trace: int | None  #: in the audit trail; None when no deadline moved


@action("cases.change_calendar")
def change_calendar(
    holder: Holder, *, add: Sequence[OwnDay] = (), remove: int | None = None, now: datetime
) -> Recomputed:
    """Add days to the office's own calendar, or remove one, and move the open deadlines.

    Each moved deadline is an event in the chain of its case; the whole is one trace.
    Errors: those of add_day_off and remove_day_off; then nothing has changed.
    """
    for one in add:
        add_day_off(holder, day=one.day, kind=one.kind, name=one.name, now=now)
    days = list(add)
    if remove is not None:
        gone = remove_day_off(holder, number=remove, now=now)
        days.append(OwnDay(day=gone.day, kind=gone.kind, name=gone.name))
    version = agency_of(holder.agency).calendar_version
    calendar = calendar_of(holder.agency, holder.zone, version)
    moved = moved_by(holder, calendar, [one.day for one in days])
    if not moved:
        return Recomputed(days=tuple(days), count=0, earlier=0, trace=None)
    note(holder, moved, reason_for(days, removed=remove is not None), version, now)
    earlier = sum(one.due < one.before for one in moved)
    trace = audit.write(
        "cases.change_calendar",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        count=len(moved),
        earlier=earlier,
        later=len(moved) - earlier,
        cases=[one.case for one in moved],
    )
    return Recomputed(days=tuple(days), count=len(moved), earlier=earlier, trace=trace)


def moved_by(holder: Holder, calendar: Calendar, days: Sequence[date]) -> list[Moved]:
    """The open tasks whose deadline differs by `calendar`, kept from every step meanwhile."""
    if not days:
        return []
    zone = ZoneInfo(holder.zone)
    values: dict[str, Any] = {
        "agency": holder.agency,
        "first": datetime.combine(min(days), time.min, zone),
        "last": datetime.combine(max(days) + timedelta(days=1), time.min, zone),
    }
    with connection.cursor() as cursor:
        cursor.execute(OPEN, values)
        rows = cursor.fetchall()
    stopped = [case for _, case, _, opened_at, since, _, _ in rows if since != opened_at]
    stops = stops_of(holder.agency, stopped)
    moved = []
    for task, case, row, opened_at, _since, due_at, version in rows:
        step = kept_plan(holder.agency, version).step(row)
        clock, due = recomputed(step.duration, runs_of(opened_at, stops.get(case, ())), calendar)
        if due is not None and due != due_at:
            moved.append(Moved(case=case, task=task, before=due_at, due=due, clock=clock))
    return moved


def stops_of(agency: int, cases: Sequence[int]) -> dict[int, list[tuple[str, datetime]]]:
    """When the clock of each case was stopped and set running, in order."""
    stops: dict[int, list[tuple[str, datetime]]] = {}
    rows = (
        Event.objects.filter(agency=agency, case__in=cases, kind__in=(Kind.HELD, Kind.RELEASED))
        .order_by("case", "seq")
        .values_list("case", "kind", "at")
    )
    for case, kind, at in rows:
        stops.setdefault(case, []).append((kind, at))
    return stops


def runs_of(opened_at: datetime, stops: Sequence[tuple[str, datetime]]) -> Runs:
    """The spans in which the clock of a step opened at `opened_at` ran; the last has no end."""
    runs: Runs = [(opened_at, None)]
    for kind, at in stops:
        if at < opened_at:  # of an earlier step of the case
            continue
        if kind == Kind.HELD:
            runs[-1] = (runs[-1][0], at)
        else:
            runs.append((at, None))
    return runs


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
    """Canonical JSON of what moved: the old and the new due moment in UTC."""
    told = {
        "allowed": allowed_of(moved),
        "due": moved.due.astimezone(UTC).isoformat(),
        "was": moved.before.astimezone(UTC).isoformat(),
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def reason_for(days: Sequence[OwnDay], *, removed: bool) -> str:
    """Why the deadlines moved, as the case pages tell it."""
    if len(days) > 1:
        return f"Kalender kerja berubah: {len(days)} hari ditambahkan."
    (one,) = days
    told = f"{words(one.day)} ({one.name})"
    if removed:
        return f"Kalender kerja berubah: {told} dihapus dari kalender kantor."
    return f"Kalender kerja berubah: {told} {one.kind}."
