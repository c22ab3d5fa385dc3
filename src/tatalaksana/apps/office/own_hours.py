"""The office's own working hours and Ramadan periods: reading them, and what may stand there.

Source: Perpres 21/2023 leaves the hours to the official who leads the office; the days of Ramadan
are set by the government each year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db.models import QuerySet

from tatalaksana.apps.office.models import OwnHours
from tatalaksana.apps.shared.errors import Invalid, NotFound
from tatalaksana.apps.shared.texts import one_line
from tatalaksana.core.base.worktime import NEAR, OfficeHours, Span

LONGEST_SOURCE = 200
LONGEST_RAMADAN = timedelta(days=30)
EVER = date(9998, 12, 31)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Working hours of an office between two days; `until` None: until others are entered."""

    ramadan: bool
    since: date
    until: date | None
    monday_to_thursday: tuple[Span, ...]
    friday: tuple[Span, ...]
    source: str  #: the decree

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day whose hours may change with it.

        A Ramadan of the office replaces the estimate near it, whose days change too.
        """
        last = self.until or EVER
        return (self.since - NEAR, last + NEAR) if self.ramadan else (self.since, last)


def own_hours(agency: int) -> QuerySet[OwnHours]:
    """The office's own hours, the latest period first."""
    return OwnHours.objects.filter(agency=agency).select_related("created_by").order_by("-since")


def one_of(agency: int, number: int) -> OwnHours:
    """One period of the office's own hours. Errors: NotFound TL602."""
    found = own_hours(agency).filter(pk=number).first()
    if found is None:
        raise NotFound("Jam kerja ini tidak ada di kalender kantor Anda.")
    return found


def period_of(row: OwnHours) -> Period:
    """A row as what it says."""
    return Period(
        ramadan=row.ramadan,
        since=row.since,
        until=row.until,
        monday_to_thursday=spans_in(row.mon_thu),
        friday=spans_in(row.fri),
        source=row.source,
    )


def hours_of(period: Period) -> OfficeHours:
    """A period as the calendar counts by it."""
    return OfficeHours(
        source=period.source,
        valid_from=period.since,
        valid_to=period.until,
        monday_to_thursday=period.monday_to_thursday,
        friday=period.friday,
        ramadan=period.ramadan,
    )


def spans_in(pairs: list[list[str]]) -> tuple[Span, ...]:
    """The spans of a day as a row holds them."""
    return tuple((time.fromisoformat(a), time.fromisoformat(b)) for a, b in pairs)


def pairs_of(spans: tuple[Span, ...]) -> list[list[str]]:
    """The spans of a day as a row holds them."""
    return [[a.isoformat("minutes"), b.isoformat("minutes")] for a, b in spans]


def checked(period: Period) -> str:
    """The source of `period` on one line.

    Errors: Invalid TL603, its data naming the `field`, for days or hours out of order, a Ramadan
    without its end or longer than one, or no source.
    """
    if period.until is not None and period.until < period.since:
        raise Invalid("Hari terakhir mendahului hari pertama.", field="until")
    if period.ramadan and period.until is None:
        raise Invalid("Hari terakhir Ramadan belum diisi.", field="until")
    if period.ramadan and period.until and period.until - period.since >= LONGEST_RAMADAN:
        raise Invalid("Ramadan paling lama 30 hari.", hint="Periksa tanggalnya.", field="until")
    for field, spans in (("end", period.monday_to_thursday), ("friday_end", period.friday)):
        moments = [moment for span in spans for moment in span]
        if not moments or moments != sorted(set(moments)):
            raise Invalid(
                "Jam kerja tidak berurutan: masuk, istirahat, kembali, pulang.", field=field
            )
    source = one_line(period.source)
    if not source or len(source) > LONGEST_SOURCE:
        raise Invalid(
            f"Dasar jam kerja belum diisi atau lebih dari {LONGEST_SOURCE} huruf.",
            hint="Contoh: Peraturan Bupati Nomor 12 Tahun 2026.",
            field="source",
        )
    return source
