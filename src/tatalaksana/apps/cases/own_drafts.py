"""Nobody approves a draft of her own: who may judge it instead.

Source: docs/decisions/0045.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from zoneinfo import ZoneInfo

from tatalaksana.apps.cases.models import Task
from tatalaksana.apps.cases.open_task import OpenTask
from tatalaksana.apps.office.absences import away_on
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.queries import colleagues_at, position_of, superiors_of
from tatalaksana.apps.shared.errors import NotYours


class OtherEyes(IntEnum):
    """Who judges a draft, when it opens, where its maker holds the position herself."""

    NONE = 0  #: she does not hold it, or nobody else could
    BESIDE = 1  #: another holder of the position
    ABOVE = 2  #: the nearest one above


@dataclass(frozen=True, slots=True)
class Judge:
    """Who may judge a draft: the nearest position with somebody else in it, upward."""

    position: int
    people: dict[int, str]  #: by key


def judge_of(agency: int, position: int, drafter: int, today: date) -> Judge | None:
    """Who may judge at `position` what `drafter` has made; None where nobody else could.

    A superior who is away is passed over while somebody above her is here (docs/decisions/0052).
    """
    found = None
    for place in (position, *superiors_of(agency, position)):
        people = colleagues_at(agency, place, today)
        people.pop(drafter, None)
        if people:
            found = found or Judge(place, people)
            if place == position or people.keys() - away_on(agency, today, people).keys():
                return Judge(place, people)
    return found


def judging_position(holder: Holder, task: OpenTask, now: datetime) -> int | None:
    """The position above that of `task` in which she judges it, because who holds that made the
    draft; None where it is not hers.

    She acts in her own name, so she may sign; nobody does it for her by delegation.
    """
    if task.drafter is None or task.done_at is not None:
        return None
    judge = judge_of(holder.agency, task.position, task.drafter, day_of(holder, now))
    seat = holder.seat(judge.position) if judge else None
    if judge is None or seat is None or judge.position == task.position:
        return None
    return seat.id if holder.person in judge.people and seat.for_person is None else None


def require_other_eyes(holder: Holder, task: OpenTask, now: datetime) -> bool:
    """Whether she judges a draft of her own because nobody else could.

    Errors: NotYours TL601 when somebody else can; it says who. Its data say why (`kept`).
    """
    seat = holder.seat(task.position)
    whose = {holder.person, seat.for_person if seat else None}
    if task.drafter is None or task.drafter not in whose or task.done_at is not None:
        return False
    judge = judge_of(holder.agency, task.position, task.drafter, day_of(holder, now))
    if judge is None:
        return True
    where = position_of(holder.agency, judge.position).name
    raise NotYours(
        "Konsep ini Anda buat sendiri; tidak seorang pun menyetujui konsepnya sendiri."
        if task.drafter == holder.person
        else "Konsep ini dibuat pejabat yang Anda wakili; ia tidak menyetujui konsepnya sendiri.",
        hint=f"Yang memutuskan: {', '.join(judge.people.values())} ({where}).",
        kept="own_draft",
    )


def drafts_for(holder: Holder, now: datetime) -> list[Task]:
    """The open tasks that come to her because the holder below made the draft; the oldest first."""
    waiting = (
        Task.objects.filter(agency=holder.agency, done_at__isnull=True, other_eyes=OtherEyes.ABOVE)
        .exclude(position__in=holder.position_ids)
        .select_related("case__version__procedure", "position", "drafter")
        .order_by("opened_at", "pk")
    )
    return [task for task in waiting if is_judge(holder, task, now)]


def is_judge(holder: Holder, task: Task, now: datetime) -> bool:
    """Whether the draft that `task` judges comes to her."""
    judge = judge_of(holder.agency, task.position_id, task.drafter_id or 0, day_of(holder, now))
    return judge is not None and holder.person in judge.people


def day_of(holder: Holder, now: datetime) -> date:
    """The day of `now` in the zone of the office."""
    return now.astimezone(ZoneInfo(holder.zone)).date()
