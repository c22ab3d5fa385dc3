"""Linking cases to the step they were opened from: the rows, and the event that tells of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from tatalaksana.apps.cases.models import SubCase, Task
from tatalaksana.apps.cases.open_task import OpenTask, open_task
from tatalaksana.apps.cases.policy import acting_in
from tatalaksana.apps.cases.writing import Actor, note
from tatalaksana.apps.office.holder import Holder
from tatalaksana.core.engine.events import CHILDREN, WAITS, Kind
from tatalaksana.core.engine.state import AlreadyDone, require_going


class Parent(NamedTuple):
    """The step from which cases are opened, and in which position somebody does so."""

    task: OpenTask
    position: int  #: that of the task, or the one above in which she judges a draft


def parent_task(holder: Holder, task: int, now: datetime) -> Parent:
    """The open `task` from which cases are to be opened, and the position in which she does so.

    Every deed on the task waits for ours.

    Errors: NotFound TL602; NotYours TL601 when it is another's; AlreadyDone TL304; Suspended TL309.
    """
    # The task and not its case: every deed locks the task first, so that none waits for each other.
    list(Task.objects.select_for_update(no_key=True).filter(agency=holder.agency, pk=task))
    found = open_task(holder, task, now)
    acting = acting_in(holder, found, now)
    if found.done_at is not None:
        raise AlreadyDone("Tugas ini sudah diselesaikan; berkas terkait tidak dapat dibuka lagi.")
    require_going(found.state, found.row)
    return Parent(found, acting)


def link_cases(
    actor: Actor,
    task: OpenTask,
    children: Sequence[int],
    *,
    waits: bool,
    data: Mapping[str, Any] | None = None,
) -> None:
    """Let `children` hang on the step of `task`, with one event in its chain.

    Errors: MovedOn TL604.
    """
    told = {CHILDREN: list(children), WAITS: waits, **(data or {})}
    seq = note(actor, task, Kind.LINKED, task.clock, due=task.due_at, data=told)
    SubCase.objects.bulk_create(
        [
            SubCase(
                agency_id=actor.holder.agency,
                parent_id=task.case,
                child_id=child,
                row=task.row,
                waits=waits,
                seq=seq,
            )
            for child in children
        ],
        batch_size=1_000,
    )
