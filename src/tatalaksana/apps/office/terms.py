"""Whose term is when: one definitive holder at a time."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format

from tatalaksana.apps.office.models import Holding, Position
from tatalaksana.apps.office.queries import holding_within
from tatalaksana.apps.shared.errors import Invalid

#: from the Republic's first year to one no appointment reaches; days beside them can be counted
YEARS = range(1945, 2200)


def require_years(*days: date | None) -> None:
    """Errors: Invalid TL603 for a day whose year is a slip of the hand."""
    for day in days:
        if day is not None and day.year not in YEARS:
            raise Invalid(
                f"Tahun {day.year:04} tidak masuk akal.",
                hint=f"Periksa tanggalnya: {YEARS[0]} sampai {YEARS[-1]}.",
            )


def require_free(
    seat: Position, since: date, until: date | None, *, besides: int | None = None
) -> None:
    """Errors: Invalid TL603 where a definitive holder other than the holding `besides` holds `seat`
    on any day from `since` to `until`."""
    holders = Holding.objects.filter(
        holding_within(since, until),
        agency=seat.agency_id,
        position=seat,
        kind=Holding.Kind.DEFINITIVE,
    )
    if besides is not None:
        holders = holders.exclude(pk=besides)
    taken = holders.select_related("person").order_by("since").first()
    if taken is not None:
        day = date_format(taken.since, "j F Y")
        raise Invalid(
            f"{taken.person.name} memegang jabatan ini secara definitif mulai {day}.",
            hint="Pilih masa yang berakhir sebelum hari itu, atau akhiri dahulu jabatannya.",
        )


def require_one_at_a_time(seat: Position, today: date) -> None:
    """Errors: Invalid TL603 where two definitive holders share a day, `today` or later."""
    rows = Holding.objects.filter(
        holding_within(today, None),
        agency=seat.agency_id,
        position=seat,
        kind=Holding.Kind.DEFINITIVE,
    ).order_by("since")
    last = None
    for row in rows:
        if last is not None and (last.until is None or last.until >= row.since):
            raise Invalid(
                "Jabatan ini sedang dipegang beberapa pejabat definitif sekaligus.",
                hint="Akhiri dahulu jabatan mereka sampai tinggal satu orang.",
                field="many",
            )
        last = row
