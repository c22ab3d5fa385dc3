"""Change the office's own hours and move every open deadline by them, together or not at all."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.cases.actions.change_calendar import Changed, traced
from tatalaksana.apps.cases.rescheduling import reschedule
from tatalaksana.apps.office.actions.add_hours import add_hours
from tatalaksana.apps.office.actions.remove_hours import remove_hours
from tatalaksana.apps.office.days_off import words
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.own_hours import Period, period_of
from tatalaksana.apps.shared.action import action


@action("cases.change_hours")
def change_hours(
    holder: Holder, *, add: Period | None = None, remove: int | None = None, now: datetime
) -> Changed:
    """Add a period of working hours, or remove one, and move the open deadlines.

    Errors: those of add_hours and remove_hours; then nothing has changed.
    """
    changed = [add] if add else []
    if add:
        add_hours(holder, add, now=now)
    if remove is not None:
        changed.append(period_of(remove_hours(holder, number=remove, now=now)))
    days = [day for period in changed for day in period.days]
    since = min((period.since for period in changed), default=None)
    reason = f"Jam kerja kantor berubah mulai {words(since)}." if since else ""
    moves = reschedule(holder, reason, now, days)
    return Changed(days=(), moves=moves, trace=traced(holder, moves, now, "cases.change_hours"))
