"""Making notices: the row that a person sees, and whether it goes out by e-mail too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tatalaksana.apps.notices.models import Notice, Preference
from tatalaksana.apps.office.reach import addresses_of
from tatalaksana.core.engine.reminders import Rung, reminders

USUAL = Preference.Mail.ALL


@dataclass(frozen=True, slots=True)
class Telling:
    """What is to be told of a task, to whom, of which moment."""

    task: int
    rung: Rung
    people: frozenset[int]
    fires_at: datetime
    by: int | None = None  #: who handed the task


def tell(agency: int, telling: Iterable[Telling], now: datetime) -> int:
    """Make the notices that are not there yet; return how many.

    Two rounds that tell the same at once make each notice once: the second waits for the first.
    """
    asked = [(one, person) for one in telling for person in sorted(one.people)]
    there = told_of(agency, {one.task for one, _ in asked})
    wanted = [
        (one, person)
        for one, person in asked
        if (one.task, one.rung.value, person, one.fires_at) not in there
    ]
    mailed = mailed_to(agency, {person for _, person in wanted})
    Notice.objects.bulk_create(
        [
            Notice(
                agency_id=agency,
                task_id=one.task,
                kind=one.rung.value,
                person_id=person,
                by_id=one.by,
                fires_at=one.fires_at,
                made_at=now,
                by_mail=one.rung in mailed.get(person, ()),
            )
            for one, person in wanted
        ],
        ignore_conflicts=True,
    )
    return len(wanted)


def told_of(agency: int, tasks: Iterable[int]) -> set[tuple[int, str, int, datetime]]:
    """What was told of `tasks`: task, kind, person and the moment it is of."""
    found = Notice.objects.filter(agency=agency, task__in=list(tasks))
    return set(found.values_list("task", "kind", "person", "fires_at"))


def mailed_to(agency: int, people: Iterable[int]) -> dict[int, frozenset[Rung]]:
    """What each of `people` who has an address gets by e-mail."""
    addresses = addresses_of(agency, people)
    chosen = choices_of(agency, addresses)
    table = reminders().mailed
    return {person: table[chosen.get(person, USUAL)] for person in addresses}


def choices_of(agency: int, people: Iterable[int]) -> dict[int, str]:
    """What those of `people` have chosen who want something else than the usual."""
    found = Preference.objects.filter(agency=agency, person__in=list(people))
    return dict(found.values_list("person", "mail"))
