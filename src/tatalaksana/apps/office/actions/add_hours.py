"""Add a period of working hours to the office's own calendar."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.office.days_off import renew_calendar, require_near, words
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.keepers import today_of
from tatalaksana.apps.office.models import OwnHours
from tatalaksana.apps.office.own_hours import Period, checked, own_hours, pairs_of
from tatalaksana.apps.office.policy import require_office_keeper
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid


@action("office.add_hours")
def add_hours(holder: Holder, period: Period, *, now: datetime) -> OwnHours:
    """Let the office work by `period` in its days; of two that cover a day the later begun counts.

    Open deadlines are not recomputed here: the doors call cases.actions.change_hours.
    Errors: NotYours TL601; Invalid TL603 as in own_hours.checked, for a first day more than a year
    ago or five years ahead, or where another such period begins that day.
    """
    require_office_keeper(holder)
    source = checked(period)
    require_near(period.since, today_of(holder, now))
    renew_calendar(holder.agency)
    if own_hours(holder.agency).filter(since=period.since, ramadan=period.ramadan).exists():
        raise Invalid(
            f"Sudah ada jam kerja yang mulai {words(period.since)}.",
            hint="Hapus dahulu yang lama bila hendak menggantinya.",
            field="since",
        )
    made = OwnHours.objects.create(
        agency_id=holder.agency,
        ramadan=period.ramadan,
        since=period.since,
        until=period.until,
        mon_thu=pairs_of(period.monday_to_thursday),
        fri=pairs_of(period.friday),
        source=source,
        created_by_id=holder.person,
        created_at=now,
    )
    audit.write(
        "office.add_hours",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("hours", made.pk),
        since=period.since.isoformat(),
        source=source,
    )
    return made
