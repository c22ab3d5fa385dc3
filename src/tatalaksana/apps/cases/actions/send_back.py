"""Send a file back as a superior, to any step that was done, outside the arrows of the SOP."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tatalaksana.apps.cases.open_task import open_task
from tatalaksana.apps.cases.policy import superior_position
from tatalaksana.apps.cases.whole_time import end_held
from tatalaksana.apps.cases.writing import Actor, Ending, Finished, end_task
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.action import ACTIONS
from tatalaksana.apps.shared.texts import clean
from tatalaksana.core.engine import state as engine
from tatalaksana.core.engine.events import STRAIGHT_BACK, Kind


def send_back(
    holder: Holder,
    *,
    task: int,
    to_row: int,
    reason: str,
    key: UUID,
    now: datetime,
    straight_back: bool = False,
) -> Finished:
    """Take the open task from its position and open `to_row` again; rework is counted.

    Errors: NotFound TL602; NotYours TL601 unless she holds a position above the one whose task
    it is; AlreadyDone TL304; NoSuchWay TL303 when `to_row` is no earlier step; ReasonMissing
    TL302; MovedOn TL604.
    """
    found = open_task(holder, task, now)
    above = superior_position(holder, found)
    plan = kept_plan(holder.agency, found.version)
    reason = clean(reason)
    resume = 0
    if found.done_at is None:
        deed = engine.SendBack(
            row=found.row, to_row=to_row, reason=reason, straight_back=straight_back
        )
        resume = engine.send_back(plan, found.state, deed).resume
    ending = Ending(
        kind=Kind.SENT_BACK.value,
        answer=Kind.SENT_BACK.value,
        to_row=to_row,
        resume=resume,
        reason=reason,
        data={STRAIGHT_BACK: True} if straight_back else {},
    )
    actor = Actor(holder=holder, acting_as=above, key=key, now=now)
    end = end_held if found.held else end_task
    return end(actor, found, plan, ending)


# Not by @action: its one statement is a transaction already.
ACTIONS["cases.send_back"] = send_back
