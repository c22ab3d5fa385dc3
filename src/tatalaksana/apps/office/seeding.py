"""Make an agency with its first people, before there is anybody who could."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tatalaksana.apps.office.models import Account, Agency, Holding, Person, Position, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A position to make."""

    unit: int
    name: str
    superior: int | None = None
    many: bool = False
    team: bool = False
    keeps: frozenset[str] = frozenset()  #: "procedures", "office"


def make_agency(name: str, code: str, zone: str) -> int:
    """Make an agency and return its id."""
    return Agency.objects.create(name=name, code=code, zone=zone).pk


def make_unit(agency: int, name: str, parent: int | None) -> int:
    """Make a unit and return its id."""
    return Unit.objects.create(agency_id=agency, name=name, parent_id=parent).pk


def seat_people(
    agency: int,
    seat: Seat,
    people: Iterable[tuple[str, ...]],
    hashed: str,
    since: date,
    *,
    one_time: bool = False,
) -> tuple[int, list[int]]:
    """Make a position and its holders (user name, name); return its id and the accounts' ids.

    `hashed` is the password as Django stores it; with `one_time` each must choose an own one at the
    first sign-in.
    """
    position = Position.objects.create(
        agency_id=agency,
        unit_id=seat.unit,
        name=seat.name,
        superior_id=seat.superior,
        many=seat.many,
        keeps_procedures="procedures" in seat.keeps,
        keeps_office="office" in seat.keeps,
    )
    accounts = []
    for user, name in people:
        account = Account.objects.create(
            username=user, password=hashed, agency_id=agency, must_change_password=one_time
        )
        person = Person.objects.create(agency_id=agency, account=account, name=name)
        Holding.objects.create(
            agency_id=agency,
            position=position,
            person=person,
            kind=Holding.Kind.MEMBER if seat.team else Holding.Kind.DEFINITIVE,
            since=since,
        )
        accounts.append(account.pk)
    return position.pk, accounts


def is_empty() -> bool:
    """Whether no agency has been made yet."""
    return not Agency.objects.exists()
