"""A task handed to a colleague who does not hold its position: who has one, and in which position.

Source: docs/decisions/0060.
"""

from __future__ import annotations

import json

from tatalaksana.apps.cases.models import Event, Task
from tatalaksana.apps.cases.open_task import OpenTask
from tatalaksana.apps.office.holder import Holder
from tatalaksana.core.engine.events import POSITION, Kind


def handed_position(holder: Holder, task: OpenTask) -> int | None:
    """The position in which she does the open `task` that was handed to her.

    None where it was not, or where she does not hold that position in her own right any more: then
    it is of those who hold its own position.
    """
    if not task.taken or task.person != holder.person or task.done_at is not None:
        return None
    return given_in(holder, task.case, task.row)


def handed_to(holder: Holder) -> list[Task]:
    """The open tasks that were handed to her and that she may still do, the oldest first."""
    found = (
        Task.objects.filter(
            agency=holder.agency, person=holder.person, taken=True, done_at__isnull=True
        )
        .exclude(position__in=holder.position_ids)
        .select_related("case__version__procedure", "position")
        .order_by("opened_at", "pk")
    )
    return [task for task in found if given_in(holder, task.case_id, task.row)]


def given_in(holder: Holder, case: int, row: int) -> int | None:
    """The position in which she was given the open `row` of `case`, if she holds it still."""
    told = Event.objects.filter(agency=holder.agency, case=case, kind=Kind.ADDRESSED, row=row)
    data = told.order_by("-seq").values_list("data", flat=True).first()
    seat = holder.seat(json.loads(data).get(POSITION, 0)) if data else None
    return seat.id if seat and seat.for_person is None and not seat.vacant else None
