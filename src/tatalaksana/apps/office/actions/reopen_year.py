"""Take back the mark that a year of holidays is entered."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.office.days_off import own_year, renew_calendar
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_office_keeper
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action


@action("office.reopen_year")
def reopen_year(holder: Holder, *, year: int, now: datetime) -> None:
    """Let `year` count as not entered again; its days stay. Errors: NotYours TL601; NotFound TL602.

    Days do not change, so no deadline does either.
    """
    require_office_keeper(holder)
    renew_calendar(holder.agency)
    found = own_year(holder.agency, year)
    number, source = found.pk, found.source
    found.delete()
    audit.write(
        "office.reopen_year",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("calendaryear", number),
        year=year,
        source=source,
    )
