"""What the door tells of cases and tasks."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tatalaksana.apps.cases.inbox import InboxRow
from tatalaksana.apps.cases.queries import content_of_case, plan_of_case
from tatalaksana.core.engine.plan import END
from tatalaksana.entrypoints.api.typed import CaseKey, Shown

if TYPE_CHECKING:
    from tatalaksana.apps.cases.models import Case, CaseDocument, Event, SubCase, Task


class InboxTask(Shown):
    """A waiting task, as the list tells it; `awaits`: how many parts of others are still open."""

    task: int
    case: CaseKey
    title: str
    procedure: str
    row: int
    rows: int
    step: str
    position: str
    vacant: bool
    for_whom: str
    sender: str
    returned: bool
    reason: str
    opened_at: datetime
    due_at: datetime | None
    late: bool
    outside: bool
    suspended: bool
    part_asked: bool
    awaits: int


class CountersShown(Shown):
    """How many tasks each sieve of the inbox holds."""

    all: int
    late: int
    returned: int
    taking_part: int


class Way(Shown):
    """One answer of a step: where it leads; row 0 ends the case."""

    answer: str
    to_row: int


class TaskShown(Shown):
    """A task with its case, what is to be done, and the answers it knows."""

    task: int
    case: CaseKey
    seq: int
    row: int
    step: str
    inputs: list[str]
    outputs: list[str]
    ways: list[Way]
    signs: bool
    position: int
    position_name: str
    addressed_to: int | None
    taken: bool
    opened_at: datetime
    due_at: datetime | None
    outside: bool
    suspended: bool
    done_at: datetime | None


class CaseShown(Shown):
    """Where a case stands; row 0: it has ended."""

    year: int
    number: int
    title: str
    procedure: int
    version: int
    row: int
    seq: int
    rework: int
    opened_at: datetime
    closed_at: datetime | None
    due_at: datetime | None
    suspended: bool
    cancelled: bool
    task: int | None
    head: str


class CaseLine(Shown):
    """A case in a list."""

    year: int
    number: int
    title: str
    procedure: int
    procedure_title: str
    row: int
    opened_at: datetime
    closed_at: datetime | None
    due_at: datetime | None


class EventShown(Shown):
    """One event of the chain of a case."""

    event: int
    seq: int
    kind: str
    row: int
    to_row: int
    actor: int
    actor_name: str
    position: int
    position_name: str
    at: datetime
    reason: str
    data: dict[str, Any]
    hash: str


class FileShown(Shown):
    """One version of a document."""

    version: int
    number: int
    file_name: str
    size: int
    sha256: str
    uploaded_by: str
    uploaded_at: datetime


class DocumentShown(Shown):
    """A document of a case file with its versions, the first one first."""

    document: int
    row: int
    label: str
    files: list[FileShown]


class SubCaseShown(Shown):
    """A case opened from a step of this one."""

    case: CaseKey
    row: int
    waits: bool
    closed_at: datetime | None


def told_waiting(row: InboxRow) -> dict[str, Any]:
    """A line of the inbox."""
    told = {name: getattr(row, name) for name in InboxTask.model_fields if name != "case"}
    return {**told, "case": {"year": row.year, "number": row.number}}


def told_task(task: Task) -> dict[str, Any]:
    """A task; one done under an earlier version says no more of its step than its row."""
    case = task.case
    plan, content = plan_of_case(case), content_of_case(case)
    known = task.row <= len(plan.steps)
    step, planned = (content.step(task.row), plan.step(task.row)) if known else (None, None)
    return {
        "task": task.pk,
        "case": {"year": case.year, "number": case.number},
        "seq": case.seq,
        "row": task.row,
        "step": step.text if step else "",
        "inputs": list(step.inputs) if step else [],
        "outputs": list(step.outputs) if step else [],
        "ways": ways_of(planned.ways) if planned and task.done_at is None else [],
        "signs": bool(planned and planned.signs),
        "position": task.position_id,
        "position_name": task.position.name,
        "addressed_to": task.person_id,
        "taken": task.taken,
        "opened_at": task.opened_at,
        "due_at": task.due_at,
        "outside": task.held,
        "suspended": case.suspended_at is not None,
        "done_at": task.done_at,
    }


def ways_of(ways: dict[Any, int]) -> list[dict[str, Any]]:
    """The answers of a step."""
    return [{"answer": answer.value, "to_row": row} for answer, row in ways.items()]


def told_case(case: Case, task: Task | None) -> dict[str, Any]:
    """A case and its open task."""
    return {
        **told_line(case),
        "version": case.version_id,
        "seq": case.seq,
        "rework": case.rework,
        "suspended": case.suspended_at is not None,
        "cancelled": case.cancelled,
        "task": task.pk if task and case.row != END else None,
        "head": case.head,
    }


def told_line(case: Case) -> dict[str, Any]:
    """A case in a list."""
    return {
        "year": case.year,
        "number": case.number,
        "title": case.title,
        "procedure": case.version.procedure_id,
        "procedure_title": case.version.procedure.title,
        "row": case.row,
        "opened_at": case.opened_at,
        "closed_at": case.closed_at,
        "due_at": case.due_at,
    }


def told_event(event: Event) -> dict[str, Any]:
    """An event as it was written."""
    return {
        "event": event.pk,
        "seq": event.seq,
        "kind": event.kind,
        "row": event.row,
        "to_row": event.to_row,
        "actor": event.actor_id,
        "actor_name": event.actor.name,
        "position": event.position_id,
        "position_name": event.position.name,
        "at": event.at,
        "reason": event.reason,
        "data": json.loads(event.data),
        "hash": event.hash,
    }


def told_file(version: Any) -> dict[str, Any]:
    """One version of a document."""
    return {
        "version": version.pk,
        "number": version.number,
        "file_name": version.file_name,
        "size": version.size,
        "sha256": version.sha256,
        "uploaded_by": version.uploaded_by.name,
        "uploaded_at": version.uploaded_at,
    }


def told_document(there: CaseDocument) -> dict[str, Any]:
    """A document of a case file."""
    versions = sorted(there.document.versions.all(), key=lambda one: one.number)
    return {
        "document": there.document_id,
        "row": there.row,
        "label": there.label,
        "files": [told_file(one) for one in versions],
    }


def told_subcase(link: SubCase) -> dict[str, Any]:
    """A case opened from a step."""
    child = link.child
    return {
        "case": {"year": child.year, "number": child.number},
        "row": link.row,
        "waits": link.waits,
        "closed_at": child.closed_at,
    }
