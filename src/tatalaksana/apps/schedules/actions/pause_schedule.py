"""Let a schedule rest: nothing is opened until it goes on."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.schedules.models import Schedule
from tatalaksana.apps.schedules.steering import require_running, trace
from tatalaksana.apps.shared.action import action


@action("schedules.pause")
def pause_schedule(holder: Holder, *, schedule: int, now: datetime) -> Schedule:
    """Pause it. Errors: NotYours TL601; NotFound TL602; Invalid TL603 when it does not run."""
    found = require_running(holder, schedule)
    found.paused_at = now
    found.save(update_fields=["paused_at"])
    trace("schedules.pause", holder, found, now)
    return found
