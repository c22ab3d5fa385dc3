"""Make the demo agencies: units, positions, people, accounts."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from django.contrib.auth.hashers import make_password

from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.queries import holder_of
from tatalaksana.apps.office.seeding import Seat, make_agency, make_unit, seat_people
from tatalaksana.apps.shared.agency import acting_for

SINCE = date(2024, 1, 2)  #: the day from which the demo people hold their positions


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One demo agency: who keeps it, and which role is whose."""

    agency: int
    code: str
    document: str
    library_unit: int
    keeper: Holder
    roles: dict[str, int]  #: role as printed -> position
    accounts: tuple[tuple[str, str, str], ...]  #: user name, name, position


def table() -> list[dict[str, Any]]:
    """The demo agencies as data."""
    text = (files("tatalaksana.project.demo") / "offices.toml").read_text("utf-8")
    agencies: list[dict[str, Any]] = tomllib.loads(text)["agency"]
    return agencies


def make_offices(password: str) -> tuple[Office, ...]:
    """Make every agency of the table; all accounts share `password`."""
    hashed = make_password(password)
    return tuple(make_office(row, hashed) for row in table())


def make_office(row: dict[str, Any], hashed: str) -> Office:
    """Make one agency with its people."""
    agency = make_agency(row["name"], row["code"], row.get("zone", "Asia/Jakarta"))
    with acting_for(agency):
        units: dict[str, int] = {}
        for unit in row["unit"]:
            units[unit["name"]] = make_unit(agency, unit["name"], units.get(unit.get("parent")))
        seats: dict[str, int] = {}
        roles: dict[str, int] = {}
        accounts: list[tuple[str, str, str]] = []
        keeper = 0
        for line in row["position"]:
            people = [tuple(part.strip() for part in one.split("=")) for one in line["people"]]
            seat = Seat(
                unit=units[line["unit"]],
                name=line["name"],
                superior=seats.get(line.get("superior")),
                many=line.get("many", False),
                team=line.get("team", False),
                keeps=frozenset(line.get("keeps", ())),
            )
            seats[line["name"]], made = seat_people(agency, seat, people, hashed, SINCE)
            roles |= dict.fromkeys(line["roles"], seats[line["name"]])
            accounts += [(user, name, line["name"]) for user, name in people]
            if "procedures" in seat.keeps:
                keeper = made[0]
        holder = holder_of(keeper, agency, date.today())  # noqa: DTZ011 - the demo's own day
        assert holder is not None  # noqa: S101 - made three lines above
        return Office(
            agency=agency,
            code=row["code"],
            document=row["document"],
            library_unit=units[row["library"]],
            keeper=holder,
            roles=roles,
            accounts=tuple(accounts),
        )
