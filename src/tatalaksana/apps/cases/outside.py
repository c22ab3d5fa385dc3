"""Files with an outside party: since when, on whom they wait, how much of the time is left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from tatalaksana.apps.cases.models import Event, Task
from tatalaksana.apps.cases.standing import WITHDRAWN
from tatalaksana.core.base.worktime import WorkingMinutes
from tatalaksana.core.engine.events import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """The note by which the clock of an open task stands."""

    since: datetime
    reason: str  #: on whom the file waits
    by: str  #: who noted it
    left: WorkingMinutes | None  #: of the step's time; None: the document promises none


def outside_of(task: Task) -> Outside | None:
    """Where the file of `task` is and what is left of its time; None while the clock runs."""
    if not task.held:
        return None
    noted = (
        Event.objects.filter(~WITHDRAWN, agency=task.agency_id, case=task.case_id, kind=Kind.HELD)
        .select_related("actor")
        .order_by("seq")
        .last()
    )
    if noted is None:  # a clock without its event: the nightly verification tells it
        return None
    left = None if task.allowed is None else WorkingMinutes(max(0, task.allowed - task.consumed))
    return Outside(since=noted.at, reason=noted.reason, by=noted.actor.name, left=left)


def outside_since(agency: int, cases: Iterable[int]) -> dict[int, datetime]:
    """Of `cases` those whose file is outside, and since when; one query for a whole list."""
    noted = Event.objects.filter(~WITHDRAWN, case=OuterRef("case"), kind=Kind.HELD)
    noted = noted.order_by("-seq")
    held = Task.objects.filter(
        agency=agency, case__in=list(cases), done_at__isnull=True, outside=True
    ).annotate(since=Subquery(noted.values("at")[:1]))
    return dict(held.filter(since__isnull=False).values_list("case", "since"))
