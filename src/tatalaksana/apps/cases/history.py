"""What happened in a case: its time line, and the state of every row of its procedure."""

from __future__ import annotations

import json
from collections import Counter as Tally
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from tatalaksana.apps.cases.models import Case, Event, Task
from tatalaksana.apps.cases.policy import FOR
from tatalaksana.apps.cases.standing import as_event, standing
from tatalaksana.apps.library.queries import kept_content
from tatalaksana.apps.office.calendar import calendar_for
from tatalaksana.apps.office.delegations import names_of
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.kept_query import KeptQuery, Slot
from tatalaksana.core.base.worktime import Calendar, WorkingMinutes
from tatalaksana.core.engine.events import CORRECTS, NOTES, QUESTION, ROWS, VERSION, Kind, void

UNDONE = frozenset(
    {Kind.MOVED, Kind.CANCELLED, Kind.CORRECTED}
)  #: the answers of tasks that nobody has done


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One line of the time line."""

    event: Event
    version: int  #: the version by whose rows it happened
    actor: str
    for_name: str  #: whom the actor acted for; "" = in her own right
    position: str
    step: str  #: what the step says; "" for the opening
    to_step: str
    waited: WorkingMinutes  #: working time the step took; 0 for a note
    checked: tuple[str, ...]
    void: bool  #: an approval that a later return has undone
    stands: bool  #: it was not taken back, nor noted in a step that a wrong click had opened
    question: int  #: the event an opinion answers; 0 for all others
    corrected: bool  #: a wrong click, taken back by a later event


@dataclass(frozen=True, slots=True, kw_only=True)
class RowState:
    """What the flow chart shows of a row."""

    row: int
    state: str  #: "done", "present", "late", "returned", "held" or "ahead"
    times: int  #: how often it was done
    waited: WorkingMinutes | None  #: working time of the last time, or so far


def events_of(case: Case) -> QuerySet[Event]:
    """The events of a case in order."""
    return Event.objects.filter(case=case.pk).select_related("actor", "position").order_by("seq")


EVENTS = KeptQuery(
    lambda: (
        Event.objects.filter(agency=Slot("agency"), case=Slot("case"))
        .select_related("actor", "position")
        .order_by("seq")
    )
)


def timeline_of(holder: Holder, case: Case) -> tuple[Moment, ...]:
    """The events of a case with the words around them, the first one first."""
    events = EVENTS(agency=case.agency_id, case=case.pk)
    told: list[dict[str, Any]] = [json.loads(event.data) for event in events]
    givers = names_of(case.agency_id, (data[FOR] for data in told if FOR in data))
    gone = void([as_event(event) for event in events])
    stands = {event.seq for event in standing(events)}
    wrong = {data[CORRECTS] for data in told if CORRECTS in data}
    times = waiting_times(events, calendar_for(holder))
    version, moments = told[0][VERSION], []
    for event, data, waited in zip(events, told, times, strict=True):
        content = kept_content(case.agency_id, version)
        after = kept_content(case.agency_id, data.get(VERSION, version))
        moments.append(
            Moment(
                event=event,
                version=version,
                actor=event.actor.name,
                for_name=givers.get(data.get(FOR, 0), ""),
                position=event.position.name,
                step=content.step(event.row).text if event.row else "",
                to_step=after.step(event.to_row).text if event.to_row else "",
                waited=waited,
                checked=tuple(data.get("checked", ())),
                void=event.seq in gone,
                stands=event.seq in stands,
                question=data.get(QUESTION, 0),
                corrected=event.seq in wrong,
            )
        )
        version = data.get(VERSION, version)
    return tuple(moments)


def waiting_times(events: Sequence[Event], calendar: Calendar) -> Iterator[WorkingMinutes]:
    """The working time of each event since the deed before it that stands.

    A note takes none, nor does a correction: the step it opens again waits since it was opened.
    """
    path = [events[0].at]
    for event in events:
        if event.kind == Kind.CORRECTED:
            path.pop()
            yield WorkingMinutes(0)
        elif event.kind in NOTES:
            yield WorkingMinutes(0)
        else:
            yield calendar.minutes_between(path[-1], event.at)
            path.append(event.at)


def rows_of(holder: Holder, case: Case, now: datetime) -> tuple[RowState, ...]:
    """The state of every row of the procedure, for the flow chart."""
    calendar = calendar_for(holder)
    placed = list(tasks_in_place(case))
    last = dict(placed)
    times = Tally(row for row, task in placed if task.done_at)
    states = []
    for step in kept_content(case.agency_id, case.version_id).steps:
        task = last.get(step.row)
        waited = calendar.minutes_between(task.opened_at, task.done_at or now) if task else None
        state = state_of(task, step.row, case.row, now)
        states.append(RowState(row=step.row, state=state, times=times[step.row], waited=waited))
    return tuple(states)


def tasks_in_place(case: Case) -> Iterator[tuple[int, Task]]:
    """The tasks of a case, each with its row in the version the case runs by now.

    A task of an earlier version stands where a move says that its work went on; the task that a
    move or a cancellation closed was not done, and work that has no place any more is left out.
    """
    tasks = Task.objects.filter(agency=case.agency_id, case=case.pk).order_by("pk")
    deeds = Event.objects.filter(case=case.pk, to_row__gt=0).order_by("seq")
    deeds = deeds.exclude(kind__in=NOTES | {Kind.CORRECTED})
    told = list(deeds.values_list("seq", "kind", "data"))
    moves = [(seq, json.loads(data)[ROWS]) for seq, kind, data in told if kind == Kind.MOVED]
    for (opened, _, _), task in zip(told, tasks, strict=True):
        row: int | None = task.row
        for seq, rows in moves:
            row = rows.get(str(row)) if seq > opened else row
        if row is not None and task.answer not in UNDONE:
            yield row, task


def state_of(task: Task | None, row: int, open_row: int, now: datetime) -> str:
    """The state of one row: what lies after the open row is to be done again after a return."""
    if task is None:
        return "ahead"
    if task.held:
        return "held"
    if task.done_at is None:
        return "late" if task.due_at and task.due_at < now else "present"
    if open_row and row > open_row:
        return "returned"
    return "done"
