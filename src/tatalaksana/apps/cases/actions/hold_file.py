"""Note that the file went to an outside party: the clock of the open step stands still."""

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
from tatalaksana.core.engine.state import hold


@action("cases.hold")
def hold_file(holder: Holder, *, task: int, reason: str, key: UUID, now: datetime) -> OpenTask:
    """Stop the clock of `task`; `reason` tells where the file is and what is awaited.

    The same `key` counts once, however often it is sent.
    Errors: NotFound TL602, NotYours TL601, AlreadyDone TL304 when the task is done or the file is
    outside already, ReasonMissing TL302, MovedOn TL604.
    """
    found = open_task(holder, task, now)
    acting = acting_in(holder, found, now)
    if found.done_at is not None:
        raise already_done()
    if found.held and noted_before(holder, found, Kind.HELD, key):
        return found
    reason = clean(reason)
    hold(found.state, found.row, reason)
    stopped = found.clock.stopped(now, calendar_for(holder))
    actor = Actor(holder=holder, acting_as=acting, key=key, now=now)
    note(actor, found, Kind.HELD, stopped, due=None, reason=reason)
    keep_due(holder, found.case)
    return found
