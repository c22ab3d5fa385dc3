"""What another room needs to watch open tasks: which there are, and what is told of them.

Everything is read here; watching a task writes nothing into it and costs its step nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from tatalaksana.apps.cases.inbox_told import LAST_DEED
from tatalaksana.apps.cases.models import Consultation, Participation, Task, TeamDecree
from tatalaksana.apps.library.queries import kept_content
from tatalaksana.apps.shared.replica import reading
from tatalaksana.core.base.worktime import WorkingMinutes
from tatalaksana.core.engine.deadline import Clock
from tatalaksana.core.procedure.titles import readable

# One range of the inbox index per position: no index of its own.
OPENED = """
select t.id from office_position s
cross join lateral (
    select o.id from cases_task o
    where o.position_id = s.id and o.done_at is null and o.opened_at >= %(since)s
    order by o.opened_at
) t
where s.agency_id = %(agency)s
order by t.id
"""
SENDER = f" cross join lateral (select d.actor_id {LAST_DEED}) e "
WATCHED = """
select t.id, t.position_id, s.many, t.person_id, t.taken, t.opened_at, t.allowed, t.consumed,
       t.running_since, t.due_at, e.actor_id, t.drafter_id, t.other_eyes
from cases_task t join office_position s on s.id = t.position_id
"""
OF_TASKS = """
where t.id = any(%(tasks)s::bigint[]) and t.agency_id = %(agency)s and t.done_at is null
"""
HANDED = """
select t.id, t.position_id, t.person_id, e.actor_id, e.at from cases_task t
cross join lateral (
    select d.actor_id, d.at from cases_event d
    where d.case_id = t.case_id and d.kind = 'addressed' order by d.seq desc limit 1
) e
where t.agency_id = %(agency)s and t.taken and t.done_at is null and e.actor_id <> t.person_id
    and e.at >= %(since)s
order by t.id
"""
CORRECTED = """
select e.actor_id, e.at, w.id, o.id from cases_event e
left join cases_task w on w.case_id = e.case_id and w.answer = 'corrected' and w.done_at = e.at
left join cases_task o on o.case_id = e.case_id and o.done_at is null and o."row" = e.to_row
where e.agency_id = %(agency)s and e.corrects is not null and e.at >= %(since)s
order by e.id
"""
COLUMNS = """
select t.id, c.id, c.year, c.number, c.title, c.version_id, t."row", t.position_id, s.name, u.name,
       p.name, t.due_at, t.done_at is null, c.suspended_at is not null
"""
TOLD = """
join cases_case c on c.id = t.case_id
join office_position s on s.id = t.position_id join office_unit u on u.id = s.unit_id
left join office_person p on p.id = t.person_id and (t.taken or s.many)
"""
LATE = """
where t.agency_id = %(agency)s and t.done_at is null and t.due_at < %(before)s
    and (%(everywhere)s or t.position_id = any(%(positions)s::bigint[]))
