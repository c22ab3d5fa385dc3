"""Calls to many units: which there are, who may see them, and how complete the answers are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet

from tatalaksana.apps.cases.models import CalledUnit, Case, SubCase, Task, UnitCall
from tatalaksana.apps.cases.policy import may_read
from tatalaksana.apps.library.queries import kept_content, versions_bound_to
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.queries import superiors_of
from tatalaksana.apps.shared.errors import NotFound, NotYours
from tatalaksana.core.procedure.model import Step

if TYPE_CHECKING:
    from tatalaksana.apps.office.models import Unit


class Progress(StrEnum):
    """How far a called unit has come."""

    UNBEGUN = "belum-mulai"
    UNDER_WAY = "dikerjakan"
    LATE = "terlambat"  #: not done when its last day, or the deadline of its step, was over
    DONE = "selesai"
    CANCELLED = "dibatalkan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a called unit has come to."""

    unit: Unit
    case: Case
    progress: Progress
    begun: bool
    task: Task | None  #: the open one, with its position
    step: Step | None  #: what is to be done now


def progress_of(case: Case, task: Task | None, due: datetime | None, now: datetime) -> Progress:
    """How far one case of a call has come."""
    if case.cancelled:
        return Progress.CANCELLED
    if case.closed_at is not None or task is None:
        return Progress.DONE
    if (due is not None and due < now) or (task.due_at is not None and task.due_at < now):
        return Progress.LATE
    return Progress.UNDER_WAY if case.deed_row else Progress.UNBEGUN


def answers_of(call: UnitCall, now: datetime) -> tuple[Answer, ...]:
    """What every called unit has come to, by the name of the unit."""
    called = CalledUnit.objects.filter(agency=call.agency_id, call=call.pk)
    rows = list(called.select_related("unit", "case").order_by("unit__name", "pk"))
    waiting = Task.objects.filter(
        agency=call.agency_id, case__called__call=call.pk, done_at__isnull=True
    )
    tasks = {task.case_id: task for task in waiting.select_related("position", "person")}
    return tuple(answer_of(call, row, tasks.get(row.case_id), now) for row in rows)


def answer_of(call: UnitCall, row: CalledUnit, task: Task | None, now: datetime) -> Answer:
    """What one called unit has come to."""
    content = kept_content(call.agency_id, row.case.version_id)
    return Answer(
        unit=row.unit,
        case=row.case,
        progress=progress_of(row.case, task, call.due_at, now),
        begun=row.case.deed_row > 0,
        task=task,
        step=content.step(task.row) if task else None,
    )


def late_tasks_of(call: UnitCall, now: datetime) -> tuple[int, ...]:
    """The open tasks of the called units that are late and not suspended."""
    return tuple(
        one.task.pk
        for one in answers_of(call, now)
        if one.progress is Progress.LATE and one.task and one.case.suspended_at is None
    )


def calls_for(holder: Holder) -> QuerySet[UnitCall, Any]:
    """The calls this person may see the answers of, the latest first, with how many are done."""
    bound = versions_bound_to(holder.agency, holder.position_ids)
    mine = Q(opened_by=holder.person) | Q(version__in=bound)
    seats = Q(position__in=holder.position_ids, position__many=False)
    return counted(UnitCall.objects.filter(mine | seats, agency=holder.agency))


def calls_of(case: Case) -> QuerySet[UnitCall, Any]:
    """The calls made from the steps of `case`, with how many are done."""
    return counted(UnitCall.objects.filter(agency=case.agency_id, parent=case.pk))


def counted(calls: QuerySet[UnitCall]) -> QuerySet[UnitCall, Any]:
    """`calls` with how many units were asked (`units`) and how many have ended (`done`)."""
    return (
        calls.annotate(
            units=Count("calledunit"),
            done=Count("calledunit", filter=Q(calledunit__case__closed_at__isnull=False)),
        )
        .select_related("version__procedure", "opened_by", "position", "parent")
        .order_by("-opened_at", "-pk")
    )


def call_answered_by(case: Case) -> CalledUnit | None:
    """The call that `case` answers, and for which unit."""
    called = CalledUnit.objects.filter(agency=case.agency_id, case=case.pk)
    return called.select_related("unit", "call__opened_by", "call__position").first()


def call_of(holder: Holder, call: int) -> UnitCall:
    """One call. Errors: NotFound TL602, also when its answers are not hers to see.

    Who made it, holds the position it was made in or one above, has a part in its procedure, or may
    read the case it was made from.
    """
    known = UnitCall.objects.filter(agency=holder.agency, pk=call)
    found: UnitCall | None = counted(known).first()
    if found is None or not (
        calls_for(holder).filter(pk=call).exists()
        or set(superiors_of(holder.agency, found.position_id)) & set(holder.position_ids)
        or (found.parent is not None and may_read(holder, found.parent))
    ):
        raise NotFound("Permintaan ini tidak ada, atau bukan untuk Anda.")
    return found


def require_asker(holder: Holder, call: UnitCall) -> None:
    """Errors: NotYours TL601 unless she made the call, or holds the position it was made in."""
    if call.opened_by_id != holder.person and call.position_id not in holder.position_ids:
        raise NotYours(
            "Hanya yang membuat permintaan ini, atau pejabat pada jabatannya, yang mengingatkan"
            " unit-unitnya.",
            hint="Sampaikan kepadanya.",
        )


def missing_units(case: int, row: int) -> tuple[str, ...]:
    """The units whose answers the step `row` of `case` still waits for, by name."""
    waiting = SubCase.objects.filter(
        parent=case, row=row, waits=True, child__closed_at__isnull=True
    ).exclude(child__called=None)
    names = waiting.order_by("child__called__unit__name")
    return tuple(names.values_list("child__called__unit__name", flat=True))
