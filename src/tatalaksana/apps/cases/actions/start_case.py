"""Start a case of a procedure in force."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from tatalaksana.apps.cases.ahead import ahead
from tatalaksana.apps.cases.policy import on_behalf
from tatalaksana.apps.cases.whole_time import set_due
from tatalaksana.apps.cases.writing import call
from tatalaksana.apps.library.queries import version_to_start
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid, NotYours
from tatalaksana.apps.shared.function_calls import FunctionCall
from tatalaksana.apps.shared.texts import one_line
from tatalaksana.core.engine.plan import Plan

OPEN = FunctionCall(
    "cases_open",
    agency="bigint", version="bigint", year="integer", title="text", row="integer", actor="bigint",
    acting_as="bigint", at="timestamptz", data="text", key="uuid", roles="text[]",
    person="bigint", allowed="integer", due="timestamptz",
)  # fmt: skip
TITLE_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Started:
    """The case that was opened, or had been by the same click."""

    case: int
    year: int
    number: int


@action("cases.start")
def start_case(
    holder: Holder,
    *,
    version: int,
    title: str,
    key: UUID,
    now: datetime,
    acting_as: int | None = None,
) -> Started:
    """Open a case of `version`; the same `key` opens it once.

    `acting_as` is the position in which she starts it; None leaves it to starting_position. The
    first step goes to the starter herself where she holds its position.
    Errors: NotFound TL602; NotYours TL601 when she holds no position of the procedure; Invalid
    TL603 when the version is not in force, a role has no position, or the title is empty.
    """
    plan, positions = version_to_start(holder.agency, version)
    title = subject_of(title)
    acting = starting_position(holder, plan, positions, acting_as)
    step = plan.steps[0]
    first = ahead(holder, plan, step.row, now)
    started = Started(
        *call(
            OPEN,
            {
                "agency": holder.agency,
                "version": version,
                "year": now.astimezone(ZoneInfo(holder.zone)).year,
                "title": title,
                "row": step.row,
                "actor": holder.person,
                "acting_as": acting,
                "at": now,
                "data": json.dumps(
                    {"title": title, "version": version, **on_behalf(holder, acting)},
                    sort_keys=True,
                    ensure_ascii=False,
                ),
                "key": key,
                "roles": first.roles,
                "person": holder.person if acting == positions.get(step.responsible) else None,
                "allowed": first.allowed,
                "due": first.due,
            },
        )
    )
    set_due(holder, [started.case], plan, now)
    return started


def subject_of(title: str) -> str:
    """What a case is about, on one line. Errors: Invalid TL603 for nothing, or too much."""
    title = one_line(title)
    if not title or len(title) > TITLE_LENGTH:
        raise Invalid(
            "Perihal berkas belum diisi atau terlalu panjang.",
            hint="Tulis singkat tentang apa berkas ini, paling banyak 300 huruf.",
        )
    return title


def starting_position(
    holder: Holder, plan: Plan, positions: dict[str, int], chosen: int | None = None
) -> int:
    """The position she starts the case in: the one `chosen`, else the first step's if she holds it,
    her own before those in which she acts for another.

    Errors: NotYours TL601 when she holds none of the procedure's positions and keeps no
    procedures, or may not start it in the one that was chosen.
    """
    seats = {seat.id: seat for seat in holder.positions}
    mine = [seats[positions[role]] for role in plan.roles if positions.get(role) in seats]
    keeping = [seat.id for seat in holder.positions if seat.keeps_procedures]
    if chosen is not None:
        if chosen in {*keeping, *(seat.id for seat in mine)}:
            return chosen
        mine, keeping = [], []
    if mine:
        own = (seat.id for seat in mine if seat.for_person is None and not seat.vacant)
        return next(own, mine[0].id)
    if keeping:
        return keeping[0]
    raise NotYours(
        "Anda tidak memegang jabatan yang ikut dalam prosedur ini.",
        hint="Minta salah satu pelaksananya memulai berkas.",
    )
