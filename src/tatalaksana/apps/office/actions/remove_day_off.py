"""Remove a day from the office's own calendar."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.office.days_off import (
    own_day,
    own_days,
    own_years,
    renew_calendar,
    require_near,
)
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.keepers import today_of
from tatalaksana.apps.office.models import DayOff
from tatalaksana.apps.office.policy import require_office_keeper
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid


@action("office.remove_day_off")
def remove_day_off(holder: Holder, *, number: int, now: datetime) -> DayOff:
    """Let one of the office's own days be as the national calendar says; return what it was.

    Open deadlines are not recomputed here: the doors call cases.actions.change_calendar.
    Errors: NotYours TL601; NotFound TL602; Invalid TL603 for a day more than a year ago, or the
    last day off of a year the office has marked as entered.
    """
    require_office_keeper(holder)
    renew_calendar(holder.agency)
    found = own_day(holder.agency, number)
    require_near(found.day, today_of(holder, now))
    others = own_days(holder.agency).filter(day__year=found.day.year, kind=DayOff.Kind.CLOSED)
    if not others.exclude(pk=number) and own_years(holder.agency).filter(year=found.day.year):
        raise Invalid(
            f"Ini hari libur terakhir dari tahun {found.day.year}, yang sudah ditandai lengkap.",
            hint="Batalkan dahulu tanda lengkap tahun itu.",
        )
    found.delete()
    audit.write(
        "office.remove_day_off",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("dayoff", number),
        day=found.day.isoformat(),
        kind=found.kind,
        name=found.name,
    )
    return found
