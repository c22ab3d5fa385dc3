"""The office: who I am, units, positions, people, and who acts for whom."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from django.utils import timezone
from ninja import Router

from tatalaksana.apps.office.actions.delegate import delegate
from tatalaksana.apps.office.actions.end_delegation import end_delegation
from tatalaksana.apps.office.delegations import delegations_of
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.people import people_with_positions
from tatalaksana.apps.office.queries import positions_of, units_of
from tatalaksana.entrypoints.api.caller import Call
from tatalaksana.entrypoints.api.cursors import listed
from tatalaksana.entrypoints.api.deeds import done, made
from tatalaksana.entrypoints.api.lagging import may_lag
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
    Words,
)

router = Router(tags=["office"])


class SeatShown(Shown):
    """A position somebody holds today, and in which right."""

    position: int
    name: str
    unit: str
    kind: str
    keeps_procedures: bool
    keeps_office: bool
    for_person: int | None


class MeShown(Shown):
    """Who calls."""

    person: int
    name: str
    agency: str
    agency_name: str
    zone: str
    in_person: bool
    positions: list[SeatShown]


class UnitShown(Shown):
    """A unit."""

    unit: int
    name: str
    parent: int | None


class PositionShown(Shown):
    """A position."""

    position: int
    name: str
    unit: int
    superior: int | None
    many: bool


class PersonShown(Shown):
    """Somebody of the agency, with the positions held today."""

    person: int
    name: str
    positions: list[int]


class DelegationShown(Shown):
    """Who acts for whom, from when to when. `kind`: "semua" or "tanpa_keputusan"."""

    delegation: int
    position: int
    giver: int
    giver_name: str
    taker: int
    taker_name: str
    kind: str
    since: date
    until: date
    ended_at: datetime | None


class DelegationSent(Sent):
    """Whom somebody lets act for her."""

    position: Id
    giver: Id
    taker: Id
    kind: Literal["semua", "tanpa_keputusan"]
    since: Day
    until: Day


def today_for(holder: Holder) -> date:
    """Today, where the agency lies."""
    return timezone.now().astimezone(ZoneInfo(holder.zone)).date()


def told_seat(seat: Any) -> dict[str, Any]:
    """A position held today."""
    names = ("name", "unit", "kind", "keeps_procedures", "keeps_office", "for_person")
    return {"position": seat.id, **{name: getattr(seat, name) for name in names}}


def told_unit(unit: Any) -> dict[str, Any]:
    """A unit."""
    return {"unit": unit.pk, "name": unit.name, "parent": unit.parent_id}


def told_position(seat: Any) -> dict[str, Any]:
    """A position."""
    return {
        "position": seat.pk,
        "name": seat.name,
        "unit": seat.unit_id,
        "superior": seat.superior_id,
        "many": seat.many,
    }


def told_delegation(given: Any) -> dict[str, Any]:
    """A delegation."""
    return {
        "delegation": given.pk,
        "position": given.position_id,
        "giver": given.giver_id,
        "giver_name": given.giver.name,
        "taker": given.taker_id,
        "taker_name": given.taker.name,
        "kind": given.kind,
        "since": given.since,
        "until": given.until,
        "ended_at": given.ended_at,
    }


@router.get("/me", response=MeShown)
def me(request: Call) -> Any:
    """Who calls, and what she holds today."""
    holder = request.auth
    return {
        "person": holder.person,
        "name": holder.name,
        "agency": holder.agency_code,
        "agency_name": holder.agency_name,
        "zone": holder.zone,
        "in_person": holder.in_person,
        "positions": [told_seat(seat) for seat in holder.positions],
    }


@router.get("/units", response=Portion[UnitShown])
def units(request: Call, cursor: Cursor | None = None, limit: Limit = USUAL) -> Any:
    """The units of the agency."""
    rows = units_of(request.auth.agency, today_for(request.auth)).prefetch_related(None)
    return listed(
        "units",
        rows,
        ("pk",),
        (cursor, limit),
        told_unit,
    )


@router.get("/positions", response=Portion[PositionShown])
def positions(request: Call, cursor: Cursor | None = None, limit: Limit = USUAL) -> Any:
    """The positions of the agency."""
    rows = positions_of(request.auth.agency)
    return listed(
        "positions",
        rows,
        ("pk",),
        (cursor, limit),
        told_position,
    )


@router.get("/people", response=Portion[PersonShown])
@may_lag
def people(
    request: Call, words: Words = "", cursor: Cursor | None = None, limit: Limit = USUAL
) -> Any:
    """Everybody of the agency."""
    rows = people_with_positions(request.auth.agency, today_for(request.auth), words)
    return listed(
        "people",
        rows,
        ("pk",),
        (cursor, limit),
        lambda one: {
            "person": one.pk,
            "name": one.name,
            "positions": [held.position_id for held in one.held],  # type: ignore[attr-defined]
        },
    )


@router.get("/delegations", response=Portion[DelegationShown])
def delegations(request: Call, cursor: Cursor | None = None, limit: Limit = USUAL) -> Any:
    """Who acts for me and for whom I act, today or later; keepers of the office see all."""
    holder = request.auth
    whose = None if holder.keeps_office else holder.person
    rows = delegations_of(holder.agency, today_for(holder), whose)
    return listed("delegations", rows, ("since", "pk"), (cursor, limit), told_delegation)


@router.post("/delegations", response={201: DelegationShown})
def delegation_give(request: Call, key: Key, sent: DelegationSent) -> Any:
    """Let a colleague act for me; a keeper of the office does it for others. Never to sign."""
    return made(
        request,
        key,
        sent,
        DelegationShown,
        lambda now: told_delegation(delegate(request.auth, **sent.model_dump(), now=now)),
    )


@router.post("/delegations/{delegation}/end", response=DelegationShown)
def delegation_end(request: Call, delegation: Number, key: Key) -> Any:
    """End a delegation now; what was done in it stays done."""
    return done(
        request,
        key,
        None,
        DelegationShown,
        lambda now: told_delegation(end_delegation(request.auth, delegation=delegation, now=now)),
    )
