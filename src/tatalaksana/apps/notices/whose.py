"""Whose a task is, and a part of it, on the day it is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tatalaksana.apps.cases.own_drafts import OtherEyes
from tatalaksana.apps.cases.watching import WatchedTask, open_parts
from tatalaksana.apps.notices.telling import Telling
from tatalaksana.apps.office.reach import Reach, reach_of
from tatalaksana.core.engine.reminders import Rung, reminders


@dataclass(frozen=True, slots=True)
class Came:
    """The deed by which a task came to be open."""

    at: datetime
    by: int


def doers(task: WatchedTask, reach: Reach) -> frozenset[int]:
    """Whose the task is today: the addressee alone where many hold the position or one has taken
    it, whoever is above while nobody attends to it, else everybody there. A crowd is told nothing.

    Who made the draft that it judges is told nothing where another judges it, nor who acts for her.
    Source: docs/decisions/0005, 0011, 0024, 0045.
    """
    own, drafter = holding(task, reach), task.drafter
    if task.other_eyes == OtherEyes.NONE or drafter is None:
        return own
    if reach.holders.get(task.position, frozenset()) - {drafter}:
        return own - {drafter} - reach.only_for(task.position, drafter)
    return reach.judges_above(task.position, drafter) or own


def holding(task: WatchedTask, reach: Reach) -> frozenset[int]:
    """Whose the task is today by its position and address."""
    there = reach.at(task.position)
    if task.position not in reach.held and not task.many:
        return there | reach.stepping_in(task.position)
    if task.person in there and (task.many or task.taken):
        return there & {task.person}
    return there if len(there) <= reminders().crowd else frozenset()


def parts_told(
    agency: int, tasks: Sequence[WatchedTask], came: Mapping[int, Came], today: date
) -> Iterator[Telling]:
    """Who is told that some of `tasks` wait for a part of hers; whose the task is knows already.

    While a position is vacant the one above does its part. Source: docs/decisions/0043.
    """
    known = {task.id: task for task in tasks}
    parts = open_parts(agency, known)
    if not parts:
        return
    places = {position for _, position in parts} | {known[task].position for task, _ in parts}
    reach = reach_of(agency, places, today)
    for task, position in parts:
        there = reach.at(position)
        people = there if position in reach.held else there | reach.stepping_in(position)
        others = people - doers(known[task], reach) - {came[task].by}
        yield Telling(task, Rung.PART, others, came[task].at)
