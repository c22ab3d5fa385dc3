"""Remove a period of working hours from the office's own calendar."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.office.days_off import renew_calendar
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.models import OwnHours
from tatalaksana.apps.office.own_hours import one_of
from tatalaksana.apps.office.policy import require_office_keeper
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action


@action("office.remove_hours")
def remove_hours(holder: Holder, *, number: int, now: datetime) -> OwnHours:
    """Let the days of a period have the hours they had without it; return what it was.

    Open deadlines are not recomputed here: the doors call cases.actions.change_hours.
    Errors: NotYours TL601; NotFound TL602.
    """
    require_office_keeper(holder)
    renew_calendar(holder.agency)
    found = one_of(holder.agency, number)
    found.delete()
    audit.write(
        "office.remove_hours",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("hours", number),
        since=found.since.isoformat(),
        source=found.source,
    )
    return found