"""
# Where nobody is above: late, suspended, or with nobody to do it.
STUCK = """
from (
    select t.* from cases_task t join cases_case k on k.id = t.case_id
    where t.agency_id = %(agency)s and t.done_at is null
        and t.position_id = any(%(positions)s::bigint[])
        and (t.due_at < %(before)s or k.suspended_at is not null
             or t.position_id = any(%(vacant)s::bigint[]))
    order by t.due_at, t.id limit %(limit)s
) t
"""
SOME = """
from (
    select * from cases_task t
    where t.agency_id = %(agency)s and t.id = any(%(tasks)s::bigint[])
) t
"""
# The rows of the page first, then what is told of them.
ALL_OF = " from (select * from cases_task t "
FIRST = " order by t.due_at, t.id limit %(limit)s) t "
COUNT_LATE = "select t.position_id, count(*) from cases_task t"
BY_DUE = "order by t.due_at, t.id"


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedTask:
    """An open task: where it lies, whose it is, and how its clock stands."""

    id: int
    position: int
    many: bool  #: the position is held by many at once
    person: int | None  #: to whom it is addressed
    taken: bool
    opened_at: datetime
    clock: Clock
    due_at: datetime | None
    sender: int  #: who did the last deed of the case
    drafter: int | None = None  #: who made the draft that it judges
    other_eyes: int = 0  #: who judges it instead: see own_drafts.OtherEyes


@dataclass(frozen=True, slots=True, kw_only=True)
class LateCase:
    """A case whose whole time is over."""

    case: int
    task: int  #: its open one
    opener: int
    due_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedTask:
    """An open task that somebody handed to a person."""

    id: int
    position: int
    person: int
    by: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A click that somebody took back."""

    by: int
    at: datetime
    withdrawn: int | None  #: the task it had opened; None where it had ended the case
    again: int | None  #: the task it had ended, while that is open


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question to a colleague about a task."""

    task: int
    position: int
    person: int
    asker: int
    asked_at: datetime
    closed_at: datetime | None
    answered_by: int | None  #: None while open, and where it was withdrawn
    open: bool  #: it waits still, as its task does


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A team that a case asks for by its decree."""

    task: int  #: in which it was asked
    asker: int
    asked_at: datetime
    open: bool  #: no keeper of the office has decided yet


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldTask:
    """A task in the words of its case, for a list."""

    id: int
    case: int
    year: int
    number: int
    title: str
    procedure: str
    step: str
    position: int
    seat: str  #: the position's name
    unit: str
    person: str  #: who has it, where one of several does; "" = whoever holds the position
    due_at: datetime | None
    open: bool
    suspended: bool


def tasks_opened_since(agency: int, since: datetime) -> list[int]:
    """The tasks opened at `since` or later and still open, in the order they were made."""
    return [row[0] for row in rows_of(OPENED, {"agency": agency, "since": since})]


def watched_tasks(agency: int, tasks: Iterable[int]) -> list[WatchedTask]:
    """Those of `tasks` that are open."""
    found = []
    for row in rows_of(WATCHED + SENDER + OF_TASKS, {"agency": agency, "tasks": list(tasks)}):
        task, position, many, person, taken, opened, allowed, consumed, *rest = row
        since, due, sender, drafter, other_eyes = rest
        clock = Clock(
            allowed=None if allowed is None else WorkingMinutes(allowed),
            consumed=WorkingMinutes(consumed),
            since=since,
        )
        found.append(
            WatchedTask(
                id=task,
                position=position,
                many=many,
                person=person,
                taken=taken,
                opened_at=opened,
                clock=clock,
                due_at=due,
                sender=sender,
                drafter=drafter,
                other_eyes=other_eyes,
            )
        )
    return found


def handed_tasks(agency: int, since: datetime) -> list[HandedTask]:
    """The open tasks that somebody handed to another person at `since` or later."""
    return [
        HandedTask(id=task, position=position, person=person, by=by, at=at)
        for task, position, person, by, at in rows_of(HANDED, {"agency": agency, "since": since})
    ]


def corrections_since(agency: int, since: datetime) -> list[Correction]:
    """The clicks that were taken back at `since` or later."""
    return [
        Correction(by=by, at=at, withdrawn=withdrawn, again=again)
        for by, at, withdrawn, again in rows_of(CORRECTED, {"agency": agency, "since": since})
    ]


def questions_since(agency: int, since: datetime) -> list[Question]:
    """The questions to colleagues that were asked, answered or withdrawn at `since` or later."""
    lately = Q(asked_at__gte=since) | Q(closed_at__gte=since)
    rows = Consultation.objects.filter(lately, agency=agency).select_related("task").order_by("pk")
    return [
        Question(
            task=row.task_id,
            position=row.position_id,
            person=row.person_id,
            asker=row.asker_id,
            asked_at=row.asked_at,
            closed_at=row.closed_at,
            answered_by=row.answered_by_id,
            open=row.closed_at is None and row.task.done_at is None,
        )
        for row in rows
    ]


def open_parts(agency: int, tasks: Iterable[int]) -> list[tuple[int, int]]:
    """The parts that `tasks` wait for: the task and the position of each."""
    found = Participation.objects.filter(
        agency=agency, task__in=list(tasks), required=True, done_at__isnull=True
    )
    return list(found.order_by("pk").values_list("task", "position"))


