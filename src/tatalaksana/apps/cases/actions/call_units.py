"""Ask many units for the same at once: one case for each, addressed to a position of the unit."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from django.db import connection

from tatalaksana.apps.cases.actions.start_case import starting_position, subject_of
from tatalaksana.apps.cases.ahead import Ahead, ahead
from tatalaksana.apps.cases.linking import Parent, link_cases, parent_task
from tatalaksana.apps.cases.models import UnitCall
from tatalaksana.apps.cases.policy import on_behalf
from tatalaksana.apps.cases.whole_time import set_due
from tatalaksana.apps.cases.writing import Actor, call
from tatalaksana.apps.library.queries import version_to_start
from tatalaksana.apps.office.calendar import calendar_for
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.queries import answering_for
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.apps.shared.function_calls import FunctionCall
from tatalaksana.core.base.worktime import Calendar
from tatalaksana.core.engine.events import BOUND, CALL, DUE, UNIT, VERSION

if TYPE_CHECKING:
    from tatalaksana.apps.office.models import Position

OPEN_MANY = FunctionCall(
    "cases_open_many",
    agency="bigint", call="bigint", version="bigint", year="integer", row="integer",
    actor="bigint", acting_as="bigint", at="timestamptz", roles="text[]", allowed="integer",
    due="timestamptz", units="bigint[]", positions="bigint[]", titles="text[]", data="text[]",
    keys="uuid[]",
)  # fmt: skip
LOCK = "select pg_advisory_xact_lock(hashtextextended(%s, %s))"
LINK = "link"
BATCH = 2_000  #: cases of one statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of every unit."""

    version: int
    title: str
    due_on: date | None  #: the last day; None = the SOP's own time alone
    waits: bool = False  #: the step it is opened from waits for all of them


@action("cases.call_units")
def call_units(
    holder: Holder,
    *,
    asked: Asked,
    positions: Sequence[int],
    key: UUID,
    now: datetime,
    task: int | None = None,
) -> UnitCall:
    """Open one case for the unit of each of `positions`, which answers there for the first role.

    With `task` they hang on its step, told by one event in its chain. The same `key` opens them
    once. Source: docs/decisions/0036.
    Errors: those of start_case; those of start_subcase where `task` is named; NotFound TL602 for a
    foreign position; Invalid TL603 for no unit, two positions of one unit, a position held by many,
    or a last day that is over or no working day.
    """
    with connection.cursor() as cursor:  # the same click at once: the second waits for the first
        cursor.execute(LOCK, [str(key), holder.agency])
    before = UnitCall.objects.filter(agency=holder.agency, key=key, opened_by=holder.person).first()
    if before is not None:
        return before
    parent = parent_task(holder, task, now) if task is not None else None
    plan, bound = version_to_start(holder.agency, asked.version)
    acting = starting_position(holder, plan, bound)
    seats = answering_for(holder.agency, positions)
    title = subject_of(asked.title)
    calendar = calendar_for(holder)
    due = end_of(asked.due_on, now, calendar) if asked.due_on else None
    first = ahead(holder, plan, plan.steps[0].row, now)
    if due is not None:
        first = Ahead(first.roles, calendar.minutes_between(now, due).value, due)
    made = UnitCall.objects.create(
        agency_id=holder.agency,
        version_id=asked.version,
        title=title,
        due_at=due,
        position_id=acting,
        opened_by_id=holder.person,
        opened_at=now,
        parent_id=parent.task.case if parent else None,
        row=parent.task.row if parent else 0,
        key=key,
    )
    actor = Actor(holder=holder, acting_as=acting, key=key, now=now)
    children = open_cases(actor, made, seats, first, plan.steps[0].row)
    set_due(holder, children, plan, now, due)
    if parent is not None:
        link(actor, parent, made, children, waits=asked.waits)
    audit.write(
        "cases.call_units",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("call", made.pk),
        title=title,
        count=len(children),
    )
    return made


def open_cases(
    actor: Actor, made: UnitCall, seats: Sequence[Position], first: Ahead, row: int
) -> list[int]:
    """Open the case of each of `seats` for its unit, BATCH a statement; the cases in order."""
    holder, children = actor.holder, list[int]()
    due = {DUE: made.due_at.astimezone(UTC).isoformat()} if made.due_at else {}
    same = {VERSION: made.version_id, CALL: made.pk, **on_behalf(holder, actor.acting_as), **due}
    values: dict[str, Any] = {
        "agency": holder.agency,
        "call": made.pk,
        "version": made.version_id,
        "year": actor.now.astimezone(ZoneInfo(holder.zone)).year,
        "row": row,
        "actor": holder.person,
        "acting_as": actor.acting_as,
        "at": actor.now,
        "roles": first.roles,
        "allowed": first.allowed,
        "due": first.due,
    }
    for start in range(0, len(seats), BATCH):
        some = seats[start : start + BATCH]
        titles = [subject_of(f"{made.title} ({seat.unit.name})") for seat in some]
        told = [
            same | {"title": title, UNIT: seat.unit_id, BOUND: {first.roles[0]: seat.pk}}
            for title, seat in zip(titles, some, strict=True)
        ]
        (opened,) = call(
            OPEN_MANY,
            values
            | {
                "units": [seat.unit_id for seat in some],
                "positions": [seat.pk for seat in some],
                "titles": titles,
                "data": [json.dumps(one, ensure_ascii=False, sort_keys=True) for one in told],
                "keys": [uuid5(actor.key, str(seat.unit_id)) for seat in some],
            },
        )
        children += opened
    return children


def link(
    actor: Actor, parent: Parent, made: UnitCall, children: Sequence[int], *, waits: bool
) -> None:
    """Let the cases hang on the step they were opened from."""
    there = Actor(
        holder=actor.holder,
        acting_as=parent.position,
        key=uuid5(actor.key, LINK),
        now=actor.now,
    )
    link_cases(there, parent.task, children, waits=waits, data={CALL: made.pk})


def end_of(day: date, now: datetime, calendar: Calendar) -> datetime:
    """The close of the last `day`. Errors: Invalid TL603 when it is over or no working day."""
    spans = calendar.spans(day)
    if not spans:
        raise Invalid(
            "Batas waktu jatuh pada hari libur.", hint="Pilih hari kerja.", field="due_on"
        )
    if spans[-1][1] <= now:
        raise Invalid(
            "Batas waktu sudah lewat.", hint="Pilih tanggal sesudah hari ini.", field="due_on"
        )
    return spans[-1][1]
