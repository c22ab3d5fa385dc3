"""Cancel a case: it ends before its work is done, with a reason that stays on record."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tatalaksana.apps.cases.open_task import open_task
from tatalaksana.apps.cases.policy import steering_position
from tatalaksana.apps.cases.writing import Actor, Ending, Finished, end_task
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.action import ACTIONS
from tatalaksana.apps.shared.texts import clean
from tatalaksana.core.engine.events import Kind
from tatalaksana.core.engine.plan import END
from tatalaksana.core.engine.state import cancel


def cancel_case(holder: Holder, *, task: int, reason: str, key: UUID, now: datetime) -> Finished:
    """End the case of the open `task`, also a suspended one; what was done stays on record.

    The same `key` counts once. Cases that were opened from it go on by themselves.
    Errors: NotFound TL602; NotYours TL601 as for suspending; AlreadyDone TL304; ReasonMissing
    TL302; MovedOn TL604.
    """
    found = open_task(holder, task, now)
    steering = steering_position(holder, found)
    reason = clean(reason)
    if found.done_at is None:
        cancel(found.state, found.row, reason)
    ending = Ending(
        kind=Kind.CANCELLED.value,
        answer=Kind.CANCELLED.value,
        to_row=END,
        resume=END,
        reason=reason,
        data={},
    )
    actor = Actor(holder=holder, acting_as=steering, key=key, now=now)
    return end_task(actor, found, kept_plan(holder.agency, found.version), ending)


# Not by @action: its one statement is a transaction already.
ACTIONS["cases.cancel"] = cancel_case
