"""Let a step go on without the part of one of its performers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tatalaksana.apps.cases.actions.address_task import acting_position
from tatalaksana.apps.cases.open_task import OpenTask, open_task
from tatalaksana.apps.cases.parts import note_parts, parts_of, shared_task
from tatalaksana.apps.cases.writing import Actor, noted_before
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.texts import clean
from tatalaksana.core.engine.events import Kind
from tatalaksana.core.engine.state import SET_ASIDE, AlreadyDone, require_going, require_reason


@action("cases.set_aside")
def set_aside(
    holder: Holder, *, task: int, position: int, reason: str, key: UUID, now: datetime
) -> OpenTask:
    """Let the open `task` wait no more for the part of `position`; the event says why.

    Whoever is responsible for the task decides it, or a superior. The same `key` counts once.
    Errors: NotFound TL602; NotYours TL601; AlreadyDone TL304 when the task is done or does not wait
    for that position; Suspended TL309; ReasonMissing TL302; MovedOn TL604.
    """
    before = open_task(holder, task, now)
    if noted_before(holder, before, Kind.SET_ASIDE, key):
        return before
    found = shared_task(holder, task, now)
    acting = acting_position(holder, found)
    waiting = (part for part in parts_of(holder.agency, task) if part.open)
    parts = [part for part in waiting if part.position_id == position]
    if not parts:
        raise AlreadyDone("Bagian pelaksana itu tidak ditunggu lagi.", hint="Muat ulang halaman.")
    require_going(found.state, found.row)
    reason = clean(reason)
    require_reason(reason, SET_ASIDE)
    actor = Actor(holder=holder, acting_as=acting, key=key, now=now)
    note_parts(actor, found, Kind.SET_ASIDE, parts, reason)
    return found
