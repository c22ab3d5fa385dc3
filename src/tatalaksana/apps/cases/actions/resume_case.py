"""Resume a suspended case: its clock runs again with what is left of its time."""

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
from tatalaksana.core.engine.state import resume


@action("cases.resume")
def resume_case(
    holder: Holder, *, task: int, key: UUID, now: datetime, reason: str = ""
) -> OpenTask:
    """Let the case of `task` go on; while its file is outside, the clock stands all the same.

    The same `key` counts once.
    Errors: NotFound TL602; NotYours TL601 as for suspending; AlreadyDone TL304 when the task is
    done or the case is not suspended; MovedOn TL604.
    """
    found = open_task(holder, task, now)
    steering = steering_of(holder, found, now)
    if found.done_at is not None:
        raise already_done()
    if not found.suspended and noted_before(holder, found, Kind.RESUMED, key):
        return found
    resume(found.state, found.row)
    clock = found.clock if found.held else found.clock.running(now)
    actor = Actor(holder=holder, acting_as=steering.position, key=key, now=now)
    due, reason = clock.due(calendar_for(holder)), clean(reason)
    note(actor, found, Kind.RESUMED, clock, due=due, reason=reason, data=steering.data)
    keep_due(holder, found.case)
    if steering.unseen:
        trace(holder, "cases.resume", found.case, reason, now)
    return found
