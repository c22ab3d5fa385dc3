"""Reading cases: the case page, the task page, the list, the chain of events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F, Q, QuerySet
from psycopg.types.numeric import Int8

from tatalaksana.apps.cases.consulting import consulted_in
from tatalaksana.apps.cases.handing import handed_to
from tatalaksana.apps.cases.models import Case, CaseBinding, CaseDocument, SubCase, Task
from tatalaksana.apps.cases.policy import deeds_by, may_read
from tatalaksana.apps.library.queries import (
    kept_content,
    kept_plan,
    positions_by_role,
    versions_bound_to,
)
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.reach import positions_below
from tatalaksana.apps.shared.errors import NotFound
from tatalaksana.apps.shared.kept_query import KeptQuery, Slot
from tatalaksana.apps.shared.prepared_rows import all_rows
from tatalaksana.apps.shared.texts import search_words
from tatalaksana.core.engine.plan import Plan
from tatalaksana.core.procedure.model import Procedure

OWN_POSITIONS = """
select role, position_id from cases_casebinding where agency_id = %(agency)s and case_id = %(case)s
"""
OPEN_TASK = KeptQuery(
    lambda: Task.objects.filter(
        agency=Slot("agency"), case=Slot("case"), done_at__isnull=True
    ).select_related("position__unit", "person")
)
DONE_TASK = KeptQuery(
    lambda: Task.objects.filter(agency=Slot("agency"), pk=Slot("task")).select_related("case")
)
#: what a version says is kept in memory, and long
TASK = KeptQuery(
    lambda: (
        Task.objects.filter(agency=Slot("agency"), pk=Slot("task"))
        .select_related("case__version__procedure__unit", "position__unit", "person")
        .defer(*(f"case__version__{name}" for name in ("content", "evidence", "doubts", "origins")))
    )
)


def cases_for(
    holder: Holder,
    words: str = "",
    running: bool | None = None,
    *,
    late_at: datetime | None = None,
    by_due: bool = False,
) -> QuerySet[Case]:
    """The cases this person may read, the latest first; see policy.may_read.

    `late_at` leaves the open ones that were due before; `by_due` puts those due first on top.
    """
    mine = holder.position_ids
    bound = versions_bound_to(holder.agency, mine)
    waiting = Task.objects.filter(
        agency=holder.agency, position__in=mine, person=None, done_at__isnull=True
    )
    own = CaseBinding.objects.filter(agency=holder.agency, position__in=mine, position__many=False)
    found = Case.objects.filter(agency=holder.agency).filter(
        Q(opened_by=holder.person)
        | Q(version__in=bound)
        | Q(pk__in=deeds_by(holder).values("case"))
        | Q(pk__in=waiting.values("case"))
        | Q(pk__in=own.values("case"))
        | Q(pk__in=consulted_in(holder).values("case"))
        | Q(pk__in=[task.case_id for task in handed_to(holder)])
    )
    if running is not None:
        found = found.filter(closed_at__isnull=running)
    if late_at is not None:
        found = found.filter(closed_at__isnull=True, due_at__lt=late_at)
    for word in search_words(words):
        number = Q(number=int(word)) if word.isdecimal() and len(word) < 10 else Q()
        found = found.filter(
            Q(title__icontains=word) | Q(version__procedure__title__icontains=word) | number
        )
    order = (F("due_at").asc(nulls_last=True), "-pk") if by_due else ("-opened_at", "-pk")
    return found.select_related("version__procedure").order_by(*order)


def readable_among(holder: Holder, cases: Sequence[Case]) -> frozenset[int]:
    """Those of `cases` that are hers to read; as policy.may_read, asked of all at once."""
    keys = [case.pk for case in cases]
    found = set(cases_for(holder).filter(pk__in=keys).order_by().values_list("pk", flat=True))
    waiting = Task.objects.filter(
        agency=holder.agency, case__in=set(keys) - found, done_at__isnull=True
    )
    below = positions_below(holder.agency, holder.position_ids)
    found.update(case for case, seat in waiting.values_list("case", "position") if seat in below)
    return frozenset(found)


def case_of(holder: Holder, year: int, number: int) -> Case:
    """One case. Errors: NotFound TL602 also when it is not hers to read."""
    found = (
        Case.objects.select_related("version__procedure__unit", "opened_by")
        .filter(agency=holder.agency, year=year, number=number)
        .first()
    )
    if found is None or not may_read(holder, found):
        raise NotFound("Berkas ini tidak ada, atau bukan untuk Anda.")
    return found


def content_of_case(case: Case) -> Procedure:
    """What the case runs by, as the document says it."""
    return kept_content(case.agency_id, case.version_id)


def plan_of_case(case: Case) -> Plan:
    """What the case runs by, as a plan."""
    return kept_plan(case.agency_id, case.version_id)


def positions_in(case: Case, version: int | None = None) -> dict[str, int]:
    """The position of each role in `case`: what it binds itself, before what its version says.

    `version` is another one by which it ran before.
    """
    bound = positions_by_role(case.agency_id, version or case.version_id)
    own = all_rows(OWN_POSITIONS, {"agency": Int8(case.agency_id), "case": Int8(case.pk)})
    return bound | dict(own)


def open_task_of(case: Case) -> Task | None:
    """The task that is open now; None when the case has ended."""
    return open_task_in(case.agency_id, case.pk)


def open_task_in(agency: int, case: int) -> Task | None:
    """The task of `case` that is open now; None when the case has ended."""
    return OPEN_TASK.first(agency=agency, case=case)


def done_task(agency: int, task: int) -> Task:
    """A task that was just ended, with its case; whoever ended it may read it.

    Errors: Task.DoesNotExist.
    """
    found = DONE_TASK.first(agency=agency, task=task)
    if found is None:
        raise Task.DoesNotExist
    return found


def case_of_task(agency: int, task: int) -> Case:
    """The case of a task, whoever may read it; whoever asks shows nothing of what it is about."""
    return Case.objects.select_related("version__procedure").get(agency=agency, task=task)


def task_of(holder: Holder, task: int) -> Task:
    """One task with its case. Errors: NotFound TL602, also when the case is not hers to read."""
    found = TASK.first(agency=holder.agency, task=task)
    if found is None or not may_read(holder, found.case):
        raise NotFound("Tugas ini tidak ada, atau bukan untuk Anda.")
    return found


def documents_of(case: Case) -> QuerySet[CaseDocument]:
    """The documents of a case with all their versions."""
    return (
        CaseDocument.objects.filter(agency=case.agency_id, case=case.pk)
        .select_related("document")
        .prefetch_related("document__versions__uploaded_by")
        .order_by("row", "pk")
    )


def subcases_of(case: Case) -> QuerySet[SubCase]:
    """The cases opened from this one, one by one; not those of a call to many units."""
    return (
        SubCase.objects.filter(agency=case.agency_id, parent=case.pk, child__called=None)
        .select_related("child__version__procedure")
        .order_by("pk")
    )


def parent_of(case: Case) -> SubCase | None:
    """The step of another case from which this one was opened."""
    return (
        SubCase.objects.filter(agency=case.agency_id, child=case.pk)
        .select_related("parent__version__procedure")
        .first()
    )
