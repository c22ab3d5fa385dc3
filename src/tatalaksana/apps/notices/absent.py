"""Absences that nobody stands in for: told once for each position where work lies.

Source: docs/decisions/0052.
"""

from __future__ import annotations

from datetime import datetime, time

from tatalaksana.apps.cases.lying import longest_open
from tatalaksana.apps.notices.models import AbsenceTold
from tatalaksana.apps.notices.telling import Telling, tell
from tatalaksana.apps.office.reach import absent_at, keepers_of_office, reach_of
from tatalaksana.core.base.worktime import Calendar
from tatalaksana.core.engine.reminders import Rung


def tell_absent(agency: int, calendar: Calendar, now: datetime) -> int:
    """Tell the one above of each position whose holders are away, of the task that waits longest.

    The keepers of the office are told where nobody is above. Once for each absence and position, as
    soon as work lies there; in one transaction of the caller's. How many notices.
    """
    today = now.astimezone(calendar.zone).date()
    absent = absent_at(agency, today)
    known = AbsenceTold.objects.filter(agency=agency, absence__in=[a.pk for a in absent.values()])
    told = set(known.values_list("position", "absence"))
    fresh = {seat: one for seat, one in absent.items() if (seat, one.pk) not in told}
    lying = longest_open(agency, fresh) if fresh else {}
    if not lying:
        return 0
    reach, telling = reach_of(agency, lying, today), []
    for seat, (task, opened) in lying.items():
        begun = datetime.combine(fresh[seat].since, time(), tzinfo=calendar.zone)
        above = reach.stepping_in(seat, besides=reach.at(seat))
        rung = Rung.ABSENT if above else Rung.NO_STAND_IN
        whom = above or keepers_of_office(agency, today)
        telling.append(Telling(task, rung, whom, max(opened, begun)))
    AbsenceTold.objects.bulk_create(
        [
            AbsenceTold(agency_id=agency, absence_id=fresh[seat].pk, position_id=seat)
            for seat in lying
        ],
        ignore_conflicts=True,
    )
    return tell(agency, telling, now)
