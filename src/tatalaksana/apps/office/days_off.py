"""The office's own days in its calendar: reading them, and what may stand there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import QuerySet
from django.utils.formats import date_format

from tatalaksana.apps.office.models import CalendarYear, DayOff
from tatalaksana.apps.shared.errors import Invalid, NotFound
from tatalaksana.apps.shared.texts import one_line
from tatalaksana.core.base.holidays import holidays_by_day

BACK, AHEAD = 1, 5  #: years: an older day changes nothing open; a later one is a slip of the key
SATURDAY = 5
LONGEST_NAME = 160
RENEW = """
update office_agency set calendar_version = nextval('office_calendar_version')
where id = %s returning calendar_version
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnDay:
    """A day on which an office differs from the national calendar."""

    day: date
    kind: str  #: "libur" or "masuk"
    name: str


def own_days(agency: int) -> QuerySet[DayOff]:
    """The office's own days, in order."""
    return DayOff.objects.filter(agency=agency).select_related("created_by").order_by("day")


def own_years(agency: int) -> QuerySet[CalendarYear]:
    """The years the office has entered itself, in order."""
    return CalendarYear.objects.filter(agency=agency).select_related("created_by").order_by("year")


def own_day(agency: int, number: int) -> DayOff:
    """One of the office's own days. Errors: NotFound TL602."""
    found = own_days(agency).filter(pk=number).first()
    if found is None:
        raise NotFound("Hari ini tidak ada di kalender kantor Anda.")
    return found


def own_year(agency: int, year: int) -> CalendarYear:
    """A year the office has entered itself. Errors: NotFound TL602."""
    found = own_years(agency).filter(year=year).first()
    if found is None:
        raise NotFound(f"Tahun {year} tidak ditandai lengkap oleh kantor Anda.")
    return found


def renew_calendar(agency: int) -> int:
    """Give the calendar of `agency` a new version, before anything in it is read or changed.

    The agency's row stays locked until the transaction ends, so two keepers change in turn. The
    number comes from a sequence: what a rolled-back transaction left in a memory is never asked
    for again.
    """
    with connection.cursor() as cursor:
        cursor.execute(RENEW, [agency])
        return int(cursor.fetchone()[0])


def require_near(day: date, today: date) -> None:
    """Errors: Invalid TL603 for a day too long ago or too far ahead."""
    if (today.year - BACK, today.month, today.day) > (day.year, day.month, day.day):
        raise Invalid(
            f"{words(day)} sudah lewat lebih dari setahun.",
            hint="Batas waktu yang sudah lama lewat tidak dihitung ulang.",
            field="day",
        )
    if day.year > today.year + AHEAD:
        raise Invalid(
            f"{words(day)} masih lebih dari {AHEAD} tahun lagi.",
            hint="Periksa tahunnya.",
            field="day",
        )


def require_weekday(day: date) -> None:
    """Errors: Invalid TL603 for a Saturday or Sunday, which no office hours are known for."""
    if day.weekday() >= SATURDAY:
        raise Invalid(
            f"{words(day)} jatuh pada hari {date_format(day, 'l')}, yang memang bukan hari kerja.",
            hint="Tidak perlu diisi. Jam kerja hari Sabtu dan Minggu tidak ditetapkan.",
            field="day",
        )


def require_difference(day: date, kind: str) -> None:
    """Errors: Invalid TL603 unless `kind` differs from what the national calendar says."""
    known = holidays_by_day().get(day)
    if kind == DayOff.Kind.CLOSED and known:
        raise Invalid(
            f"{words(day)} sudah libur secara nasional: {known.name}.",
            hint="Tidak perlu diisi.",
            field="day",
        )
    if kind == DayOff.Kind.OPEN and not known:
        raise Invalid(
            f"{words(day)} memang hari kerja.",
            hint="“Masuk kerja” hanya untuk hari libur nasional atau cuti bersama yang dibatalkan.",
            field="day",
        )


def checked_name(name: str) -> str:
    """What a day is off for. Errors: Invalid TL603 when it is empty or too long."""
    name = one_line(name)
    if not name or len(name) > LONGEST_NAME:
        raise Invalid(
            f"Keterangan hari belum diisi atau lebih dari {LONGEST_NAME} huruf.",
            hint="Contoh: Hari Jadi Kabupaten (SK Bupati 188.45/12/2026).",
            field="name",
        )
    return name


def words(day: date) -> str:
    """`25 November 2026`."""
    return date_format(day, "j F Y")
