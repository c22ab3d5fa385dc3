"""What the pages show of tasks that were handed to a colleague."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from tatalaksana.apps.cases.actions.address_task import acting_position
from tatalaksana.apps.cases.handing import handed_position, handed_to
from tatalaksana.apps.cases.open_task import OpenTask
from tatalaksana.apps.library.queries import kept_content
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.queries import colleagues_at, people_of
from tatalaksana.apps.shared.errors import NotYours
from tatalaksana.core.engine.plan import PlannedStep


@dataclass(frozen=True, slots=True, kw_only=True)
class Handing:
    """What the page of a task says of handing it over."""

    mine: bool  #: it was handed to the reader
    to: str  #: to whom else it was handed; "" = to nobody
    may_give: bool


def handing_of(
    holder: Holder, task: OpenTask, step: PlannedStep, *, refused: bool, now: datetime
) -> Handing | None:
    """Who has the open `task` by being handed it, and whether she may hand it over.

    `refused`: it is not hers to do.
    """
    if task.done_at is not None or task.suspended:
        return None
    mine = task.taken and handed_position(holder, task) is not None
    told = Handing(
        mine=mine,
        to="" if mine else receiver_of(holder, task, now),
        may_give=not mine and not step.signs and may_give(holder, task, refused=refused),
    )
    return told if told.mine or told.to or told.may_give else None


def may_give(holder: Holder, task: OpenTask, *, refused: bool) -> bool:
    """Whether the page offers her to hand it over; the deed itself asks everything."""
    seat = holder.seat(task.position)
    if not refused and seat is not None:
        return seat.for_person is None and not seat.many and task.drafter != holder.person
    try:
        above = holder.seat(acting_position(holder, task))
    except NotYours:
        return False
    return above is not None and above.for_person is None


def receiver_of(holder: Holder, task: OpenTask, now: datetime) -> str:
    """The name of somebody who does not hold the position of `task` and was handed it."""
    if not task.taken or task.person is None:
        return ""
    today = timezone.localdate(now)
    if task.person in colleagues_at(holder.agency, task.position, today):
        return ""
    named = people_of(holder.agency).filter(pk=task.person)
    return named.values_list("name", flat=True).first() or ""


def handed_rows(holder: Holder) -> tuple[tuple[Any, str], ...]:
    """The tasks that were handed to her, with their words."""
    return tuple(
        (task, kept_content(holder.agency, task.case.version_id).step(task.row).text)
        for task in handed_to(holder)
    )
