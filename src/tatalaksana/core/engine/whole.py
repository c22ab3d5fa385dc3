"""When a whole case is due: the lengths its SOP promises, one step after the other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tatalaksana.core.base.worktime import Calendar
from tatalaksana.core.engine.deadline import budget, due_moment, played
from tatalaksana.core.engine.plan import END, Answer, Plan, PlannedStep
from tatalaksana.core.engine.runs import Runs


def main_way(plan: Plan) -> Iterator[PlannedStep]:
    """The steps of a case in which nothing is sent back, in order."""
    row = plan.steps[0].row
    while row != END:
        step = plan.step(row)
        yield step
        row = step.ways.get(Answer.FINISH, step.ways.get(Answer.APPROVE, END))


def whole_due(plan: Plan, since: datetime, calendar: Calendar) -> datetime | None:
    """When a case opened at `since` is due, each step of its main way taking its whole time.

    None when no step promises a time; one that does not adds none. Every length keeps its own
    unit, as in `deadline`. Source: regulations.md section 1, no. 7 (total time over the Ya path).
    """
    lengths = [step.duration for step in main_way(plan) if step.duration]
    if not lengths:
        return None
    due = since
    for length in lengths:
        due = due_moment(length, due, calendar)
    return due


def whole_recomputed(plan: Plan, runs: Runs, calendar: Calendar) -> datetime | None:
    """When a case is due whose clock ran in the spans `runs`; None while it stands.

    After a stop what is left of its working minutes is laid on the calendar.
    """
    since = runs[0][0]
    due = whole_due(plan, since, calendar)
    if due is None or (len(runs) == 1 and runs[0][1] is None):
        return due
    return played(budget(since, due, calendar), runs, calendar).due(calendar)
