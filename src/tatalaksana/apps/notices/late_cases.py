"""Cases whose whole time is over: told once to who opened them and to the procedures' keepers."""

from __future__ import annotations

from datetime import date, datetime

from tatalaksana.apps.cases.watching import late_cases_since
from tatalaksana.apps.notices.models import Notice
from tatalaksana.apps.notices.telling import Telling, tell
from tatalaksana.apps.office.reach import keepers_of_procedures
from tatalaksana.core.engine.reminders import Rung


def tell_late_cases(agency: int, since: datetime, today: date, now: datetime) -> int:
    """Tell of the cases that became late at `since` or later, each once for its time; how many.

    A case whose time is moved is late again at another moment. In one transaction of the caller's.
    """
    late = late_cases_since(agency, since, now)
    if not late:
        return 0
    told = Notice.objects.filter(
        agency=agency, kind=Rung.CASE_LATE, task__case__in=[one.case for one in late]
    )
    known = set(told.values_list("task__case", "fires_at"))
    keepers = keepers_of_procedures(agency, today)
    return tell(
        agency,
        [
            Telling(one.task, Rung.CASE_LATE, keepers | {one.opener}, one.due_at)
            for one in late
            if (one.case, one.due_at) not in known
        ],
        now,
    )
