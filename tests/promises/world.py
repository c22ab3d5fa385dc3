"""An office for random procedures: five positions, one with two holders, and their superior."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from tatalaksana.apps.library.actions.bind_role import bind_role
from tatalaksana.apps.library.actions.import_document import import_document
from tatalaksana.apps.library.actions.put_in_force import put_in_force
from tatalaksana.apps.office.calendar import calendar_of
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.models import Agency, Person
from tatalaksana.apps.office.queries import holder_of
from tatalaksana.apps.office.seeding import Seat, make_agency, make_unit, seat_people
from tatalaksana.apps.shared.agency import separate
from tatalaksana.core.base.worktime import Calendar
from tatalaksana.core.procedure.model import Procedure
from tests.core.engine.procedures import ROLES
from tests.revising import new_version

TITLE = "Acak"
SINCE = date(2024, 1, 2)
ZONE = "Asia/Jakarta"


SHARED = "Analis"  #: the position of two people


@dataclass
class World:
    """The office, and the version that is in force."""

    agency: int
    head: Holder  #: above everybody; keeps the procedures and the office
    holders: dict[int, tuple[Holder, ...]]  #: by position
    version: int
    now: datetime

    def put_in_force(self, procedure: Procedure) -> int:
        """The next version of the one procedure of this office."""
        content = replace(procedure, title=TITLE, performers=ROLES)
        self.version = new_version(self.head, self.version, lambda _: content, self.now).pk
        return self.version

    def later(self, minutes: int = 7) -> datetime:
        """Some minutes on."""
        self.now += timedelta(minutes=minutes)
        return self.now

    @property
    def calendar(self) -> Calendar:
        """The calendar of the office, as it is now."""
        version = Agency.objects.get(pk=self.agency).calendar_version
        return calendar_of(self.agency, ZONE, version)

    def everybody_signs_in_again(self) -> None:
        """A request later: who acts knows the office as it is now."""
        today = self.now.date()
        self.head = again(self.head, today)
        self.holders = {
            seat: tuple(again(one, today) for one in people)
            for seat, people in self.holders.items()
        }


def again(holder: Holder, today: date) -> Holder:
    """The same person, as she stands today."""
    account = Person.objects.get(pk=holder.person).account_id
    found = holder_of(account, holder.agency, today)
    assert found is not None
    return found


def make_world(now: datetime, mark: str = "") -> World:
    """The office, with a first version in force; `mark` tells it from others."""
    agency = make_agency(f"Kota Acak {mark}", f"ACAK{mark}", ZONE)
    separate(agency)
    unit = make_unit(agency, "Sekretariat", None)

    def seat(name: str, superior: int | None, keeps: frozenset[str]) -> tuple[int, list[Holder]]:
        made = Seat(unit=unit, name=name, superior=superior, keeps=keeps)
        users = [
            (f"{name.lower()}.acak{mark}.{number}", f"Pemegang {name} {number}")
            for number in range(1 + (name == SHARED))
        ]
        position, accounts = seat_people(agency, made, users, "!", SINCE)
        found = [holder_of(account, agency, now.date()) for account in accounts]
        return position, [one for one in found if one is not None]

    top, (head,) = seat("Kepala", None, frozenset({"procedures", "office"}))
    seats = {role: seat(role, top, frozenset()) for role in ROLES}
    drafts = import_document(head, unit=unit, name="acak.txt", data=document(), now=now)
    version = drafts[0].pk
    for role, (position, _) in seats.items():
        bind_role(head, version=version, role=role, position=position, now=now)
    put_in_force(head, version=version, now=now)
    holders = {position: tuple(people) for position, people in seats.values()}
    return World(agency, head, holders, version, now)


def document() -> bytes:
    """An SOP of one row a role, marked in the role's column."""
    lines = [
        f"SOP {TITLE.upper()}",
        "",
        "No\tKegiatan\tPelaksana" + "\t" * len(ROLES) + "Mutu Baku\t\t",
        "\t\t" + "\t".join(ROLES) + "\tKelengkapan\tWaktu\tOutput",
    ]
    for number in range(len(ROLES)):
        marks = "\t".join("□" if column == number else "" for column in range(len(ROLES)))
        lines.append(f"{number + 1}\tMengerjakan {number + 1}\t{marks}\tBahan\t30 menit\tBahan")
    return "\n".join(lines).encode()
