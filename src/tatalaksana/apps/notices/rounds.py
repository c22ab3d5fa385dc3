"""A round: what has become of the open tasks since the last one, told to whom it concerns.

Every chunk is one transaction, and the database holds each notice once; so two rounds at the same
time, or one after a crash, tell nothing twice and leave nothing out. Source:
docs/decisions/0031.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from django.db import connection, transaction

from tatalaksana.apps.cases.watching import (
    Correction,
    Question,
    WatchedTask,
    corrections_since,
    handed_tasks,
    questions_since,
    tasks_opened_since,
    watched_tasks,
)
from tatalaksana.apps.notices.absent import tell_absent
from tatalaksana.apps.notices.inherited import tell_inherited
from tatalaksana.apps.notices.late_cases import tell_late_cases
from tatalaksana.apps.notices.models import Notice, Round, Watch
from tatalaksana.apps.notices.proposals import tell_proposals
from tatalaksana.apps.notices.telling import Telling, tell
from tatalaksana.apps.notices.whose import Came, doers, parts_told
from tatalaksana.apps.office.calendar import calendar_of
from tatalaksana.apps.office.queries import agency_of
from tatalaksana.apps.office.reach import (
    Reach,
    acting_at,
    gathered,
    holders_at,
    keepers_of_procedures,
    reach_of,
)
from tatalaksana.apps.shared.retrying import tried_again
from tatalaksana.core.base.worktime import Calendar
from tatalaksana.core.engine.reminders import Rung, moments, next_after, reached, reminders

T = TypeVar("T")
CHUNK = 200  #: tasks of one transaction
#: how long a step may take from its moment to its commit, clocks that differ included; what takes
#: longer is found by the sweep of the night
LATEST_COMMIT = timedelta(hours=1)
EVER = datetime(2000, 1, 1, tzinfo=UTC)
WATCH = """
insert into notices_watch (agency_id, task_id, next_at)
select %(agency)s, t, %(now)s from unnest(%(tasks)s::bigint[]) t
on conflict do nothing returning task_id
"""
WATCH_AGAIN = """
insert into notices_watch (agency_id, task_id, next_at)
select %(agency)s, t, %(now)s from unnest(%(tasks)s::bigint[]) t
on conflict (agency_id, task_id) do update set next_at = excluded.next_at
"""


def look_around(agency: int, now: datetime) -> int:
    """Do one round for `agency`; return how many notices were made."""
    there = agency_of(agency)
    begun, new = Round.objects.get_or_create(
        agency_id=agency,
        defaults={"since": now, "looked_until": now, "calendar_version": there.calendar_version},
    )
    if new:
        watch_all(agency, now)
    since = begun.looked_until - LATEST_COMMIT
    if begun.calendar_version != there.calendar_version:
        Watch.objects.filter(agency=agency).update(next_at=now)
    calendar = calendar_of(agency, there.zone, there.calendar_version)
    today = today_at(calendar, now)
    made = tell_assigned(agency, since, begun.since, calendar, now)
    made += tell_handed(agency, max(since, begun.since), now)
    made += tell_consulted(agency, max(since, begun.since), calendar, now)
    made += whole(lambda: tell_proposals(agency, max(since, begun.since), today, now))
    late_since = begun.since if begun.calendar_version != there.calendar_version else since
    made += whole(lambda: tell_late_cases(agency, late_since, today, now))
    made += whole(lambda: tell_absent(agency, calendar, now))
    made += whole(lambda: tell_inherited(agency, begun.since, calendar, now))
    made += tell_corrected(agency, max(since, begun.since), calendar, now)
    made += tell_rungs(agency, calendar, now)
    Round.objects.filter(pk=begun.pk, looked_until__lt=now).update(looked_until=now)
    Round.objects.filter(pk=begun.pk).update(calendar_version=there.calendar_version)
    return made


def tell_assigned(
    agency: int, since: datetime, told_since: datetime, calendar: Calendar, now: datetime
) -> int:
    """Watch the tasks opened at `since` or later, and tell of those of `told_since` or later."""
    opened = tasks_opened_since(agency, since)
    return sum(
        whole(lambda chunk=chunk: begin(agency, chunk, told_since, calendar, now))  # type: ignore[misc]
        for chunk in chunks(unwatched(agency, opened))
    )


def watch_all(agency: int, now: datetime) -> int:
    """Watch every open task that is not watched yet, and tell nobody that it is there."""
    left = unwatched(agency, tasks_opened_since(agency, EVER))
    return sum(len(whole(lambda chunk=chunk: watch(agency, chunk, now))) for chunk in chunks(left))  # type: ignore[misc]


def watch(agency: int, tasks: Sequence[int], now: datetime) -> list[int]:
    """Watch `tasks`; return those that nobody had watched before."""
    with connection.cursor() as cursor:
        cursor.execute(WATCH, {"agency": agency, "tasks": list(tasks), "now": now})
        return [row[0] for row in cursor.fetchall()]


def unwatched(agency: int, tasks: Sequence[int]) -> list[int]:
    """Those of `tasks` that are not watched yet."""
    known: set[int] = set()
    for chunk in chunks(tasks):
        rows = Watch.objects.filter(agency=agency, task__in=chunk)
        known.update(rows.values_list("task", flat=True))
    return [task for task in tasks if task not in known]


def begin(
    agency: int, tasks: Sequence[int], told_since: datetime, calendar: Calendar, now: datetime
) -> int:
    """Watch some tasks and tell whom they have reached."""
    mine = watched_tasks(agency, watch(agency, tasks, now))
    fresh = [task for task in mine if task.opened_at >= told_since]
    today = today_at(calendar, now)
    reach = reach_of(agency, {task.position for task in fresh}, today)
    came = {task.id: Came(task.opened_at, task.sender) for task in fresh}
    telling = list(parts_told(agency, fresh, came, today))
    for task in fresh:
        people, there = doers(task, reach) - {task.sender}, reach.at(task.position)
        telling += [
            Telling(task.id, Rung.ASSIGNED, people & there, task.opened_at),
            Telling(task.id, from_below(task.position, reach), people - there, task.opened_at),
        ]
    return tell(agency, telling, now)


def from_below(position: int, reach: Reach) -> Rung:
    """Why the work of `position` comes to the one above; a draft that she judges is her own work.

    Source: docs/decisions/0024, 0045, 0052.
    """
    if position in reach.held:
        return Rung.ASSIGNED
    return Rung.ABSENT if position in reach.away else Rung.VACANT


def tell_handed(agency: int, since: datetime, now: datetime) -> int:
    """Tell whoever was handed a task by another person."""
    handed = handed_tasks(agency, since)
    return sum(
        whole(
            lambda chunk=chunk: tell(  # type: ignore[misc]
                agency,
                [
                    Telling(one.id, Rung.HANDED, frozenset({one.person}), one.at, by=one.by)
                    for one in chunk
                ],
                now,
            )
        )
        for chunk in chunks(handed)
    )


def tell_consulted(agency: int, since: datetime, calendar: Calendar, now: datetime) -> int:
    """Tell who was asked for an opinion, and who asked, of what came of it since `since`."""
    questions = questions_since(agency, since)
    today = today_at(calendar, now)
    made = 0
    for chunk in chunks(questions):
        made += whole(lambda chunk=chunk: tell(agency, consulted(agency, chunk, today), now))  # type: ignore[misc]
    return made


def consulted(agency: int, questions: Sequence[Question], today: date) -> Iterator[Telling]:
    """What some questions have to tell: asked, answered, or withdrawn after they were told."""
    positions = {one.position for one in questions}
    holders = holders_at(agency, positions, today)
    acting = acting_at(agency, positions, today)
    known = Notice.objects.filter(
        agency=agency, task__in=[one.task for one in questions], kind=Rung.ASKED
    )
    had = {
        (task, at, person) for task, at, person in known.values_list("task", "fires_at", "person")
    }
    for one in questions:
        there = holders.get(one.position, set())
        asked = {one.person} if one.person in there else there
        people = frozenset(asked | acting.get(one.position, set()))
        if one.answered_by and one.closed_at:
            yield Telling(
                one.task, Rung.ANSWERED, frozenset({one.asker}), one.closed_at, by=one.answered_by
            )
        elif one.closed_at:
            told = frozenset(p for task, at, p in had if (task, at) == (one.task, one.asked_at))
            yield Telling(one.task, Rung.CALLED_OFF, told, one.closed_at, by=one.asker)
        elif one.open:
            yield Telling(one.task, Rung.ASKED, people - {one.asker}, one.asked_at, by=one.asker)


def tell_corrected(agency: int, since: datetime, calendar: Calendar, now: datetime) -> int:
    """Tell of the clicks taken back at `since` or later, and watch the tasks open again."""
    corrections = corrections_since(agency, since)
    return sum(
        whole(lambda chunk=chunk: withdraw(agency, chunk, calendar, now))  # type: ignore[misc]
        for chunk in chunks(corrections)
    )


def withdraw(
    agency: int, corrections: Sequence[Correction], calendar: Calendar, now: datetime
) -> int:
    """Tell who had been told of a task that it is gone, and whose click was corrected."""
    again = {one.again: one for one in corrections if one.again}
    tasks = watched_tasks(agency, again)
    with connection.cursor() as cursor:
        values: dict[str, Any] = {"agency": agency, "tasks": [t.id for t in tasks], "now": now}
        cursor.execute(WATCH_AGAIN, values)
    today = today_at(calendar, now)
    reach = reach_of(agency, {task.position for task in tasks}, today)
    came = {task.id: Came(again[task.id].at, again[task.id].by) for task in tasks}
    known = Notice.objects.filter(agency=agency, task__in=[one.withdrawn for one in corrections])
    had = gathered(known.exclude(kind=Rung.KEEPER).values_list("task", "person"))
    telling = [
        Telling(task.id, Rung.REOPENED, doers(task, reach) - {one.by}, one.at, by=one.by)
        for task in tasks
        for one in [again[task.id]]
    ] + [
        Telling(one.withdrawn, Rung.WITHDRAWN, frozenset(people) - {one.by}, one.at, by=one.by)
        for one in corrections
        if one.withdrawn and (people := had.get(one.withdrawn))
    ]
    return tell(agency, [*telling, *parts_told(agency, tasks, came, today)], now)


def tell_rungs(agency: int, calendar: Calendar, now: datetime) -> int:
    """Tell what the watches whose moment has come have to tell, until none is left."""
    made = 0
    while True:
        seen, told = whole(lambda: next_rungs(agency, calendar, now))
        made += told
        if not seen:
            return made


def next_rungs(agency: int, calendar: Calendar, now: datetime) -> tuple[int, int]:
    """Look at the next watches: how many, and how many notices came of them.

    Watches that another worker looks at are left to it.
    """
    due = Watch.objects.filter(agency=agency, next_at__lte=now).order_by("next_at", "pk")
    watches = {watch.task_id: watch for watch in due.select_for_update(skip_locked=True)[:CHUNK]}
    if not watches:
        return 0, 0
    tasks = watched_tasks(agency, watches)
    found = {task.id: moments(task.clock, task.due_at, calendar, reminders()) for task in tasks}
    made = tell(agency, escalations(agency, tasks, found, calendar, now), now)
    for task in tasks:
        watch = watches.pop(task.id)
        standing = task.due_at is None and task.clock.allowed is not None
        again = now + reminders().standing_again if standing else None
        watch.next_at = next_after(found[task.id], now) or again
        watch.save(update_fields=["next_at"])
    Watch.objects.filter(pk__in=[watch.pk for watch in watches.values()]).delete()  # done
    return len(tasks) + len(watches), made


def escalations(
    agency: int,
    tasks: Sequence[WatchedTask],
    found: dict[int, dict[Rung, datetime]],
    calendar: Calendar,
    now: datetime,
) -> Iterator[Telling]:
    """What the reached rungs of `tasks` tell, as far as it was not told after their moment."""
    today = today_at(calendar, now)
    ahead = {task.id: reached(found[task.id], now) for task in tasks}
    speaking = [task for task in tasks if ahead[task.id]]
    if not speaking:
        return
    reach = reach_of(agency, {task.position for task in speaking}, today)
    told = last_told(agency, [task.id for task in speaking])
    keepers = keepers_of_procedures(agency, today)
    for task in speaking:
        own = doers(task, reach)
        whom = {
            Rung.SUPERIOR: reach.superiors(task.position, besides=own),
            Rung.KEEPER: keepers,
        }
        for rung in ahead[task.id]:
            moment = found[task.id][rung]
            before = told.get((task.id, rung))
            if before is None or before < moment:
                yield Telling(task.id, rung, whom.get(rung, own), moment)


def last_told(agency: int, tasks: Sequence[int]) -> dict[tuple[int, str], datetime]:
    """When each kind of notice was last made of each of `tasks`."""
    rows = Notice.objects.filter(agency=agency, task__in=tasks).order_by("made_at")
    return {(task, kind): at for task, kind, at in rows.values_list("task", "kind", "made_at")}


def today_at(calendar: Calendar, now: datetime) -> date:
    """The day of `now` in the zone of the office."""
    return now.astimezone(calendar.zone).date()


def chunks(things: Sequence[T]) -> Iterator[Sequence[T]]:
    """`things` in portions of one transaction each."""
    for first in range(0, len(things), CHUNK):
        yield things[first : first + CHUNK]


def whole(deed: Callable[[], T]) -> T:
    """`deed` as one transaction, again when the database gave it up."""

    def once() -> T:
        with transaction.atomic():
            return deed()

    return tried_again(once)
