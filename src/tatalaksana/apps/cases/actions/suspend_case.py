"""Suspend a case: nothing is done in it, and its clock stands, until it is resumed."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tatalaksana.apps.cases.open_task import OpenTask, open_task
from tatalaksana.apps.cases.steering import steering_of, trace
from tatalaksana.apps.cases.whole_time import keep_due
from tatalaksana.apps.cases.writing import Actor, already_done, note, noted_before
from tatalaksana.apps.office.calendar import calendar_for
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.texts import clean
from tatalaksana.core.engine.events import Kind
from tatalaksana.core.engine.state import suspend


@action("cases.suspend")
def suspend_case(holder: Holder, *, task: int, reason: str, key: UUID, now: datetime) -> OpenTask:
    """Suspend the case of the open `task`; `reason` tells why and what is awaited.

    The same `key` counts once, however often it is sent.
    Errors: NotFound TL602; NotYours TL601 unless she is a superior of the position that has the
    task, or keeps procedures (see steering_of); AlreadyDone TL304; Suspended TL309 when it stands
    already; ReasonMissing TL302; MovedOn TL604.
    """
    found = open_task(holder, task, now)
    steering = steering_of(holder, found, now)
    if found.done_at is not None:
        raise already_done()
    if found.suspended and noted_before(holder, found, Kind.SUSPENDED, key):
        return found
    reason = clean(reason)
    suspend(found.state, found.row, reason)
    stopped = found.clock.stopped(now, calendar_for(holder))
    actor = Actor(holder=holder, acting_as=steering.position, key=key, now=now)
    note(actor, found, Kind.SUSPENDED, stopped, due=None, reason=reason, data=steering.data)
    keep_due(holder, found.case)
    if steering.unseen:
        trace(holder, "cases.suspend", found.case, reason, now)
    return found
