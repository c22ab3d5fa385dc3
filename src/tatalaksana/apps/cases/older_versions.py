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

AT_ONCE = 100  #: cases in one list, and moved by one click


@dataclass(frozen=True, slots=True)
class Older:
    """How many cases still run by a version that is no longer in force."""

    number: int  #: of the version
    count: int


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


def open_task_to_move(holder: Holder, task: int) -> Task:
    """An open task before a keeper of procedures, with its case and version.

    Errors: NotYours TL601; NotFound TL602, also once it is done.
    """
    require_procedure_keeper(holder)
    found = tasks_at(holder.agency, [task]).filter(done_at__isnull=True).first()
    if found is None:
        raise NotFound("Tugas ini tidak ada, atau sudah selesai.")
    return found


def tasks_at(agency: int, tasks: Iterable[int]) -> QuerySet[Task]:
    """Some tasks of the agency with the version of their cases, whoever may read them."""
    return Task.objects.filter(agency=agency, pk__in=list(tasks)).select_related("case__version")


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
