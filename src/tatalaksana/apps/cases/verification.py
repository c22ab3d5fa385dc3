"""Prove that cases and tasks are what their events say, and that the events are unchanged."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from django.db import transaction

from tatalaksana.apps.cases.models import (
    CalledUnit,
    Case,
    CaseBinding,
    Consultation,
    Counter,
    Event,
    Participation,
    SubCase,
    Task,
)
from tatalaksana.apps.cases.standing import as_event, standing
from tatalaksana.apps.cases.teams import told_by_events, told_by_rows
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.core.engine import events as chain
from tatalaksana.core.engine.runs import STOPPING, runs_of
from tatalaksana.core.engine.state import CaseState

KINDS = frozenset(kind.value for kind in chain.Kind)
OPENS = frozenset({chain.Kind.OPENED, chain.Kind.MOVED})  #: the kinds that name a version
SECOND, HALF = timedelta(seconds=1), timedelta(seconds=0.5)  #: PostgreSQL rounds half up
CORRECTED = chain.Kind.CORRECTED
ENDS_QUESTION = frozenset({chain.Kind.OPINION, chain.Kind.CALLED_OFF})
ENDED = "Tugas yang selesai tidak sama dengan peristiwanya."


def faults_of_agency(agency: int) -> Iterator[tuple[Case, str]]:
    """Every fault of every case of the agency; a case too broken to compute is a fault itself.

    The office may work meanwhile: what looks like a fault is looked at again while nobody can
    change that case.
    """
    for case in Case.objects.filter(agency=agency).order_by("pk").iterator(chunk_size=500):
        if not told_faults(case):
            continue
        with transaction.atomic():
            still = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
            found = told_faults(still)
        for fault in found:
            yield still, fault
    for case in missing_cases(agency):
        yield case, "Berkas dengan nomor ini hilang bersama semua peristiwanya."


def told_faults(case: Case) -> list[str]:
    """What is wrong with one case, also when it cannot be computed at all."""
    try:
        return list(faults_of(case))
    except (TatalaksanaError, ValueError, KeyError, TypeError) as broken:
        return [f"Peristiwa berkas ini tidak dapat dihitung ulang ({broken})."]


def missing_cases(agency: int) -> Iterator[Case]:
    """The cases whose number was given and that are not there; each as its year and number."""
    given = dict(Counter.objects.filter(agency=agency).values_list("year", "last"))
    there: dict[int, set[int]] = {year: set() for year in given}
    for year, number in Case.objects.filter(agency=agency).values_list("year", "number"):
        there.setdefault(year, set()).add(number)
    for year, numbers in there.items():
        last = max(given.get(year, 0), max(numbers, default=0))
        for number in sorted(set(range(1, last + 1)) - numbers):
            yield Case(agency_id=agency, year=year, number=number)


def faults_of(case: Case) -> Iterator[str]:
    """What is wrong with one case."""
    rows = list(Event.objects.filter(case=case.pk).order_by("seq", "pk"))
    unknown = [row for row in rows if row.kind not in KINDS]
    yield from (f"Peristiwa {row.seq} berjenis tidak dikenal: {row.kind}." for row in unknown)
    if unknown:
        return
    events = tuple(as_event(row) for row in rows)
    broken = chain.faults(events, case.head)
    yield from broken
    if broken or not events:
        return
    state = chain.rebuild(partial(kept_plan, case.agency_id), events)
    if told_by(state, rows) != kept_in(case):
        yield "Keadaan berkas tidak sama dengan hasil membangun ulang peristiwanya."
    opening: dict[str, Any] = json.loads(events[0].data)
    last = max(event.seq for event in events if event.kind in OPENS)
    version = chain.version_in(events[last - 1])
    if version != case.version_id:
        yield "Versi prosedur berkas tidak sama dengan peristiwanya."
    if opening.get("title") != case.title or (rows[0].actor_id, rows[0].at) != (
        case.opened_by_id,
        case.opened_at,
    ):
        yield "Perihal, prosedur, atau pembuka berkas tidak sama dengan peristiwa pembukanya."
    if bound_in(case) != (opening.get(chain.BOUND, {}), opening.get(chain.CALL)):
        yield "Jabatan atau permintaan unit berkas ini tidak sama dengan peristiwa pembukanya."
    yield from (
        f"Peristiwa {row.seq} tidak menyebut klik yang dikoreksinya."
        for row, event in zip(rows, events, strict=True)
        if row.corrects != (chain.corrects(event) if event.kind is CORRECTED else None)
    )
    yield from faults_of_tasks(case, rows, state)
    if consulted_by(case) != told_questions(rows):
        yield "Permintaan pendapat tidak sama dengan peristiwanya."
    if told_by_rows(case) != told_by_events(rows):
        yield "Usulan tim tidak sama dengan peristiwanya."
    if parts_in(case) != state.took_part:
        yield "Pelaksana yang sudah menyatakan selesai tidak sama dengan peristiwanya."
    if links_in(case) != {(one.child, one.row, one.waits) for one in state.links}:
        yield "Berkas terkait tidak sama dengan peristiwanya."


def told_by(state: CaseState, rows: list[Event]) -> tuple[object, ...]:
    """What the events say of a case, in the order of `kept_in`."""
    last_deed = next(row for row in reversed(standing(rows)) if row.kind not in chain.NOTES)
    stops = [row.at for row in rows if row.kind == chain.Kind.SUSPENDED]
    return (
        state.row,
        state.seq,
        state.rework,
        state.resume,
        None if state.row else rows[-1].at,
        last_deed.row,
        stops[-1] if state.suspended else None,
        state.cancelled,
    )


def kept_in(case: Case) -> tuple[object, ...]:
    """What the row of a case says of it."""
    return (
        case.row,
        case.seq,
        case.rework,
        case.resume,
        case.closed_at,
        case.deed_row,
        case.suspended_at,
        case.cancelled,
    )


def bound_in(case: Case) -> tuple[dict[str, int], int | None]:
    """What a case binds itself, and the call to many units it answers."""
    own = CaseBinding.objects.filter(agency=case.agency_id, case=case.pk)
    calls = CalledUnit.objects.filter(agency=case.agency_id, case=case.pk)
    return dict(own.values_list("role", "position")), calls.values_list("call", flat=True).first()


def parts_in(case: Case) -> frozenset[int]:
    """The positions whose part of the open step is done, or set aside, by the rows.

    Errors: ValueError when the open task counts other parts than there are.
    """
    task = Task.objects.filter(agency=case.agency_id, case=case.pk, done_at=None).first()
    if task is None:
        return frozenset()
    parts = list(Participation.objects.filter(agency=case.agency_id, task=task.pk, required=True))
    if task.awaits != sum(part.open for part in parts):
        raise ValueError(f"{task.awaits} bagian ditunggu")
    return frozenset(part.position_id for part in parts if not part.open)


def links_in(case: Case) -> set[tuple[int, int, bool]]:
    """The cases that hang on a case by its rows, without those linked before events told so."""
    links = SubCase.objects.filter(agency=case.agency_id, parent=case.pk, seq__gt=0)
    return set(links.values_list("child", "row", "waits"))


def consulted_by(case: Case) -> set[tuple[object, ...]]:
    """The questions of a case by its rows, in the form of `told_questions`."""
    asked = Consultation.objects.filter(agency=case.agency_id, case=case.pk)
    return set(
        asked.values_list(
            "seq", "asker", "position", "person", "question", "closed_at", "answered_by"
        )
    )


def told_questions(rows: list[Event]) -> set[tuple[object, ...]]:
    """The questions of a case by its events: who asked whom what, and how it ended."""
    told = {row.seq: json.loads(row.data) for row in rows}
    ends = {told[row.seq].get(chain.QUESTION): row for row in rows if row.kind in ENDS_QUESTION}
    questions: set[tuple[object, ...]] = set()
    for row in (one for one in rows if one.kind == chain.Kind.CONSULTED):
        end, data = ends.get(row.seq), told[row.seq]
        answered = end.actor_id if end and end.kind == chain.Kind.OPINION else None
        whom = (row.actor_id, data[chain.POSITION], data[chain.TO])
        questions.add((row.seq, *whom, row.reason, end.at if end else None, answered))
    return questions


def faults_of_tasks(case: Case, rows: list[Event], state: CaseState) -> Iterator[str]:
    """What is wrong with the tasks of a case, and with the waiting times of its events."""
    tasks = list(Task.objects.filter(agency=case.agency_id, case=case.pk).order_by("pk"))
    deeds = [row for row in rows if row.kind not in chain.NOTES]
    opened = [(row.to_row, row.at) for row in deeds if row.to_row and row.kind != CORRECTED]
    if [(task.row, task.opened_at) for task in tasks] != opened:
        yield "Tugas yang dibuka tidak sama dengan peristiwanya."
        return
    ended = endings_of(deeds)
    yield from faults_of_open_task(tasks[ended.index(None)], rows, state) if None in ended else ()
    for row, task in zip(ended, tasks, strict=True):
        told = (row.row, row.actor_id, row.at) if row else (task.row, None, None)
        if (task.row, task.done_by_id, task.done_at) != told:
            yield ENDED
    yield from faults_of_waiting(rows)


def endings_of(deeds: list[Event]) -> list[Event | None]:
    """For each task, in the order in which they were opened, the event that ended it; None = open.

    A correction ends the task that a wrong click opened, and opens again the one it had ended.
    """
    ended: list[Event | None] = []
    path: list[int | None] = []  #: the task that was open after each deed that stands
    for row in deeds:
        if row.kind == CORRECTED:
            withdrawn = path.pop()
            if withdrawn is not None:
                ended[withdrawn] = row
            ended[path[-1] or 0] = None
            continue
        if path:
            ended[path[-1] or 0] = row
        path.append(len(ended) if row.to_row else None)
        ended += [None] if row.to_row else []
    return ended


def faults_of_waiting(rows: list[Event]) -> Iterator[str]:
    """Whether every event tells the deed before it and, in whole seconds, the time since.

    A note waits for nothing, nor does a correction; the time of a deed counts from the deed before
    that stands, which opened its task.
    """
    path: list[Event] = []  #: the deeds that stand
    for row in rows:
        before = path[-1] if path else None
        note = before is None or row.kind in chain.NOTES or row.kind == CORRECTED
        waited = timedelta() if before is None or note else row.at - before.at
        seconds = max(0, (waited + HALF) // SECOND)
        if (row.prev_row, row.waited) != (before.row if before else 0, seconds):
            yield f"Waktu tunggu pada peristiwa {row.seq} diubah."
        if row.kind == CORRECTED:
            path.pop()
        elif before is None or not note:
            path.append(row)


def faults_of_open_task(task: Task, rows: list[Event], state: CaseState) -> Iterator[str]:
    """Whether the open task is addressed, and its clock runs, as its events tell."""
    stands = standing(rows)
    opened = max(row.seq for row in stands if row.kind not in chain.NOTES)
    given = [row for row in stands if row.seq > opened and row.kind == chain.Kind.ADDRESSED]
    to = json.loads(given[-1].data)[chain.TO] if given else None
    if task.taken != (to is not None) or (given and task.person_id != to):
        yield "Penerima tugas tidak sama dengan peristiwanya."
    deed = next(row for row in stands if row.seq == opened)
    came = (deed.actor_id, deed.kind in chain.RETURNS)
    if (task.sender_id or deed.actor_id, task.returned) != came:
        yield "Asal tugas tidak sama dengan peristiwanya."
    notes = [(row.kind, row.at) for row in stands if row.kind in STOPPING]
    since, until = runs_of(task.opened_at, notes)[-1]
    if task.drafter_id not in {None, drafter_told(task, stands)}:
        yield "Pembuat konsep pada tugas tidak sama dengan peristiwanya."
    if task.asked != state.asked:
        yield "Pertanyaan yang menunggu pendapat tidak sama dengan peristiwanya."
    if task.running_since != (None if until else since) or task.outside != state.held:
        yield "Jam batas waktu tidak sama dengan peristiwanya."


def drafter_told(task: Task, stands: list[Event]) -> int | None:
    """Who made the draft that the open `task` judges, by the events that stand."""
    draft = kept_plan(task.agency_id, task.case.version_id).step(task.row).draft
    made: dict[int, int] = {}  #: by the row its work has now
    for row in stands:
        if row.kind == chain.Kind.MOVED:
            there = json.loads(row.data)[chain.ROWS]
            made = {there[str(old)]: who for old, who in made.items() if str(old) in there}
        elif row.kind == chain.Kind.FINISHED:
            made[row.row] = row.actor_id
    return made.get(draft)


def chain_of(case: Case) -> tuple[chain.Event, ...]:
    """The events of a case as the core verifies them."""
    return tuple(as_event(row) for row in Event.objects.filter(case=case.pk).order_by("seq"))
