"""Add a day to the office's own calendar."""

from __future__ import annotations

from datetime import date, datetime

from tatalaksana.apps.office.days_off import (
    checked_name,
    own_days,
    renew_calendar,
    require_difference,
    require_near,
    require_weekday,
    words,
)
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.keepers import today_of
from tatalaksana.apps.office.models import DayOff
from tatalaksana.apps.office.policy import require_office_keeper
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid


@action("office.add_day_off")
def add_day_off(holder: Holder, *, day: date, kind: str, name: str, now: datetime) -> DayOff:
    """Let `day` differ from the national calendar: "libur" is off, "masuk" is worked.

    Open deadlines are not recomputed here: the doors call cases.actions.change_calendar.
    Errors: NotYours TL601; Invalid TL603, its data naming the `field`, for a day more than a year
    ago or five years ahead, a Saturday or Sunday, a day that is so nationally, one already entered.
    """
    require_office_keeper(holder)
    name = checked_name(name)
    if kind not in DayOff.Kind.values:
        raise Invalid("Pilih apakah hari itu libur atau masuk kerja.", field="kind")
    require_near(day, today_of(holder, now))
    require_weekday(day)
    require_difference(day, kind)
    renew_calendar(holder.agency)
    there = own_days(holder.agency).filter(day=day).first()
    if there is not None:
        raise Invalid(
            f"{words(day)} sudah ada di kalender kantor: {there.name}.",
            hint="Hapus dahulu yang lama bila hendak menggantinya.",
            field="day",
        )
    made = DayOff.objects.create(
        agency_id=holder.agency,
        day=day,
        kind=kind,
        name=name,
        created_by_id=holder.person,
        created_at=now,
    )
    audit.write(
        "office.add_day_off",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("dayoff", made.pk),
        day=day.isoformat(),
        kind=kind,
        name=name,
    )
    return made
