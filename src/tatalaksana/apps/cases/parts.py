"""The parts of a step that several do: whose they are, which are done, and noting that they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tatalaksana.apps.cases.models import Participation, Task
from tatalaksana.apps.cases.open_task import OpenTask, open_task
from tatalaksana.apps.cases.writing import Actor, already_done, note
from tatalaksana.apps.office.holder import Holder
from tatalaksana.core.engine.events import POSITIONS, Kind


def parts_of(agency: int, task: int) -> tuple[Participation, ...]:
    """Who takes part in a task, with what became of her part, by position."""
    found = Participation.objects.filter(agency=agency, task=task)
    return tuple(found.select_related("position", "done_by").order_by("position__name", "pk"))


def parts_of_holder(holder: Holder, task: int) -> tuple[Participation, ...]:
    """The parts of `task` that it waits for and that are hers to do."""
    return tuple(
        part
        for part in parts_of(holder.agency, task)
        if part.open and part.position_id in holder.position_ids
    )


def shared_task(holder: Holder, task: int, now: datetime) -> OpenTask:
    """The open `task`; every deed on it waits for ours.

    Errors: NotFound TL602; AlreadyDone TL304 when it is done.
    """
    # The task and not its case: every deed locks the task first, so that none waits for each other.
    list(Task.objects.select_for_update(no_key=True).filter(agency=holder.agency, pk=task))
    found = open_task(holder, task, now)
    if found.done_at is not None:
        raise already_done()
    return found


def note_parts(
    actor: Actor, task: OpenTask, kind: Kind, parts: Sequence[Participation], reason: str = ""
) -> None:
    """Write that `parts` of the locked `task` are done, or set aside: the event and the rows."""
    told = {POSITIONS: sorted(part.position_id for part in parts)}
    note(actor, task, kind, task.clock, due=task.due_at, reason=reason, data=told)
    Participation.objects.filter(
        agency=actor.holder.agency, pk__in=[part.pk for part in parts]
    ).update(done_at=actor.now, done_by=actor.holder.person, aside=kind is Kind.SET_ASIDE)
    left = Participation.objects.filter(
        agency=actor.holder.agency, task=task.id, required=True, done_at=None
    )
    Task.objects.filter(agency=actor.holder.agency, pk=task.id).update(awaits=left.count())
