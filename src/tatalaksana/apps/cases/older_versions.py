"""Running cases whose version is no longer in force, and where each goes on in the one that is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, QuerySet

from tatalaksana.apps.cases.models import Case, Task
from tatalaksana.apps.library.queries import in_force, kept_content
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.shared.errors import NotFound
from tatalaksana.core.procedure.correspondence import correspondence
from tatalaksana.core.procedure.model import Step

AT_ONCE = 100  #: cases in one list, and moved by one click


@dataclass(frozen=True, slots=True)
class Older:
    """How many cases still run by a version that is no longer in force."""

    number: int  #: of the version
    count: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A step of the old version beside the one of the new that is the same work."""

    old: Step | None  #: None: the step is new
    new: Step | None  #: None: there is no such work any more


def older_counts(holder: Holder, procedure: int) -> tuple[Older, ...]:
    """The running cases by version, the oldest first; nothing where no version is in force, or for
    somebody who keeps no procedures."""
    if not holder.keeps_procedures:
        return ()
    found = tasks_on_older(holder.agency, procedure).order_by("case__version__number")
    rows = found.values_list("case__version__number").annotate(count=Count("pk"))
    return tuple(Older(number, count) for number, count in rows)


def tasks_on_older(agency: int, procedure: int) -> QuerySet[Task]:
    """The open tasks of the cases that run by a version no longer in force, the oldest case first;
    none where no version is in force."""
    newest = in_force(agency, procedure)
    if newest is None:
        return Task.objects.none()
    return (
        Task.objects.filter(agency=agency, done_at__isnull=True, case__version__procedure=procedure)
        .exclude(case__version=newest.pk)
        .select_related("case__version", "position")
        .order_by("case__opened_at", "case__pk")
    )


def newer_than(case: Case) -> int | None:
    """The version in force of the case's procedure, when the case is running by another one."""
    if case.closed_at is not None:
        return None
    newest = in_force(case.agency_id, case.version.procedure_id)
    return newest.pk if newest and newest.pk != case.version_id else None


def case_to_move(holder: Holder, year: int, number: int) -> Case:
    """A case before a keeper of procedures; what it is about may still not be hers to read.

    Errors: NotYours TL601, NotFound TL602.
    """
    require_procedure_keeper(holder)
    found = (
        Case.objects.select_related("version__procedure", "opened_by")
        .filter(agency=holder.agency, year=year, number=number)
        .first()
    )
    if found is None:
        raise NotFound("Berkas ini tidak ada di instansi Anda.")
    return found


def cases_by_key(agency: int, cases: Iterable[int]) -> dict[int, Case]:
    """Some cases of the agency, whoever may read them."""
    return Case.objects.filter(agency=agency).in_bulk(list(cases))


@lru_cache(maxsize=256)
def goes_on(agency: int, old: int, new: int) -> dict[int, int]:
    """The row of the version `new` for each row of `old` that is the same work; both are kept."""
    return correspondence(kept_content(agency, old), kept_content(agency, new))


def pairs_of(agency: int, old: int, new: int) -> tuple[Pair, ...]:
    """Both versions beside each other, in the order of both; each step stands once."""
    there = goes_on(agency, old, new)
    before, after = list(kept_content(agency, old).steps), list(kept_content(agency, new).steps)
    pairs: list[Pair] = []
    while before or after:
        if before and before[0].row not in there:
            pairs.append(Pair(before.pop(0), None))
        elif after and after[0].row not in there.values():
            pairs.append(Pair(None, after.pop(0)))
        else:
            pairs.append(Pair(before.pop(0), after.pop(0)))
    return tuple(pairs)
