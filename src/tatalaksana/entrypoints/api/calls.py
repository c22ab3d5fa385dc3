"""Calls to units: the same asked of many at once, and how complete the answers are."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.utils import timezone
from ninja import Router
from pydantic import Field

from tatalaksana.apps.cases.actions.call_units import Asked, call_units
from tatalaksana.apps.cases.actions.start_case import TITLE_LENGTH
from tatalaksana.apps.cases.calls import Answer, answers_of, call_of, calls_for
from tatalaksana.apps.notices.actions.remind_units import remind_units
from tatalaksana.entrypoints.api.caller import Call
from tatalaksana.entrypoints.api.cursors import listed
from tatalaksana.entrypoints.api.deeds import done, made
from tatalaksana.entrypoints.api.typed import (
    USUAL,
    CaseKey,
    Cursor,
    Day,
    Id,
    Key,
    Limit,
    Number,
    Portion,
    Sent,
    Shown,
    line,
)

router = Router(tags=["calls"])
MOST_UNITS = 2_000
LATEST = ("-opened_at", "-pk")


class CallShown(Shown):
    """A call, how many units it asked, and how many of them have ended."""

    call: int
    version: int
    title: str
    opened_by: int
    opened_at: datetime
    due_at: datetime | None
    parent: CaseKey | None
    units: int
    done: int


class AnswerShown(Shown):
    """How far a unit is: belum-mulai, dikerjakan, terlambat, selesai or dibatalkan."""

    unit: int
    unit_name: str
    case: CaseKey
    progress: str
    task: int | None


class RemindedShown(Shown):
    """How many people were told who had not been today."""

    reminded: int


class CallSent(Sent):
    """What is asked, of the units of which positions; with `task` from a step that may wait."""

    version: Id
    title: line(TITLE_LENGTH)  # type: ignore[valid-type]
    positions: Annotated[list[Id], Field(min_length=1, max_length=MOST_UNITS)]
    due_on: Day | None = None
    task: Id | None = None
    waits: bool = False


def told_call(call: Any) -> dict[str, Any]:
    """A call."""
    parent = call.parent
    return {
        "call": call.pk,
        "version": call.version_id,
        "title": call.title,
        "opened_by": call.opened_by_id,
        "opened_at": call.opened_at,
        "due_at": call.due_at,
        "parent": {"year": parent.year, "number": parent.number} if parent else None,
        "units": call.units,
        "done": call.done,
    }


def told_answer(answer: Answer) -> dict[str, Any]:
    """What a unit has come to."""
    return {
        "unit": answer.unit.pk,
        "unit_name": answer.unit.name,
        "case": {"year": answer.case.year, "number": answer.case.number},
        "progress": answer.progress.value,
        "task": answer.task.pk if answer.task else None,
    }


@router.get("/calls", response=Portion[CallShown])
def calls(request: Call, cursor: Cursor | None = None, limit: Limit = USUAL) -> Any:
    """The calls whose answers I may see, the latest first."""
    return listed("calls", calls_for(request.auth), LATEST, (cursor, limit), told_call)


@router.post("/calls", response={201: CallShown})
def units_call(request: Call, key: Key, sent: CallSent) -> Any:
    """Open one case for the unit of each position."""
    asked = Asked(version=sent.version, title=sent.title, due_on=sent.due_on, waits=sent.waits)

    def deed(now: datetime) -> Any:
        made = call_units(
            request.auth, asked=asked, positions=sent.positions, key=key, now=now, task=sent.task
        )
        return told_call(call_of(request.auth, made.pk))

    return made(request, key, sent, CallShown, deed)


@router.get("/calls/{call}", response=CallShown)
def call(request: Call, call: Number) -> Any:
    """One call."""
    return told_call(call_of(request.auth, call))


@router.get("/calls/{call}/answers", response=list[AnswerShown])
def call_answers(request: Call, call: Number) -> Any:
    """What every unit has come to, by their names."""
    found = answers_of(call_of(request.auth, call), timezone.now())
    return [told_answer(one) for one in found]


@router.post("/calls/{call}/remind", response=RemindedShown)
def call_remind(request: Call, call: Number, key: Key) -> Any:
    """Remind the units that are late; nobody twice a day."""
    return done(
        request,
        key,
        None,
        RemindedShown,
        lambda now: {"reminded": remind_units(request.auth, call=call, now=now)},
    )
