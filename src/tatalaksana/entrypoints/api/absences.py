"""Who is away, and who stands in for her."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Router
from pydantic import Field, StringConstraints

from tatalaksana.apps.office.absences import absences_of
from tatalaksana.apps.office.actions.end_absence import end_absence
from tatalaksana.apps.office.actions.enter_absence import Chosen, enter_absence
from tatalaksana.entrypoints.api.caller import Call
from tatalaksana.entrypoints.api.cursors import listed
from tatalaksana.entrypoints.api.deeds import done, made
from tatalaksana.entrypoints.api.office import today_for
from tatalaksana.entrypoints.api.typed import (
    USUAL,
    Cursor,
    Day,
    Id,
    Key,
    Limit,
    Number,
    Portion,
    Sent,
    Shown,
)

router = Router(tags=["office"])
SEATS = 50  #: positions of one person for which somebody is named at once


class AbsenceShown(Shown):
    """Somebody who is away from one day to another, both included."""

    absence: int
    person: int
    person_name: str
    kind: str
    since: date
    until: date
    note: str
    entered_by: int
    entered_at: datetime
    ended_at: datetime | None


class StandInSent(Sent):
    """Who stands in for a position: a Plh., or somebody who acts for her and never signs."""

    position: Id
    taker: Id
    right: Literal["plh", "semua", "tanpa_keputusan"]


class AbsenceSent(Sent):
    """Who is away, why, and who stands in."""

    person: Id
    kind: Literal["cuti", "dinas_luar", "diklat", "sakit"]
    since: Day
    until: Day
    note: Annotated[str, StringConstraints(max_length=300, pattern=r"^[^\x00]*$")] = ""
    stand_ins: Annotated[list[StandInSent], Field(max_length=SEATS)] = Field(default_factory=list)


def told_absence(one: Any) -> dict[str, Any]:
    """An absence."""
    return {
        "absence": one.pk,
        "person": one.person_id,
        "person_name": one.person.name,
        "kind": one.kind,
        "since": one.since,
        "until": one.until,
        "note": one.note,
        "entered_by": one.entered_by_id,
        "entered_at": one.entered_at,
        "ended_at": one.ended_at,
    }


@router.get("/absences", response=Portion[AbsenceShown])
def absences(request: Call, cursor: Cursor | None = None, limit: Limit = USUAL) -> Any:
    """My absences, today's or later; keepers of the office see all."""
    holder = request.auth
    whose = None if holder.keeps_office else holder.person
    rows = absences_of(holder.agency, today_for(holder), whose)
    return listed("absences", rows, ("since", "pk"), (cursor, limit), told_absence)


@router.post("/absences", response={201: AbsenceShown})
def absence_enter(request: Call, key: Key, sent: AbsenceSent) -> Any:
    """Record that I am away, and who stands in; a keeper of the office does it for others."""

    def deed(now: datetime) -> dict[str, Any]:
        values = sent.model_dump()
        chosen = [Chosen(**one) for one in values.pop("stand_ins")]
        return told_absence(enter_absence(request.auth, **values, stand_ins=chosen, now=now))

    return made(request, key, sent, AbsenceShown, deed)


@router.post("/absences/{absence}/end", response=AbsenceShown)
def absence_end(request: Call, absence: Number, key: Key) -> Any:
    """End an absence now, or call it off; who stands in stays until that is ended."""
    return done(
        request,
        key,
        None,
        AbsenceShown,
        lambda now: told_absence(end_absence(request.auth, absence=absence, now=now)),
    )
