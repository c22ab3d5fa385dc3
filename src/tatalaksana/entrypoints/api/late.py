"""What is late or stands still: below a superior, and for the keepers of procedures."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from ninja import Router

from tatalaksana.apps.cases.steering import stuck_cases
from tatalaksana.apps.notices.late import LateTask, late_below, late_for_keeper
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.entrypoints.api.caller import Call
from tatalaksana.entrypoints.api.typed import CaseKey, Number, Shown

router = Router(tags=["late"])


class LateShown(Shown):
    """A task that is late: where it lies, with whom, by how many working minutes."""

    task: int
    case: CaseKey
    procedure: str
    step: str
    position: int
    people: list[str]
    due_at: datetime | None
    late_minutes: int


class BranchShown(Shown):
    """A position directly below, and how many tasks are late there and below it."""

    position: int
    name: str
    late: int


class BelowShown(Shown):
    """What is late below me: the branches with late tasks, and the latest 50 tasks."""

    total: int
    branches: list[BranchShown]
    tasks: list[LateShown]


class KeptShown(Shown):
    """What a keeper of procedures sees of late tasks: the latest 50."""

    tasks: list[LateShown]


class StuckShown(Shown):
    """A case that stands still, with nobody in office above who could stop it."""

    task: int
    case: CaseKey
    procedure: str
    position: int
    due_at: datetime | None
    suspended: bool


class StuckListShown(Shown):
    """The 50 with the earliest deadline."""

    cases: list[StuckShown]


def told_late(late: LateTask) -> dict[str, Any]:
    """A late task; what its case is about stands in the case, for those who may read it."""
    task = late.task
    return {
        "task": task.id,
        "case": {"year": task.year, "number": task.number},
        "procedure": task.procedure,
        "step": task.step,
        "position": task.position,
        "people": list(late.people),
        "due_at": task.due_at,
        "late_minutes": late.minutes,
    }


@router.get("/late", response=BelowShown)
def late(request: Call, branch: Number | None = None) -> Any:
    """What is late below my positions, or in one branch of them."""
    below = late_below(request.auth, timezone.now(), branch)
    return {
        "total": below.total,
        "branches": [
            {"position": one.position, "name": one.name, "late": one.late} for one in below.branches
        ],
        "tasks": [told_late(one) for one in below.tasks],
    }


@router.get("/late/kept", response=KeptShown)
def late_kept(request: Call) -> Any:
    """What is late still although the superior was told; for keepers of procedures."""
    require_procedure_keeper(request.auth)
    return {"tasks": [told_late(one) for one in late_for_keeper(request.auth, timezone.now())]}


@router.get("/stuck", response=StuckListShown)
def stuck(request: Call) -> Any:
    """What stands still at the top, where only a keeper of procedures can stop or cancel it."""
    return {
        "cases": [
            {
                "task": one.id,
                "case": {"year": one.year, "number": one.number},
                "procedure": one.procedure,
                "position": one.position,
                "due_at": one.due_at,
                "suspended": one.suspended,
            }
            for one in stuck_cases(request.auth, timezone.now())
        ]
    }
