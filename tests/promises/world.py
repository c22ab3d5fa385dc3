"""An office for random procedures: five positions, one person each, and their superior."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from tatalaksana.apps.library.actions.bind_role import bind_role
from tatalaksana.apps.library.actions.import_document import import_document
from tatalaksana.apps.library.actions.put_in_force import put_in_force
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.queries import holder_of
from tatalaksana.apps.office.seeding import Seat, make_agency, make_unit, seat_people
from tatalaksana.apps.shared.agency import separate
from tatalaksana.core.procedure.model import Procedure
from tests.core.engine.procedures import ROLES
from tests.revising import new_version

TITLE = "Acak"
SINCE = date(2024, 1, 2)


@dataclass
class World:
    """The office, and the version that is in force."""

    agency: int
    head: Holder  #: above everybody, and keeps the procedures
    holders: dict[int, Holder]  #: by position
    version: int
    now: datetime

    def put_in_force(self, procedure: Procedure) -> int:
        """The next version of the one procedure of this office."""
        content = replace(procedure, title=TITLE, performers=ROLES)
        self.version = new_version(self.head, self.version, lambda _: content, self.now).pk
        return self.version

    def later(self) -> datetime:
        """Seven minutes on."""
        self.now += timedelta(minutes=7)
        return self.now


def make_world(now: datetime) -> World:
    """The office, with a first version in force."""
    agency = make_agency("Kota Acak", "ACAK", "Asia/Jakarta")
    separate(agency)
    unit = make_unit(agency, "Sekretariat", None)

    def seat(name: str, superior: int | None, keeps: frozenset[str]) -> tuple[int, Holder]:
        made = Seat(unit=unit, name=name, superior=superior, keeps=keeps)
        position, (account,) = seat_people(
            agency, made, [(f"{name.lower()}.acak", f"Pemegang {name}")], "!", SINCE
        )
        holder = holder_of(account, agency, now.date())
        assert holder is not None
        return position, holder

    top, head = seat("Kepala", None, frozenset({"procedures", "office"}))
    seats = {role: seat(role, top, frozenset()) for role in ROLES}
    drafts = import_document(head, unit=unit, name="acak.txt", data=document(), now=now)
    version = drafts[0].pk
    for role, (position, _) in seats.items():
        bind_role(head, version=version, role=role, position=position, now=now)
    put_in_force(head, version=version, now=now)
    return World(agency, head, dict(seats.values()), version, now)


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
