"""Hand one open task to a colleague who does not hold its position."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tatalaksana.apps.cases.actions.address_task import acting_position
from tatalaksana.apps.cases.open_task import OpenTask, open_task
from tatalaksana.apps.cases.own_drafts import day_of, require_other_eyes
from tatalaksana.apps.cases.writing import Actor, already_done, note, noted_before
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.apps.office.colleagues import Colleague, colleagues_at_positions
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.queries import position_of, positions_of
from tatalaksana.apps.office.reach import positions_below
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid, NotYours
from tatalaksana.apps.shared.texts import clean
from tatalaksana.core.engine.events import POSITION, TO, Kind
from tatalaksana.core.engine.state import TAKE_AWAY, address, require_reason


@action("cases.hand_over")
def hand_over(
    holder: Holder,
    *,
    task: int,
    to: int,
    position: int,
    reason: str,
    key: UUID,
    now: datetime,
) -> OpenTask:
    """Hand the open `task` to the person `to`, who holds `position`, for this step alone.

    Who holds the task's position hands it to somebody of the same unit, a superior to anybody
    below. It is back with the holders when `to` leaves `position`, or when one of them takes it
    back. The same `key` counts once. Source: docs/decisions/0060.
    Errors: NotFound TL602; NotYours TL601 where it is not hers, not her own to give, or the step
    signs; AlreadyDone TL304; Suspended TL309; ReasonMissing TL302; MovedOn TL604; Invalid TL603
    for somebody who is not among those she may hand it to.
    """
    found = open_task(holder, task, now)
    if noted_before(holder, found, Kind.ADDRESSED, key):
        return found
    acting = acting_position(holder, found)
    if found.done_at is not None:
        raise already_done()
    require_may_give(holder, found, acting, now)
    reason = clean(reason)
    require_reason(reason, TAKE_AWAY)
    offered = receivers_of(holder, found, acting, now)
    if (to, position) not in {(one.person, one.position) for one in offered}:
        raise Invalid(
            "Tugas ini tidak dapat diserahkan kepada orang itu.",
            hint="Pilih rekan di unit yang sama; atasan juga boleh memilih bawahannya.",
        )
    address(found.state, found.row)
    actor = Actor(holder=holder, acting_as=acting, key=key, now=now)
    told = {TO: to, POSITION: position}
    note(actor, found, Kind.ADDRESSED, found.clock, due=found.due_at, reason=reason, data=told)
    return found


def require_may_give(holder: Holder, task: OpenTask, acting: int, now: datetime) -> None:
    """Errors: NotYours TL601 where the step signs, or the task is not her own to give; Invalid
    TL603 for the files of a position held by many."""
    seat = holder.seat(acting)
    if seat is not None and seat.for_person is not None:
        raise NotYours(
            "Tugas yang Anda kerjakan untuk orang lain tidak dapat diserahkan lagi.",
            hint=f"Minta {seat.for_name} atau atasannya.",
        )
    if kept_plan(holder.agency, task.version).step(task.row).signs:
        raise NotYours(
            "Langkah ini menandatangani; menandatangani tidak dapat diserahkan.",
            hint="Minta pengelola kantor menunjuk Plt. atau Plh. bila pejabatnya berhalangan.",
        )
    if position_of(holder.agency, task.position).many:
        raise Invalid("Berkas ini milik orangnya sendiri dan tidak dapat diserahkan.")
    if acting == task.position:
        require_other_eyes(holder, task, now)


def receivers_of(
    holder: Holder, task: OpenTask, acting: int, now: datetime
) -> tuple[Colleague, ...]:
    """Whom she may hand `task` to, acting in the position `acting`."""
    if acting == task.position:
        unit = position_of(holder.agency, acting).unit_id
        there = set(positions_of(holder.agency).filter(unit=unit).values_list("pk", flat=True))
    else:
        there = set(positions_below(holder.agency, [acting]))
    people = {holder.person, task.drafter or 0}
    today = day_of(holder, now)
    return colleagues_at_positions(holder.agency, there - {task.position}, today, besides=people)
