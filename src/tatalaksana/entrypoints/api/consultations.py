"""Opinions: a colleague is asked about an open task, and answers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from ninja import Router

from tatalaksana.apps.cases.actions.call_off import call_off
from tatalaksana.apps.cases.actions.consult import consult
from tatalaksana.apps.cases.actions.give_opinion import give_opinion
from tatalaksana.apps.cases.consulting import consultations_of, question_of, questions_for
from tatalaksana.apps.cases.queries import case_of
from tatalaksana.entrypoints.api import cases_shown as shown
from tatalaksana.entrypoints.api.caller import Call
from tatalaksana.entrypoints.api.cursors import listed
from tatalaksana.entrypoints.api.deeds import done
from tatalaksana.entrypoints.api.tasks import noted
from tatalaksana.entrypoints.api.typed import (
    USUAL,
    Cursor,
    Id,
    Key,
    Limit,
    Number,
    Portion,
    Reason,
    Sent,
    Shown,
    Year,
)

router = Router(tags=["consultations"])
LATEST = ("-asked_at", "-pk")


class ConsultationShown(Shown):
    """A question to a colleague; it waits while `closed_at` is null and its task is open."""

    consultation: int
    task: int
    position: int
    person: int
    asker: int
    question: str
    asked_at: datetime
    closed_at: datetime | None


class ConsultSent(Sent):
    """Whom, in which position, and what."""

    position: Id
    person: Id
    question: Reason


class OpinionSent(Sent):
    """The opinion."""

    text: Reason


class ClosedShown(Shown):
    """When the question was closed."""

    consultation: int
    closed_at: datetime | None


def told_consultation(asked: Any) -> dict[str, Any]:
    """A question."""
    return {
        "consultation": asked.pk,
        "task": asked.task_id,
        "position": asked.position_id,
        "person": asked.person_id,
        "asker": asked.asker_id,
        "question": asked.question,
        "asked_at": asked.asked_at,
        "closed_at": asked.closed_at,
    }


@router.get("/consultations", response=list[ConsultationShown])
def consultations(request: Call) -> Any:
    """The questions that wait for my opinion, the oldest first."""
    waiting = questions_for(request.auth, timezone.now())
    return [told_consultation(one.consultation) for one in waiting]


@router.get("/cases/{year}/{number}/consultations", response=Portion[ConsultationShown])
def case_consultations(
    request: Call, year: Year, number: Number, cursor: Cursor | None = None, limit: Limit = USUAL
) -> Any:
    """Every question of a case, the latest first."""
    found = case_of(request.auth, year, number)
    name = f"consultations.{found.pk}"
    return listed(name, consultations_of(found), LATEST, (cursor, limit), told_consultation)


@router.post("/tasks/{task}/consult", response=shown.TaskShown)
def task_consult(request: Call, task: Number, key: Key, sent: ConsultSent) -> Any:
    """Ask a colleague for an opinion; the task stays, and its clock goes on."""
    return noted(request, task, key, sent, consult)


@router.post("/consultations/{consultation}/answer", response=ClosedShown)
def consultation_answer(request: Call, consultation: Number, key: Key, sent: OpinionSent) -> Any:
    """Give the opinion that was asked for."""

    def deed(now: datetime) -> Any:
        give_opinion(request.auth, consultation=consultation, text=sent.text, key=key, now=now)
        return closed(request, consultation)

    return done(request, key, sent, ClosedShown, deed)


@router.post("/consultations/{consultation}/call-off", response=ClosedShown)
def consultation_call_off(request: Call, consultation: Number, key: Key) -> Any:
    """Withdraw the question."""

    def deed(now: datetime) -> Any:
        call_off(request.auth, consultation=consultation, key=key, now=now)
        return closed(request, consultation)

    return done(request, key, None, ClosedShown, deed)


def closed(request: Call, consultation: int) -> dict[str, Any]:
    """The question after it."""
    found = question_of(request.auth, consultation)
    return {"consultation": found.pk, "closed_at": found.closed_at}
