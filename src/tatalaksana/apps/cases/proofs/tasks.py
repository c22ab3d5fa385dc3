"""The tasks of a case as its events tell them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

from tatalaksana.apps.cases.models import CalledUnit, Case, CaseBinding, Event, Participation, Task
from tatalaksana.apps.cases.own_drafts import OtherEyes
from tatalaksana.apps.cases.proofs.clocks import faults_of_clock, faults_of_waiting, faults_of_whole
from tatalaksana.apps.cases.proofs.known import Known
from tatalaksana.apps.cases.proofs.lives import CORRECTED, Life, lives_of
from tatalaksana.apps.cases.proofs.parts import faults_of_parts, faults_of_positions
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.core.engine import events as chain

ASKS = {chain.Kind.CONSULTED: 1, chain.Kind.OPINION: -1, chain.Kind.CALLED_OFF: -1}
ENDED = "Tugas yang selesai tidak sama dengan peristiwanya."


def faults_of_tasks(case: Case, rows: list[Event], known: Known) -> Iterator[str]:
    """What is wrong with the tasks of a case, and with the waiting times of its events."""
    tasks = list(Task.objects.filter(agency=case.agency_id, case=case.pk).order_by("pk"))
    deeds = [row for row in rows if row.kind not in chain.NOTES]
    opened = [(row.to_row, row.at) for row in deeds if row.to_row and row.kind != CORRECTED]
    if [(task.row, task.opened_at) for task in tasks] != opened:
        yield "Tugas yang dibuka tidak sama dengan peristiwanya."
        return
    lives = lives_of(
        rows,
        [task.position_id for task in tasks],
        lambda version, row: kept_plan(case.agency_id, version).step(row).draft,
    )
    parts = parts_by_task(case)
    called = CalledUnit.objects.filter(agency=case.agency_id, case=case.pk)
    answers = called.select_related("call").first()
    bound = CaseBinding.objects.filter(agency=case.agency_id, case=case.pk)
    own = dict(bound.values_list("role", "position"))
    for place, (task, life) in enumerate(zip(tasks, lives, strict=True)):
        first = answers if place == 0 else None
        beside = parts.get(task.pk, [])
        yield from faults_of_task(task, life, starter(life, task, answers))
        yield from faults_of_clock(task, life, first, known)
        yield from faults_of_parts(task, life, beside, known)
        others = [part.position_id for part in beside]
        yield from faults_of_positions(task, life, others, own, known)
    yield from faults_of_whole(case, answers, known)
    yield from faults_of_waiting(rows)


def parts_by_task(case: Case) -> dict[int, list[Participation]]:
    """Who takes part in the tasks of a case, by task."""
    found: dict[int, list[Participation]] = defaultdict(list)
    rows = Participation.objects.filter(agency=case.agency_id, task__case=case.pk)
    for part in rows.select_related("position").order_by("pk"):
        found[part.task_id].append(part)
    return found


def starter(life: Life, task: Task, called: CalledUnit | None) -> int | None:
    """Who opened the case herself at the position of its first step; None at any other task."""
    event = life.opening
    alone = event.kind == chain.Kind.OPENED and called is None
    return event.actor_id if alone and event.position_id == task.position_id else None


def faults_of_task(task: Task, life: Life, first: int | None) -> Iterator[str]:
    """What is wrong with whose a task is, whence it came and how it was ended."""
    given = [row for row in life.notes if row.kind == chain.Kind.ADDRESSED]
    to = json.loads(given[-1].data)[chain.TO] if given else None
    if (task.taken, task.person_id) != (to is not None, to if given else first or life.doer):
        yield "Penerima tugas tidak sama dengan peristiwanya."
    deed = life.opening
    came = (deed.actor_id, deed.kind in chain.RETURNS)
    if (task.sender_id or deed.actor_id, task.returned) != came:
        yield "Asal tugas tidak sama dengan peristiwanya."
    if task.drafter_id != life.drafter:
        yield "Pembuat konsep pada tugas tidak sama dengan peristiwanya."
    if task.other_eyes and (life.drafter is None or task.other_eyes not in set(OtherEyes)):
        yield "Pemeriksa konsep pada tugas tidak sama dengan peristiwanya."
    if task.asked != sum(ASKS.get(chain.Kind(row.kind), 0) for row in life.notes):
        yield "Pertanyaan yang menunggu pendapat tidak sama dengan peristiwanya."
    end = life.ended
    told = (end.row, end.actor_id, end.at) if end else (task.row, None, None)
    if (task.row, task.done_by_id, task.done_at, task.answer) != (*told, life.answer):
        yield ENDED
