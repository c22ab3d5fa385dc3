"""Where a case goes next: the roles and the deadline of the step that opens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tatalaksana.apps.office.calendar import calendar_for
from tatalaksana.apps.office.holder import Holder
from tatalaksana.core.engine.deadline import deadline
from tatalaksana.core.engine.plan import END, Plan


@dataclass(frozen=True, slots=True)
class Ahead:
    """The task to open; nothing when the case ends. The first role answers for it."""

    roles: list[str]
    allowed: int | None
    due: datetime | None
    draft: int = 0  #: the row whose draft it judges


def ahead(holder: Holder, plan: Plan, row: int, now: datetime) -> Ahead:
    """What opens with `row`, on the calendar of the holder's agency."""
    if row == END:
        return Ahead([], None, None)
    step = plan.step(row)
    end = deadline(step.duration, now, calendar_for(holder))
    return Ahead(
        list(step.performers),
        end.allowed.value if end else None,
        end.due if end else None,
        step.draft,
    )
