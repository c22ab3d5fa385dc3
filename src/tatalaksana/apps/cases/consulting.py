"""Questions to colleagues about an open task: who may answer, and what waits for whom.

The one who was asked reads the case while the question is open, and no longer.
Source: docs/decisions/0039.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet

from tatalaksana.apps.cases.models import Case, Consultation
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.queries import colleagues_at
from tatalaksana.apps.shared.errors import NotFound


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question that waits for the reader's opinion."""

    consultation: Consultation
    position: int  #: in which she answers
    for_name: str  #: for whom she acts in it; "" = her own


def open_questions(agency: int) -> QuerySet[Consultation]:
    """The questions that wait for an answer: those of tasks that are open."""
    return Consultation.objects.filter(
        agency=agency, closed_at__isnull=True, task__done_at__isnull=True
    )


def questions_for(holder: Holder, now: datetime, case: int | None = None) -> tuple[Waiting, ...]:
    """What waits for the opinion of `holder`, the oldest first; of one `case`, or of all."""
    found = open_questions(holder.agency).filter(position__in=holder.position_ids)
    if case is not None:
        found = found.filter(case=case)
    rows = found.select_related("case__version__procedure", "asker", "position", "task")
    waiting = (waiting_for(holder, row, now) for row in rows.order_by("asked_at", "pk"))
    return tuple(one for one in waiting if one is not None)


def waiting_for(holder: Holder, asked: Consultation, now: datetime) -> Waiting | None:
    """How `holder` may answer: as the one who was asked, for her, or as the next holder of the
    position; None when she may not.
    """
    seat = holder.seat(asked.position_id)
    if seat is None:
        return None
    if asked.person_id == holder.person and seat.for_person is None:
        return Waiting(asked, seat.id, "")
    if seat.for_person is not None and seat.for_person == asked.person_id:
        return Waiting(asked, seat.id, seat.for_name)
    today = now.astimezone(ZoneInfo(holder.zone)).date()
    left = asked.person_id not in colleagues_at(holder.agency, asked.position_id, today)
    alone = left and not asked.position.many
    return Waiting(asked, seat.id, seat.for_name) if alone else None


def question_of(holder: Holder, consultation: int) -> Consultation:
    """One question. Errors: NotFound TL602."""
    found = (
        Consultation.objects.filter(agency=holder.agency, pk=consultation)
        .select_related("position", "person", "asker")
        .first()
    )
    if found is None:
        raise NotFound("Pertanyaan ini tidak ada di instansi Anda.")
    return found


def consulted_in(holder: Holder) -> QuerySet[Consultation]:
    """The open questions that let her read their cases.

    A little wider than `questions_for`: colleagues in the same position may read along.
    """
    mine = Q(person=holder.person) | Q(position__many=False)
    return open_questions(holder.agency).filter(mine, position__in=holder.position_ids)


def consultations_of(case: Case) -> QuerySet[Consultation]:
    """All questions of a case, the latest first."""
    return (
        Consultation.objects.filter(agency=case.agency_id, case=case.pk)
        .select_related("person", "position", "asker", "answered_by", "task")
        .order_by("-asked_at", "-pk")
    )
