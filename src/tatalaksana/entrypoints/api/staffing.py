"""Who holds what: units, positions, people and their accounts, appointed and ended by a keeper of
the office.

No password passes here: the answer of a deed is kept for a repeated request, and a one-time
password is kept nowhere. A keeper makes one on the page of the person.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.utils import timezone
from pydantic import Field, StringConstraints

from tatalaksana.apps.office.actions.add_person import NIP_LENGTH, add_person
from tatalaksana.apps.office.actions.add_position import add_position
from tatalaksana.apps.office.actions.add_unit import add_unit
from tatalaksana.apps.office.actions.appoint import appoint
from tatalaksana.apps.office.actions.close_account import close_account
from tatalaksana.apps.office.actions.end_holding import end_holding
from tatalaksana.apps.office.actions.give_duties import give_duties
from tatalaksana.apps.office.actions.open_account import open_account
from tatalaksana.apps.office.people import person_of
from tatalaksana.apps.office.policy import require_office_keeper
from tatalaksana.apps.office.queries import history_of, position_of
from tatalaksana.entrypoints.api.caller import Call
from tatalaksana.entrypoints.api.cursors import listed
from tatalaksana.entrypoints.api.deeds import done, made
from tatalaksana.entrypoints.api.office import (
    PositionShown,
    UnitShown,
    router,
    told_position,
    told_unit,
)
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
    text_line,
)

LONGEST_NAME, LONGEST_PERSON, LONGEST_USERNAME, LONGEST_ADDRESS = 160, 120, 60, 254  #: letters
FORM = r"^[^\x00-\x1f\x7f]*$"


class UnitSent(Sent):
    """A unit to add; `parent` null = at the top."""

    name: text_line(LONGEST_NAME)  # type: ignore[valid-type]
    parent: Id | None = None


class PositionSent(Sent):
    """A position to add; `many` = held by many at once ("PNS")."""

    name: text_line(LONGEST_NAME)  # type: ignore[valid-type]
    unit: Id
    superior: Id | None = None
    many: bool = False


class DutiesSent(Sent):
    """What a position may do besides its tasks."""

    keeps_procedures: bool
    keeps_office: bool
    many: bool


class DutiesShown(DutiesSent):
    """What a position may do besides its tasks."""

    position: int


class HoldingSent(Sent):
    """Who is appointed, in which right, from when to when; `until` null = without end."""

    person: Id
    kind: Literal["definitif", "plt", "plh", "anggota"]
    since: Day
    until: Day | None = None


class HoldingShown(Shown):
    """That somebody holds, held or will hold a position."""

    holding: int
    position: int
    person: int
    name: str
    kind: str
    since: date
    until: date | None


class LastDaySent(Sent):
    """The last day on which a position is held."""

    last_day: Day


class PersonSent(Sent):
    """Somebody to add, with the name she signs in by; NIP and e-mail may be empty."""

    name: text_line(LONGEST_PERSON)  # type: ignore[valid-type]
    username: text_line(LONGEST_USERNAME)  # type: ignore[valid-type]
    nip: Annotated[str, StringConstraints(max_length=2 * NIP_LENGTH), Field(pattern=FORM)] = ""
    email: Annotated[str, StringConstraints(max_length=LONGEST_ADDRESS), Field(pattern=FORM)] = ""


class AccountShown(Shown):
    """Somebody with an account: whether she may sign in with it."""

    person: int
    name: str
    username: str
    open: bool


def told_holding(held: Any) -> dict[str, Any]:
    """A holding."""
    return {
        "holding": held.pk,
        "position": held.position_id,
        "person": held.person_id,
        "name": held.person.name,
        "kind": held.kind,
        "since": held.since,
        "until": held.until,
    }


def told_account(request: Call, person: int) -> dict[str, Any]:
    """The account of a person, as it is now. Errors: NotFound TL602."""
    found = person_of(request.auth.agency, person, timezone.localdate())
    account = found.account
    return {
        "person": found.pk,
        "name": found.name,
        "username": account.username if account else "",
        "open": bool(account and account.is_active),
    }


@router.post("/units", response={201: UnitShown})
def unit_add(request: Call, key: Key, sent: UnitSent) -> Any:
    """Add a unit."""

    def deed(now: datetime) -> Any:
        return told_unit(add_unit(request.auth, **sent.model_dump(), now=now))

    return made(request, key, sent, UnitShown, deed)


@router.post("/positions", response={201: PositionShown})
def position_add(request: Call, key: Key, sent: PositionSent) -> Any:
    """Add a position to a unit."""

    def deed(now: datetime) -> Any:
        return told_position(add_position(request.auth, **sent.model_dump(), now=now))

    return made(request, key, sent, PositionShown, deed)


@router.post("/positions/{position}/duties", response=DutiesShown)
def position_duties(request: Call, position: Number, key: Key, sent: DutiesSent) -> Any:
    """Set whether a position keeps the procedures, the office, and is held by many."""

    def deed(now: datetime) -> Any:
        give_duties(request.auth, position=position, **sent.model_dump(), now=now)
        return {"position": position, **sent.model_dump()}

    return done(request, key, sent, DutiesShown, deed)


@router.get("/positions/{position}/holdings", response=Portion[HoldingShown])
def position_holdings(
    request: Call, position: Number, cursor: Cursor | None = None, limit: Limit = USUAL
) -> Any:
    """Who held a position when, the latest first."""
    seat = position_of(request.auth.agency, position)
    rows = history_of(request.auth.agency, seat.pk)
    name = f"holdings.{seat.pk}"
    return listed(name, rows, ("-since", "-pk"), (cursor, limit), told_holding)


@router.post("/positions/{position}/holdings", response={201: HoldingShown})
def holding_appoint(request: Call, position: Number, key: Key, sent: HoldingSent) -> Any:
    """Appoint somebody. A new definitive holder ends the one before; Plt. and Plh. hold beside."""

    def deed(now: datetime) -> Any:
        return told_holding(appoint(request.auth, position=position, **sent.model_dump(), now=now))

    return made(request, key, sent, HoldingShown, deed)


@router.post("/holdings/{holding}/end", response=HoldingShown)
def holding_end(request: Call, holding: Number, key: Key, sent: LastDaySent) -> Any:
    """Let somebody hold a position up to a day and no longer."""

    def deed(now: datetime) -> Any:
        found = end_holding(request.auth, holding=holding, last_day=sent.last_day, now=now)
        return told_holding(found)

    return done(request, key, sent, HoldingShown, deed)


@router.post("/people", response={201: AccountShown})
def person_add(request: Call, key: Key, sent: PersonSent) -> Any:
    """Add somebody with an account. Her one-time password is made on her page, not here."""

    def deed(now: datetime) -> Any:
        added = add_person(request.auth, **sent.model_dump(), key=key, now=now)
        return told_account(request, added.person.pk)

    return made(request, key, sent, AccountShown, deed)


@router.get("/people/{person}/account", response=AccountShown)
def account(request: Call, person: Number) -> Any:
    """Whether somebody may sign in; for keepers of the office."""
    require_office_keeper(request.auth)
    return told_account(request, person)


@router.post("/people/{person}/account/close", response=AccountShown)
def account_close(request: Call, person: Number, key: Key) -> Any:
    """Let nobody sign in with an account; whoever is signed in with it is out at once."""

    def deed(now: datetime) -> Any:
        close_account(request.auth, person=person, now=now)
        return told_account(request, person)

    return done(request, key, None, AccountShown, deed)


@router.post("/people/{person}/account/open", response=AccountShown)
def account_open(request: Call, person: Number, key: Key) -> Any:
    """Open a closed account. Its one-time password is made on the person's page, not here."""

    def deed(now: datetime) -> Any:
        open_account(request.auth, person=person, now=now)
        return told_account(request, person)

    return done(request, key, None, AccountShown, deed)
