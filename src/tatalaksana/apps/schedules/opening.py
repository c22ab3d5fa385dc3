"""Opening everything that is due in an agency, one case a transaction."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.schedules.actions.open_scheduled import open_scheduled
from tatalaksana.apps.schedules.models import Schedule
from tatalaksana.apps.shared.errors import Busy
from tatalaksana.core.base.errors import TatalaksanaError


def open_due(agency: int, now: datetime) -> tuple[int, dict[int, TatalaksanaError]]:
    """Open every case that is due by `now`: how many, and what keeps a schedule from its next.

    What keeps one stands on its page, keeps no other, and is tried again in the next round.
    """
    running = Schedule.objects.filter(
        agency=agency, paused_at__isnull=True, ended_at__isnull=True
    ).order_by("pk")
    opened, kept = 0, {}
    for schedule in running.values_list("pk", flat=True):
        try:
            while open_scheduled(agency, schedule=schedule, now=now) is not None:
                opened += 1
        except Busy:  # nothing is wrong with the schedule: the next round finds the room
            continue
        except TatalaksanaError as refused:
            kept[schedule] = refused
            trouble = f"{refused.message} {refused.hint}".strip()
            Schedule.objects.filter(agency=agency, pk=schedule).update(trouble=trouble)
    return opened, kept
