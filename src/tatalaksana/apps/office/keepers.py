"""The keepers of the office: there is always one who can sign in."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.models import Holding
from tatalaksana.apps.office.queries import lock_agency, reachable_today
from tatalaksana.apps.shared.errors import Invalid


def today_of(holder: Holder, now: datetime) -> date:
    """The calendar day of `now` in the agency's own zone."""
    return now.astimezone(ZoneInfo(holder.zone)).date()


def require_keeper_left(agency: int, day: date) -> None:
    """Ask after a change whether somebody with an open account keeps the office on `day`.

    The agency is locked first: two keepers who remove each other at once are asked in turn.
    Errors: Invalid TL603 when nobody is left.
    """
    lock_agency(agency)
    left = Holding.objects.filter(reachable_today(day), agency=agency, position__keeps_office=True)
    if not left.exists():
        raise Invalid(
            "Dengan perubahan ini tidak ada lagi pengelola kantor di instansi Anda.",
            hint="Beri wewenang itu dahulu kepada jabatan lain yang ada pejabatnya.",
            field="keeps_office",
        )
