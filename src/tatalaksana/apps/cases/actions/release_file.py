"""Note that the file came back from an outside party: the clock of the open step runs again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tatalaksana.apps.cases.open_task import OpenTask, open_task
from tatalaksana.apps.cases.policy import acting_in
from tatalaksana.apps.cases.whole_time import keep_due
from tatalaksana.apps.cases.writing import Actor, already_done, note, noted_before
from tatalaksana.apps.office.calendar import calendar_for
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.texts import clean
from tatalaksana.core.engine.events import Kind
from tatalaksana.core.engine.state import release


@action("cases.release")
def release_file(
    holder: Holder, *, task: int, key: UUID, now: datetime, reason: str = ""
) -> OpenTask:
    """Set the clock of `task` running again with what is left of its time.

    While the case is suspended it stands all the same. The same `key` counts once.
    Errors: NotFound TL602, NotYours TL601, AlreadyDone TL304 when the task is done or the file is
    here, MovedOn TL604.
    """
    found = open_task(holder, task, now)
    acting = acting_in(holder, found, now)
    if found.done_at is not None:
        raise already_done()
    if not found.held and noted_before(holder, found, Kind.RELEASED, key):
        return found
    release(found.state, found.row)
    clock = found.clock if found.suspended else found.clock.running(now)
    actor = Actor(holder=holder, acting_as=acting, key=key, now=now)
    due = clock.due(calendar_for(holder))
    note(actor, found, Kind.RELEASED, clock, due=due, reason=clean(reason))
    keep_due(holder, found.case)
    return found
