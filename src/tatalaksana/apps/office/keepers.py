"""The keepers of the office: there is always one who can sign in."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.models import Agency, Holding
from tatalaksana.apps.office.queries import holding_today
from tatalaksana.apps.shared.errors import Invalid


def today_of(holder: Holder, now: datetime) -> date:
    """The calendar day of `now` in the agency's own zone."""
    return now.astimezone(ZoneInfo(holder.zone)).date()


def require_keeper_left(agency: int, day: date) -> None:
    """Ask after a change whether somebody with an open account keeps the office on `day`.

    The agency is locked first: two keepers who remove each other at once are asked in turn.
    Errors: Invalid TL603 when nobody is left.
    """
    Agency.objects.select_for_update(no_key=True).get(pk=agency)
    left = Holding.objects.filter(
        holding_today(day),
        agency=agency,
        position__keeps_office=True,
        person__account__is_active=True,
    )
    if not left.exists():
        raise Invalid(
            "Dengan perubahan ini tidak ada lagi pengelola kantor di instansi Anda.",
            hint="Beri wewenang itu dahulu kepada jabatan lain yang ada pejabatnya.",
            field="keeps_office",
        )
