"""What the one who looks at the page of a task may do with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tatalaksana.apps.cases.actions.address_task import acting_position
from tatalaksana.apps.cases.open_task import OpenTask
from tatalaksana.apps.cases.own_drafts import require_other_eyes
from tatalaksana.apps.cases.policy import acting_in, require_may_finish
from tatalaksana.apps.office.holder import HeldPosition, Holder
from tatalaksana.apps.shared.errors import NotYours
from tatalaksana.core.engine.plan import PlannedStep
from tatalaksana.entrypoints.web.cases.handing import Handing, handing_of
from tatalaksana.entrypoints.web.cases.sharing import Sharing, sharing_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What is the reader's to do; `refused` says why the task is not.

    A step that is `kept` for the holder may be prepared, so its documents are offered all the same.
    """

    refused: NotYours | None
    seat: HeldPosition | None  #: how she holds the task's position
    kept: NotYours | None  #: why she, who acts for another, may not finish it
    may_attach: bool
    my_part: bool  #: the task waits for a part of hers
    may_set_aside: bool  #: she may let it go on without one of the others
    may_call: bool  #: she may ask many units from this step
    sharing: Sharing | None  #: where several hold the position of the task
    handing: Handing | None  #: whether it was handed to somebody, or may be


def reader_of(
    holder: Holder, task: OpenTask, step: PlannedStep, parts: Sequence[Any], now: datetime
) -> Reader:
    """What `holder` may do; `parts`: who takes part in the task, with their positions."""
    refused = refusal_for(holder, task, now)
    going = task.done_at is None and not task.suspended
    own = [part for part in parts if part.position_id in holder.position_ids]
    return Reader(
        refused=refused,
        seat=holder.seat(task.position),
        kept=kept_from(holder, task, step, now),
        may_attach=refused is None or any(not part.position.many for part in own),
        my_part=going and any(part.open for part in own),
        may_set_aside=going and task.awaits > 0 and may_address(holder, task),
        may_call=going and refused is None,
        sharing=sharing_of(holder, task, now),
        handing=handing_of(holder, task, step, refused=refused is not None, now=now),
    )


def refusal_for(holder: Holder, task: OpenTask, now: datetime) -> NotYours | None:
    """Why the task is not hers to do; None when it is."""
    try:
        acting_in(holder, task, now)
    except NotYours as refused:
        return refused
    return None


def may_address(holder: Holder, task: OpenTask) -> bool:
    """Whether she is responsible for the task, or stands above who is."""
    try:
        acting_position(holder, task)
    except NotYours:
        return False
    return True


def kept_from(holder: Holder, task: OpenTask, step: PlannedStep, now: datetime) -> NotYours | None:
    """Why somebody who acts for another, or made the draft, may not finish the step; else None."""
    try:
        require_may_finish(holder, task, step)
        require_other_eyes(holder, task, now)
    except NotYours as kept:
        return kept
    return None
