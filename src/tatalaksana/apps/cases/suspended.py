"""Cases that stand or were cancelled: since when, by whom, why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tatalaksana.apps.cases.models import Case, Event
from tatalaksana.core.engine.events import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """The deed by which a case stands, or ended before its work was done."""

    at: datetime
    reason: str
    by: str
    person: int  #: who did it


def stop_of(case: Case) -> Stop | None:
    """Why `case` stands or was cancelled; None while it goes on, or has run to its end."""
    if case.suspended_at is None and not case.cancelled:
        return None
    kind = Kind.CANCELLED if case.cancelled else Kind.SUSPENDED
    told = Event.objects.filter(agency=case.agency_id, case=case.pk, kind=kind)
    noted = told.select_related("actor").order_by("seq").last()
    if noted is None:  # a case without its event: the nightly verification tells it
        return None
    return Stop(at=noted.at, reason=noted.reason, by=noted.actor.name, person=noted.actor_id)
