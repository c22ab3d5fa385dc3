"""When a whole case is due: set at its opening, moved with its clock, its version, the calendar.

A step costs nothing for it: the time of a case does not depend on which steps are done. Its
column is derived: from the opening, the version, the stops in the chain and the calendar of now. A
last day that a person named for a call to units is the time of the case, whatever becomes of it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from tatalaksana.apps.cases.models import Case, Event
from tatalaksana.apps.cases.open_task import OpenTask
from tatalaksana.apps.cases.standing import WITHDRAWN
from tatalaksana.apps.cases.writing import Actor, Ending, Finished, end_task
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.apps.office.calendar import calendar_for
from tatalaksana.apps.office.holder import Holder
from tatalaksana.core.base.worktime import Calendar
from tatalaksana.core.engine.events import NOTES, Kind
from tatalaksana.core.engine.plan import Plan
from tatalaksana.core.engine.runs import STOPPING, STOPS, runs_of
from tatalaksana.core.engine.whole import whole_due, whole_recomputed

#: what lets the clock of a case run again, whatever it stood for: a step was ended or moved
DEEDS = frozenset(Kind) - NOTES - {Kind.OPENED, Kind.CORRECTED}
OPEN = """
select c.id, c.version_id, c.opened_at, c.due_at from cases_case c
where c.agency_id = %(agency)s and c.closed_at is null
    and (%(cases)s::bigint[] is null or c.id = any(%(cases)s::bigint[]))
    and (c.due_at is null or c.due_at >= %(first)s) and c.opened_at < %(last)s
    and not exists (
        select 1 from cases_calledunit u join cases_unitcall r on r.id = u.call_id
        where u.agency_id = c.agency_id and u.case_id = c.id and r.due_at is not null)
order by c.id
"""
KEEP = """
update cases_case c set due_at = kept.due
from unnest(%(cases)s::bigint[], %(dues)s::timestamptz[]) as kept(id, due)
where c.agency_id = %(agency)s and c.id = kept.id
"""
Due = tuple[int, datetime | None]  #: a case and when it is due


def set_due(
    holder: Holder, cases: Collection[int], plan: Plan, now: datetime, named: datetime | None = None
) -> None:
    """Give `cases`, opened just now, their time; `named` is the last day that a person named."""
    due = named or whole_due(plan, now, calendar_for(holder))
    if due is not None:
        # opened now: the same click again finds a case of its first time
        Case.objects.filter(agency=holder.agency, pk__in=cases, opened_at=now).update(due_at=due)


def keep_due(holder: Holder, case: int) -> None:
    """Let the time of `case` follow what was just done to its clock or version."""
    ever = datetime.min.replace(tzinfo=calendar_for(holder).zone)
    keep(holder.agency, moved_dues(holder.agency, calendar_for(holder), (ever, None), [case]))


def end_held(actor: Actor, task: OpenTask, plan: Plan, ending: Ending) -> Finished:
    """`end_task` of a step whose file was still outside: the time of the case runs on from then."""
    with transaction.atomic():
        done = end_task(actor, task, plan, ending)
        if not done.repeated:
            keep_due(actor.holder, task.case)
    return done


def keep(agency: int, dues: Sequence[Due]) -> int:
    """Write when some cases are due; how many there are."""
    if dues:
        cases, moments = zip(*dues, strict=True)
        with connection.cursor() as cursor:
            values: dict[str, Any] = {"agency": agency}
            values |= {"cases": list(cases), "dues": list(moments)}
            cursor.execute(KEEP, values)
    return len(dues)


def moved_dues(
    agency: int,
    calendar: Calendar,
    between: tuple[datetime, datetime | None],
    cases: Sequence[int] | None = None,
    *,
    lock: bool = True,
) -> list[Due]:
    """The open ones of `cases` (None: of all) that are due otherwise by `calendar` than they say.

    Only those that a change `between` two moments can touch; kept until the transaction ends with
    `lock`.
    """
    first, last = between
    with connection.cursor() as cursor:
        values: dict[str, Any] = {"agency": agency, "cases": cases, "first": first}
        values["last"] = last or datetime.max.replace(tzinfo=calendar.zone)
        cursor.execute(OPEN + ("for no key update of c" if lock else ""), values)
        rows = cursor.fetchall()
    stops = stops_of(agency, [row[0] for row in rows])
    found = []
    for case, version, opened_at, due_at in rows:
        runs = runs_of(opened_at, stops.get(case, ()))
        due = whole_recomputed(kept_plan(agency, version), runs, calendar)
        if due != due_at:
            found.append((case, due))
    return found


def stops_of(agency: int, cases: Sequence[int]) -> dict[int, list[tuple[str, datetime]]]:
    """What stopped the clock of each of `cases` and let it run again; those it never stood in are
    missing."""
    told = Event.objects.filter(~WITHDRAWN, agency=agency, case__in=cases)
    stood = told.filter(kind__in=list(STOPS)).values_list("case", flat=True).distinct()
    rows = told.filter(case__in=list(stood), kind__in=STOPPING | DEEDS).order_by("case", "seq")
    stops: dict[int, list[tuple[str, datetime]]] = {}
    for case, kind, at in rows.values_list("case", "kind", "at"):
        stops.setdefault(case, []).append((kind, at))
    return stops