def proposals_since(agency: int, since: datetime) -> list[Proposal]:
    """The teams that were proposed, or decided on, at `since` or later."""
    lately = Q(asked_at__gte=since) | Q(decided_at__gte=since)
    then = Task.objects.filter(
        agency=OuterRef("agency"), case=OuterRef("case"), opened_at__lte=OuterRef("asked_at")
    )
    rows = TeamDecree.objects.filter(lately, agency=agency).annotate(
        task=Subquery(then.order_by("-opened_at", "-pk").values("pk")[:1])
    )
    return [
        Proposal(
            task=row.task,
            asker=row.asked_by_id,
            asked_at=row.asked_at,
            open=row.decided_at is None,
        )
        for row in rows.order_by("pk")
    ]


def late_cases_since(agency: int, since: datetime, now: datetime) -> list[LateCase]:
    """The open cases that were due between `since` and `now`."""
    rows = Task.objects.filter(
        agency=agency,
        done_at__isnull=True,
        case__closed_at__isnull=True,
        case__due_at__gte=since,
        case__due_at__lt=now,
    ).order_by("case__due_at", "case")
    return [
        LateCase(case=case, task=task, opener=opener, due_at=due_at)
        for case, task, opener, due_at in rows.values_list(
            "case", "pk", "case__opened_by", "case__due_at"
        )
        if due_at is not None
    ]


def open_among(agency: int, tasks: Iterable[int]) -> frozenset[int]:
    """Those of `tasks` that are open."""
    waiting = Task.objects.filter(agency=agency, pk__in=list(tasks), done_at__isnull=True)
    return frozenset(waiting.values_list("pk", flat=True))


def told_tasks(agency: int, tasks: Iterable[int]) -> dict[int, ToldTask]:
    """Some tasks, open or done, in the words of their cases."""
    values = {"agency": agency, "tasks": list(tasks)}
    return {row[0]: told(agency, row) for row in rows_of(COLUMNS + SOME + TOLD, values)}


def late_tasks(
    agency: int, before: datetime, positions: Collection[int] | None, limit: int
) -> list[ToldTask]:
    """The open tasks due before `before` at `positions` (None: anywhere), the latest one on top."""
    values = late_values(agency, before, positions) | {"limit": limit}
    rows = rows_of(COLUMNS + ALL_OF + LATE + FIRST + TOLD + BY_DUE, values)
    return [told(agency, row) for row in rows]


def stuck_tasks(
    agency: int, before: datetime, positions: Collection[int], vacant: Collection[int], limit: int
) -> list[ToldTask]:
    """The open tasks at `positions` due before `before`, of suspended cases, or at those of them
    that are `vacant`; the earliest deadline first."""
    values = {
        "agency": agency,
        "before": before,
        "positions": list(positions),
        "vacant": list(vacant),
        "limit": limit,
    }
    return [told(agency, row) for row in rows_of(COLUMNS + STUCK + TOLD + BY_DUE, values)]


def count_late(agency: int, before: datetime, positions: Collection[int] | None) -> dict[int, int]:
    """How many open tasks were due before `before`, by position; those with none are missing."""
    return dict(
        rows_of(
            COUNT_LATE + LATE + "group by t.position_id", late_values(agency, before, positions)
        )
    )


def late_values(agency: int, before: datetime, positions: Collection[int] | None) -> dict[str, Any]:
    """The parameters of the statements on late tasks."""
    return {
        "agency": agency,
        "before": before,
        "everywhere": positions is None,
        "positions": list(positions or ()),
    }


def told(agency: int, row: tuple[Any, ...]) -> ToldTask:
    """One task of a list; the step's words come from the version in memory."""
    task, case, year, number, title, version, at, position, seat, unit, person, *rest = row
    due, is_open, suspended = rest
    content = kept_content(agency, version)
    return ToldTask(
        id=task,
        case=case,
        year=year,
        number=number,
        title=title,
        procedure=readable(content.title),
        step="; ".join(text.rstrip(" .;") for text in content.step(at).activities),
        position=position,
        seat=seat,
        unit=unit,
        person=person or "",
        due_at=due,
        open=is_open,
        suspended=suspended,
    )


def rows_of(statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    """The rows of one statement."""
    with reading().cursor() as cursor:
        cursor.execute(statement, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
