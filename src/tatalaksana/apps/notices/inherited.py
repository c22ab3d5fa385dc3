"""Who comes to hold a position is told once that its open tasks are hers now."""

from __future__ import annotations

from datetime import date, datetime, time

from tatalaksana.apps.cases.lying import longest_open
from tatalaksana.apps.cases.watching import watched_tasks
from tatalaksana.apps.notices.models import HoldingTold, Notice
from tatalaksana.apps.notices.telling import Telling, tell
from tatalaksana.apps.notices.whose import doers
from tatalaksana.apps.office.reach import begun_holdings, reach_of
from tatalaksana.core.base.worktime import Calendar
from tatalaksana.core.engine.reminders import Rung, reminders


def tell_inherited(agency: int, told_since: datetime, calendar: Calendar, now: datetime) -> int:
    """Tell each new holder of the task that has waited longest at her position; how many notices.

    One notice a position, as of an absence: the inbox shows the others. What she was told already
    is not told again, and nothing of who began by the first round, at `told_since`, or long ago.
    In one transaction of the caller's. Source: docs/decisions/0052.
    """
    today = day_of(calendar, now)
    after = max(day_of(calendar, told_since), today - reminders().new_holder)
    begun = list(begun_holdings(agency, after, today))
    known = HoldingTold.objects.filter(agency=agency, holding__in=[one.pk for one in begun])
    told = set(known.values_list("holding", flat=True))
    fresh = [one for one in begun if one.pk not in told]
    if not fresh:
        return 0
    lying = longest_open(agency, {one.position_id for one in fresh})
    tasks = {task.position: task for task in watched_tasks(agency, [t for t, _ in lying.values()])}
    reach = reach_of(agency, tasks, today)
    had = Notice.objects.filter(agency=agency, task__in=[task.id for task in tasks.values()])
    knows = set(had.values_list("task", "person"))
    telling = [
        Telling(task.id, Rung.INHERITED, frozenset({one.person_id}), begin(one.since, calendar))
        for one in fresh
        for task in [tasks.get(one.position_id)]
        if task and one.person_id in doers(task, reach) and (task.id, one.person_id) not in knows
    ]
    HoldingTold.objects.bulk_create(
        [HoldingTold(agency_id=agency, holding_id=one.pk) for one in fresh], ignore_conflicts=True
    )
    return tell(agency, telling, now)


def day_of(calendar: Calendar, moment: datetime) -> date:
    """The day of `moment` in the zone of the office."""
    return moment.astimezone(calendar.zone).date()


def begin(day: date, calendar: Calendar) -> datetime:
    """When `day` begins in the zone of the office."""
    return datetime.combine(day, time(), tzinfo=calendar.zone)
