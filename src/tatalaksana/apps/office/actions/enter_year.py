"""Mark a year of holidays as entered by the office itself."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.office.days_off import AHEAD, own_days, own_years, renew_calendar
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.keepers import today_of
from tatalaksana.apps.office.models import CalendarYear, DayOff
from tatalaksana.apps.office.policy import require_office_keeper
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.apps.shared.texts import one_line
from tatalaksana.core.base.holidays import decrees

LONGEST_SOURCE = 200


@action("office.enter_year")
def enter_year(holder: Holder, *, year: int, source: str, now: datetime) -> CalendarYear:
    """Say that every holiday of `year` is entered, and from which decree; the alarm ends.

    Errors: NotYours TL601; Invalid TL603, its data naming the `field`, for a year that is entered
    already, lies elsewhere than this year or the next five, or has no day off yet.
    """
    require_office_keeper(holder)
    source = one_line(source)
    if not source or len(source) > LONGEST_SOURCE:
        raise Invalid(
            "Sebutkan keputusan yang menjadi sumber hari liburnya.",
            hint="Contoh: SKB 3 Menteri Nomor 1205, 3, 2 Tahun 2026.",
            field="source",
        )
    renew_calendar(holder.agency)
    require_open_year(holder.agency, year, today_of(holder, now).year)
    made = CalendarYear.objects.create(
        agency_id=holder.agency,
        year=year,
        source=source,
        created_by_id=holder.person,
        created_at=now,
    )
    audit.write(
        "office.enter_year",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("calendaryear", made.pk),
        year=year,
        source=source,
    )
    return made


def require_open_year(agency: int, year: int, this_year: int) -> None:
    """Errors: Invalid TL603 unless `year` still waits for its holidays and has at least one."""
    if not this_year <= year <= this_year + AHEAD:
        raise Invalid(f"Tahun {year} tidak dapat diisi dari sini.", field="year")
    if year in decrees():
        raise Invalid(
            f"Hari libur {year} sudah terisi dari {decrees()[year]}.",
            hint="Tambahkan hari libur kantor sendiri bila berbeda.",
            field="year",
        )
    if own_years(agency).filter(year=year).exists():
        raise Invalid(f"Tahun {year} sudah ditandai lengkap.", field="year")
    if not own_days(agency).filter(day__year=year, kind=DayOff.Kind.CLOSED).exists():
        raise Invalid(
            f"Belum ada satu pun hari libur {year} di kalender kantor.",
            hint="Isi dahulu hari-harinya, lalu tandai lengkap.",
            field="year",
        )
