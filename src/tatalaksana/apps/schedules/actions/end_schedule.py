"""End a schedule for good."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.schedules.models import Schedule
from tatalaksana.apps.schedules.steering import locked, trace
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid


@action("schedules.end")
def end_schedule(holder: Holder, *, schedule: int, now: datetime) -> Schedule:
    """End it; the cases it has opened go on.

    Errors: NotYours TL601; NotFound TL602; Invalid TL603 when it has ended already.
    """
    found = locked(holder, schedule)
    if found.ended_at is not None:
        raise Invalid("Jadwal ini sudah berakhir.", hint="Muat ulang halaman.")
    found.ended_at, found.next_on, found.trouble = now, None, ""
    found.save(update_fields=["ended_at", "next_on", "trouble"])
    trace("schedules.end", holder, found, now)
    return found
