"""Say that one's own part of a step is done, where the office asks every performer."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tatalaksana.apps.cases.open_task import OpenTask, open_task
from tatalaksana.apps.cases.parts import note_parts, parts_of_holder, shared_task
from tatalaksana.apps.cases.writing import Actor, noted_before
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import NotYours
from tatalaksana.core.engine.events import Kind
from tatalaksana.core.engine.state import require_going


@action("cases.take_part")
def take_part(holder: Holder, *, task: int, key: UUID, now: datetime) -> OpenTask:
    """Say that her part of the open `task` is done, in every position of hers that it waits for.

    The same `key` counts once. Errors: NotFound TL602; AlreadyDone TL304; Suspended TL309; NotYours
    TL601 unless it waits for a position of hers; MovedOn TL604.
    """
    before = open_task(holder, task, now)
    if noted_before(holder, before, Kind.TOOK_PART, key):
        return before
    found = shared_task(holder, task, now)
    parts = parts_of_holder(holder, task)
    if not parts:
        raise NotYours(
            "Langkah ini tidak menunggu bagian Anda.",
            hint="Muat ulang halaman untuk melihat siapa yang masih ditunggu.",
        )
    require_going(found.state, found.row)
    own = {seat.id for seat in holder.positions if seat.for_person is None and not seat.vacant}
    acting = min(parts, key=lambda part: (part.position_id not in own, part.pk)).position_id
    actor = Actor(holder=holder, acting_as=acting, key=key, now=now)
    note_parts(actor, found, Kind.TOOK_PART, parts)
    return found
