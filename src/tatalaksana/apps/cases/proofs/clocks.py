"""The clocks of tasks, and the waiting times of events, as the events tell them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta

from tatalaksana.apps.cases.models import CalledUnit, Case, Event, Task
from tatalaksana.apps.cases.proofs.known import Known
from tatalaksana.apps.cases.proofs.lives import CORRECTED, Life
from tatalaksana.apps.cases.whole_time import moved_dues
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.core.engine.deadline import recomputed
from tatalaksana.core.engine.events import NOTES, Kind
from tatalaksana.core.engine.runs import STOPPING, Runs, runs_of

SECOND, HALF = timedelta(seconds=1), timedelta(seconds=0.5)  #: PostgreSQL rounds half up
CLOCK = "Jam batas waktu tidak sama dengan peristiwanya."
DUE = (
    "Batas waktu tugas tidak sama dengan hitungan dari peristiwanya. Bila kalender baru"
    " diperbarui, hitung ulang semua batas waktu di halaman kalender, lalu periksa lagi."
)
WHOLE = DUE.replace("tugas", "berkas")


def faults_of_clock(task: Task, life: Life, called: CalledUnit | None, known: Known) -> list[str]:
    """What is wrong with the clock of a task.

    Of an ended task the calendar by which it was counted may have changed since; its last new
    deadline stands in the chain.
    """
    notes = [(row.kind, row.at) for row in life.notes if row.kind in STOPPING]
    runs = runs_of(task.opened_at, notes)
    since, until = runs[-1]
    held = [kind for kind, _ in notes if kind in {Kind.HELD, Kind.RELEASED}]
    outside = bool(held) and held[-1] == Kind.HELD
    if (task.running_since, task.outside) != (None if until else since, outside):
        return [CLOCK]
    if called is not None and called.call.due_at is not None:
        return [DUE] if len(runs) == 1 and not until and task.due_at != called.call.due_at else []
    if life.ended is None:
        return [DUE] if open_clock_differs(task, life, runs, known) else []
    return [DUE] if ended_clock_differs(task, life) else []


def faults_of_whole(case: Case, called: CalledUnit | None, known: Known) -> Iterator[str]:
    """Whether an open case is due when its opening, version, stops and calendar say, or the person
    who called for it.
    """
    named = called.call.due_at if called is not None else None
    if named is not None:
        wrong = case.due_at != named
    else:
        ever = datetime.min.replace(tzinfo=known.calendar.zone)
        wrong = bool(
            case.closed_at is None
            and moved_dues(case.agency_id, known.calendar, (ever, None), [case.pk], lock=False)
        )
    if wrong:
        yield WHOLE


def open_clock_differs(task: Task, life: Life, runs: Runs, known: Known) -> bool:
    """Whether the budget of an open task, or its end, is another than its events give by now.

    Of a step that promises no time no calendar counts anew what it has used.
    """
    step = kept_plan(task.agency_id, life.version).step(task.row)
    clock, due = recomputed(step.duration, runs, known.calendar)
    allowed = clock.allowed.value if clock.allowed else None
    used = task.consumed if allowed is None else clock.consumed.value
    told = (allowed, used, due)
    return (task.allowed, task.consumed, task.due_at) != told


def ended_clock_differs(task: Task, life: Life) -> bool:
    """Whether an ended task has another end than the last event that gave it a new one."""
    if task.running_since is None:
        return task.due_at is not None
    timed = [row for row in life.notes if row.kind in STOPPING | {Kind.RESCHEDULED}]
    if not timed or timed[-1].kind != Kind.RESCHEDULED or timed[-1].seq < life.again:
        return False
    told = json.loads(timed[-1].data)
    due = datetime.fromisoformat(told["due"]) if told["due"] else None
    return (task.allowed, task.due_at) != (told["allowed"], due)


def faults_of_waiting(rows: list[Event]) -> Iterator[str]:
    """Whether every event tells the deed before it and, in whole seconds, the time since.

    A note waits for nothing, nor does a correction; the time of a deed counts from the deed before
    that stands, which opened its task.
    """
    path: list[Event] = []  #: the deeds that stand
    for row in rows:
        before = path[-1] if path else None
        note = before is None or row.kind in NOTES or row.kind == CORRECTED
        waited = timedelta() if before is None or note else row.at - before.at
        seconds = max(0, (waited + HALF) // SECOND)
        if (row.prev_row, row.waited) != (before.row if before else 0, seconds):
            yield f"Waktu tunggu pada peristiwa {row.seq} diubah."
        if row.kind == CORRECTED:
            path.pop()
        elif before is None or not note:
            path.append(row)
