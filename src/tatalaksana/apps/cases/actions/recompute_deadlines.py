"""Compute every open deadline anew: after a release that brought holidays of a new year."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.cases.actions.change_calendar import Changed
from tatalaksana.apps.cases.rescheduling import reschedule
from tatalaksana.apps.office.days_off import renew_calendar
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_office_keeper
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action

REASON = "Batas waktu dihitung ulang menurut kalender kerja."


@action("cases.recompute_deadlines")
def recompute_deadlines(holder: Holder, *, now: datetime) -> Changed:
    """Move every open deadline of the agency that lies elsewhere by the calendar of now.

    Errors: NotYours TL601.
    """
    require_office_keeper(holder)
    renew_calendar(holder.agency)
    moves = reschedule(holder, REASON, now)
    trace = audit.write(
        "cases.recompute_deadlines",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        **moves.told,
    )
    return Changed(days=(), moves=moves, trace=trace if moves.cases or moves.whole else None)
