"""Teams that are proposed: told to the keepers of the office, until one of them has decided."""

from __future__ import annotations

from datetime import date, datetime

from tatalaksana.apps.cases.watching import proposals_since
from tatalaksana.apps.notices.models import Notice
from tatalaksana.apps.notices.telling import Telling, tell
from tatalaksana.apps.office.reach import keepers_of_office
from tatalaksana.core.engine.reminders import Rung


def tell_proposals(agency: int, since: datetime, today: date, now: datetime) -> int:
    """Tell of the teams proposed at `since` or later, and put away what was decided; how many.

    In one transaction of the caller's. Source: docs/decisions/0046.
    """
    proposals = proposals_since(agency, since)
    if not proposals:
        return 0
    keepers = keepers_of_office(agency, today)
    for one in proposals:
        if not one.open:
            told = Notice.objects.filter(
                agency=agency, task=one.task, kind=Rung.PROPOSED, fires_at=one.asked_at
            )
            told.filter(read_at__isnull=True).update(read_at=now)
            told.filter(by_mail=True, mail__isnull=True).update(by_mail=False)
    telling = [
        Telling(one.task, Rung.PROPOSED, keepers - {one.asker}, one.asked_at, by=one.asker)
        for one in proposals
        if one.open
    ]
    return tell(agency, telling, now)
