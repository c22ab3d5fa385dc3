"""Cancel a case: it ends before its work is done, with a reason that stays on record."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tatalaksana.apps.cases.open_task import open_task
from tatalaksana.apps.cases.steering import steering_of, trace
from tatalaksana.apps.cases.writing import Actor, Ending, Finished, end_task
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.texts import clean
from tatalaksana.core.engine.events import Kind
from tatalaksana.core.engine.plan import END
from tatalaksana.core.engine.state import cancel


@action("cases.cancel")
def cancel_case(holder: Holder, *, task: int, reason: str, key: UUID, now: datetime) -> Finished:
    """End the case of the open `task`, also a suspended one; what was done stays on record.

    The same `key` counts once. Cases that were opened from it go on by themselves.
    Errors: NotFound TL602; NotYours TL601 as for suspending; AlreadyDone TL304; ReasonMissing
    TL302; MovedOn TL604.
    """
    found = open_task(holder, task, now)
    steering = steering_of(holder, found, now)
    reason = clean(reason)
    if found.done_at is None:
        cancel(found.state, found.row, reason)
    ending = Ending(
        kind=Kind.CANCELLED.value,
        answer=Kind.CANCELLED.value,
        to_row=END,
        resume=END,
        reason=reason,
        data=steering.data,
    )
    actor = Actor(holder=holder, acting_as=steering.position, key=key, now=now)
    finished = end_task(actor, found, kept_plan(holder.agency, found.version), ending)
    if steering.unseen and not finished.repeated:
        trace(holder, "cases.cancel", found.case, reason, now)
    return finished
