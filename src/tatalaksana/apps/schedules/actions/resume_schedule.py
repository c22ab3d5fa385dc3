"""Let a paused schedule go on."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.office.calendar import calendar_for
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.schedules.models import Schedule
from tatalaksana.apps.schedules.queries import timetable_of
from tatalaksana.apps.schedules.steering import locked, trace
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid


@action("schedules.resume")
def resume_schedule(holder: Holder, *, schedule: int, now: datetime) -> Schedule:
    """Go on with the next day that is to come: what the pause passed over is not opened.

    Errors: NotYours TL601; NotFound TL602; Invalid TL603 when it is not paused, or ended meanwhile.
    """
    found = locked(holder, schedule)
    if found.paused_at is None or found.ended_at is not None or found.next_on is None:
        raise Invalid("Jadwal ini tidak sedang dijeda.", hint="Muat ulang halaman.")
    _, ahead = timetable_of(found).due(found.next_on, now, calendar_for(holder))
    if ahead is None:
        raise Invalid(
            "Hari terakhir jadwal ini sudah lewat.", hint="Akhiri, lalu buat jadwal baru."
        )
    found.paused_at, found.next_on, found.trouble = None, ahead, ""
    found.save(update_fields=["paused_at", "next_on", "trouble"])
    trace("schedules.resume", holder, found, now)
    return found
