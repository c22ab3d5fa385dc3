"""Where a case goes next: position, participants and deadline of the step that opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.core.base.worktime import national_calendar
from tatalaksana.core.engine.deadline import deadline
from tatalaksana.core.engine.plan import END, Plan


@dataclass(frozen=True, slots=True)
class Ahead:
    """The task to open; all None when the case ends."""

    position: int | None
    others: list[int]
    allowed: int | None
    due: datetime | None


def ahead(plan: Plan, row: int, positions: Mapping[str, int], zone: str, now: datetime) -> Ahead:
    """What opens with `row`. Errors: Invalid TL603 when its performer has no position."""
    if row == END:
        return Ahead(None, [], None, None)
    step = plan.step(row)
    if step.responsible not in positions:
        raise Invalid(
            f"Jabatan untuk pelaksana “{step.responsible}” belum ditetapkan.",
            hint="Minta pengelola SOP menetapkannya di halaman prosedur.",
        )
    end = deadline(step.duration, now, national_calendar(zone))
    position = positions[step.responsible]
    others = {positions[role] for role in step.performers[1:] if role in positions}
    return Ahead(
        position,
        sorted(others - {position}),
        end.allowed.value if end else None,
        end.due if end else None,
    )
