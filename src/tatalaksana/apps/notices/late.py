"""Late tasks: of everybody below a superior, and the oldest ones for the keepers of procedures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from tatalaksana.apps.cases.watching import ToldTask, count_late, late_tasks
from tatalaksana.apps.office.calendar import calendar_for
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.queries import holders_by_position, positions_of
from tatalaksana.apps.office.reach import positions_below
from tatalaksana.core.base.worktime import Calendar, WorkingMinutes
from tatalaksana.core.engine.reminders import reminders

PAGE = 50
YEARS_BACK = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class LateTask:
    """A late task, with whom it is and by how much it is late."""

    task: ToldTask
    people: tuple[str, ...]  #: who has it today; empty = the position is vacant
    minutes: int  #: working minutes past the deadline


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A position directly below, with all that is below it."""

    position: int
    name: str
    people: tuple[str, ...]
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Below:
    """What is late below a superior."""

    branches: tuple[Branch, ...]  #: with the most late tasks first; those without are left out
    tasks: tuple[LateTask, ...]  #: the latest first, PAGE of them at most
    total: int
    subordinates: int  #: positions below


def late_below(holder: Holder, now: datetime, branch: int | None = None) -> Below:
    """The late tasks of the whole tree below her positions, or of one `branch` of it."""
    tree = positions_below(holder.agency, holder.position_ids)
    counts = count_late(holder.agency, now, tree) if tree else {}
    by_branch: Counter[int] = Counter()
    for position, late in counts.items():
        by_branch[tree[position]] += late
    shown = {one for one, top in tree.items() if branch in (None, top)}
    rows = late_tasks(holder.agency, now, shown, PAGE) if counts else []
    today = now.astimezone(calendar_for(holder).zone).date()
    people = holders_by_position(holder.agency, {*by_branch, *(r.position for r in rows)}, today)
    names = dict(positions_of(holder.agency).filter(pk__in=by_branch).values_list("pk", "name"))
    return Below(
        branches=tuple(
            Branch(position=top, name=names[top], people=people.get(top, ()), late=late)
            for top, late in sorted(by_branch.items(), key=lambda one: (-one[1], names[one[0]]))
        ),
        tasks=tuple(late_of(row, people, calendar_for(holder), now) for row in rows),
        total=sum(counts.get(position, 0) for position in shown),
        subordinates=len(tree),
    )


def late_for_keeper(holder: Holder, now: datetime) -> tuple[LateTask, ...]:
    """The tasks that are late still although the superior was told: for a keeper of procedures.

    She sees where they lie and by what SOP; what a case is about is not hers to know.
    """
    if not holder.keeps_procedures:
        return ()
    calendar = calendar_for(holder)
    rows = late_tasks(holder.agency, keeper_bound(calendar, now), None, PAGE)
    today = now.astimezone(calendar.zone).date()
    people = holders_by_position(holder.agency, {row.position for row in rows}, today)
    return tuple(late_of(row, people, calendar, now) for row in rows)


def keeper_bound(calendar: Calendar, now: datetime) -> datetime:
    """The deadline that is as long past now as the keepers are told after, in working time."""
    wanted = reminders().keeper_after
    first, last = now - YEARS_BACK, now
    while last - first > timedelta(minutes=1):
        middle = first + (last - first) / 2
        if calendar.after_minutes(middle, wanted) <= now:
            first = middle
        else:
            last = middle
    return first


def late_of(
    task: ToldTask, people: dict[int, tuple[str, ...]], calendar: Calendar, now: datetime
) -> LateTask:
    """One late task with its people."""
    late = calendar.minutes_between(task.due_at, now) if task.due_at else WorkingMinutes(0)
    there = (task.person,) if task.person else people.get(task.position, ())
    return LateTask(task=task, people=there, minutes=late.value)
