"""A task of a position that several hold: who took it, and to whom it may be handed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from tatalaksana.apps.cases.actions.address_task import SEVERAL, acting_position
from tatalaksana.apps.cases.open_task import OpenTask
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.queries import colleagues_at
from tatalaksana.apps.shared.errors import NotYours

ALL = "semua"  #: the value of the form that gives a taken task back to all


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """What the page offers whoever may address the task."""

    me: int
    mine: bool  #: she took it, or was handed it
    taken_by: str  #: the name of who took it; "" = nobody yet
    others: tuple[tuple[int, str], ...]  #: to whom it can be handed
    above: bool  #: she addresses it as a superior, which asks for a reason


def sharing_of(holder: Holder, task: OpenTask, now: datetime) -> Sharing | None:
    """How the open `task` is shared; None where one alone holds its position, or it is not hers."""
    if task.done_at is not None or task.suspended:
        return None
    today = now.astimezone(ZoneInfo(holder.zone)).date()
    there = colleagues_at(holder.agency, task.position, today)
    if len(there) < SEVERAL:
        return None
    try:
        above = acting_position(holder, task) != task.position
    except NotYours:
        return None
    taken = task.person if task.taken and task.person in there else None
    return Sharing(
        me=holder.person,
        mine=taken == holder.person,
        taken_by=there.get(taken, "") if taken else "",
        others=tuple(one for one in there.items() if one[0] not in (taken, holder.person)),
        above=above,
    )
