"""Remind those who are late with what was asked of many units, once a day."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from tatalaksana.apps.cases.calls import call_of, late_tasks_of, require_asker
from tatalaksana.apps.cases.watching import watched_tasks
from tatalaksana.apps.notices.telling import Telling, tell
from tatalaksana.apps.notices.whose import doers
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.reach import reach_of
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.core.engine.reminders import Rung


@action("notices.remind_units")
def remind_units(holder: Holder, *, call: int, now: datetime) -> int:
    """Tell whoever has a late case of the call `call`; how many were told who had not been today.

    A second click on the same day tells nobody twice; who asks is not reminded by herself.
    Errors: NotFound TL602; NotYours TL601 unless she made the call, or holds its position.
    """
    found = call_of(holder, call)
    require_asker(holder, found)
    local = now.astimezone(ZoneInfo(holder.zone))
    this_day = datetime.combine(local.date(), time.min, local.tzinfo)
    tasks = watched_tasks(holder.agency, late_tasks_of(found, now))
    reach = reach_of(holder.agency, {task.position for task in tasks}, local.date())
    count = tell(
        holder.agency,
        [
            Telling(
                task.id,
                Rung.REMINDED,
                doers(task, reach) - {holder.person},
                this_day,
                by=holder.person,
            )
            for task in tasks
        ],
        now,
    )
    if count:
        audit.write(
            "notices.remind_units",
            agency=holder.agency,
            actor=holder.person,
            at=now,
            thing=("call", found.pk),
            count=count,
            title=found.title,
        )
    return count
