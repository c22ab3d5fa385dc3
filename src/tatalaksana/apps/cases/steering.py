"""Who may suspend, resume or cancel a case; somebody always may.

Source: docs/decisions/0048.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tatalaksana.apps.cases.models import Case
from tatalaksana.apps.cases.open_task import OpenTask
from tatalaksana.apps.cases.own_drafts import day_of
from tatalaksana.apps.cases.policy import UNSEEN, keeping_position, position_above
from tatalaksana.apps.cases.watching import ToldTask, stuck_tasks
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.office.queries import position_of, positions_of
from tatalaksana.apps.office.reach import Reach, reach_of
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.errors import NotYours

AT_ONCE = 50  #: cases in the list of those that only a keeper can stop


@dataclass(frozen=True, slots=True)
class Steering:
    """In which position somebody steers a case, and whether she may read it."""

    position: int
    unseen: bool = False  #: she may not; nobody above the open task is in office

    @property
    def data(self) -> dict[str, Any]:
        """What the event says of it."""
        return {UNSEEN: True} if self.unseen else {}


def steering_of(holder: Holder, task: OpenTask, now: datetime) -> Steering:
    """The position in which she may suspend, resume or cancel the case of `task`.

    A superior of the position that has the task, before a keeper of procedures who may read the
    case, before any keeper of procedures where nobody above is in office.
    Errors: NotYours TL601 when she is none of them; it says who is.
    """
    above = position_above(holder, task.position)
    if above is not None:
        return Steering(above)
    keeping = next((seat.id for seat in holder.positions if seat.keeps_procedures), None)
    if keeping is not None and keeping_position(holder, task.case) is not None:
        return Steering(keeping)
    leading = leader_of(holder.agency, task.position, day_of(holder, now))
    if keeping is not None and leading is None:
        return Steering(keeping, unseen=True)
    raise NotYours(
        "Hanya atasan jabatan yang sedang mengerjakan, dan pengelola SOP yang ikut dalam"
        " berkas ini, boleh menghentikan, melanjutkan, atau membatalkannya.",
        hint="Sampaikan alasannya kepada salah satu dari mereka."
        if leading is None
        else f"Sampaikan alasannya kepada {position_of(holder.agency, leading).name}.",
    )


def leader_of(agency: int, position: int, today: date) -> int | None:
    """The nearest position above `position` whose holder can sign in on `today`; None without."""
    reach = reach_of(agency, [position], today)
    return next((one for one in reach.above.get(position, ()) if one in reach.held), None)


def unled(agency: int, positions: Iterable[int], today: date) -> frozenset[int]:
    """Those of `positions` above which nobody is in office on `today`."""
    wanted = frozenset(positions)
    return unled_in(reach_of(agency, wanted, today), wanted)


def unled_in(reach: Reach, positions: Iterable[int]) -> frozenset[int]:
    """Those of `positions` with nobody above who holds a position and can sign in."""
    return frozenset(one for one in positions if not reach.held & set(reach.above.get(one, ())))


def stuck_cases(holder: Holder, now: datetime) -> list[ToldTask]:
    """The cases that only a keeper of procedures can stop and that stand still: late, suspended, or
    with nobody to do the open step; AT_ONCE of them, the earliest deadline first.

    Errors: NotYours TL601 unless she keeps procedures.
    """
    require_procedure_keeper(holder)
    every = frozenset(positions_of(holder.agency).values_list("pk", flat=True))
    reach = reach_of(holder.agency, every, day_of(holder, now))
    alone = unled_in(reach, every)
    return stuck_tasks(holder.agency, now, alone, alone - reach.held, AT_ONCE)


def trace(holder: Holder, deed: str, case: int, reason: str, now: datetime) -> None:
    """Leave the trace of a `deed` in a case that she may not read."""
    found = Case.objects.get(agency=holder.agency, pk=case)
    audit.write(
        deed,
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("case", found.pk),
        number=f"{found.number:04d}/{holder.agency_code}/{found.year}",
        reason=reason,
    )
