"""Finish a step: done, approved, or returned with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from tatalaksana.apps.cases.open_task import OpenTask, open_task
from tatalaksana.apps.cases.policy import require_actor, require_may_finish
from tatalaksana.apps.cases.writing import Actor, Ending, Finished, already_done, end_task
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.action import ACTIONS
from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.apps.shared.texts import clean
from tatalaksana.core.engine.events import KINDS, STRAIGHT_BACK
from tatalaksana.core.engine.plan import Answer, Plan
from tatalaksana.core.engine.state import Deed, advance


def finish_step(
    holder: Holder,
    *,
    task: int,
    answer: Answer,
    key: UUID,
    now: datetime,
    reason: str = "",
    checked: Sequence[str] = (),
    straight_back: bool = False,
) -> Finished:
    """End the task with `answer`; the same `key` counts once, however often it is sent.

    `checked` are the Kelengkapan ticked by the actor; `straight_back` asks that a returned file
    comes back to this step without the steps between. One read and one function of the database:
    state, event, next task and deadline are written together or not at all.
    Errors: NotFound TL602, NotYours TL601, AlreadyDone TL304, NoSuchWay TL303, ReasonMissing
    TL302, Suspended TL309, MovedOn TL604, Invalid TL603 while a sub-case it waits for is running.
    """
    found = open_task(holder, task, now)
    require_actor(holder, found)
    plan = kept_plan(holder.agency, found.version)
    if found.row > len(plan.steps):  # done under an earlier version, which had more steps
        raise already_done()
    require_may_finish(holder, found, plan.step(found.row))
    deed = Deed(
        row=found.row,
        answer=answer,
        reason=clean(reason),
        straight_back=straight_back and answer is Answer.RETURN,
    )
    to_row, resume = ends_in(plan, found, deed)
    if found.waits_for and answer is not Answer.RETURN and found.done_at is None:
        raise Invalid(
            f"Langkah ini menunggu berkas “{found.waits_for}” selesai.",
            hint="Selesaikan dahulu berkas itu; lihat bagian berkas terkait.",
        )
    data: dict[str, object] = {"checked": list(checked)} if checked else {}
    ending = Ending(
        kind=KINDS[answer].value,
        answer=answer.value,
        to_row=to_row,
        resume=resume,
        reason=deed.reason,
        data=data | ({STRAIGHT_BACK: True} if deed.straight_back else {}),
    )
    actor = Actor(holder=holder, acting_as=found.position, key=key, now=now)
    return end_task(actor, found, plan, ending)


def ends_in(plan: Plan, task: OpenTask, deed: Deed) -> tuple[int, int]:
    """The row that opens next, and the row to resume at.

    A task that is done already goes to the database all the same: only there is known whether
    this is the same click again.
    """
    if task.done_at is not None:
        return plan.step(task.row).ways.get(deed.answer, 0), 0
    after = advance(plan, task.state, deed)
    return after.row, after.resume


# Not by @action: its one statement is a transaction already.
ACTIONS["cases.finish"] = finish_step
