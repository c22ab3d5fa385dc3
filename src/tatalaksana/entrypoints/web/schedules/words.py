"""Schedules in words: how often, on which day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext, gettext_lazy

from tatalaksana.core.engine.recurrence import SPANS, Recurrence, Rhythm

if TYPE_CHECKING:
    from tatalaksana.apps.schedules.models import Schedule

RHYTHMS = (
    (Rhythm.DAILY.value, gettext_lazy("Setiap hari kerja")),
    (Rhythm.WEEKLY.value, gettext_lazy("Setiap minggu")),
    (Rhythm.MONTHLY.value, gettext_lazy("Setiap bulan")),
    (Rhythm.QUARTERLY.value, gettext_lazy("Setiap triwulan")),
    (Rhythm.SEMESTER.value, gettext_lazy("Setiap semester")),
    (Rhythm.YEARLY.value, gettext_lazy("Setiap tahun")),
)
MISSED = (
    ("terakhir", gettext_lazy("Hanya yang terakhir")),
    ("semua", gettext_lazy("Semua yang terlewat")),
)
#: the title that is proposed for each rhythm, behind the name of the procedure
ENDINGS = {
    Rhythm.DAILY: "{tanggal}",
    Rhythm.WEEKLY: "{tanggal}",
    Rhythm.MONTHLY: "{bulan} {tahun}",
    Rhythm.QUARTERLY: "Triwulan {triwulan_lalu}",
    Rhythm.SEMESTER: "Semester {semester_lalu}",
    Rhythm.YEARLY: "{tahun}",
}


def rhythm_words(schedule: Schedule | Recurrence) -> str:
    """`Setiap bulan, tanggal 31`; the last day of shorter months stands in for it."""
    match schedule.rhythm:
        case Rhythm.WEEKLY:
            return gettext("Setiap hari %(day)s") % {"day": WEEKDAYS[schedule.weekday or 0]}
        case Rhythm.MONTHLY:
            return gettext("Setiap bulan, tanggal %(day)s") % {"day": schedule.day}
        case Rhythm.QUARTERLY | Rhythm.SEMESTER:
            rhythm = Rhythm(schedule.rhythm)
            span = SPANS[rhythm]
            first = ((schedule.month or 1) - 1) % span + 1
            months = ", ".join(str(MONTHS[month]) for month in range(first, 13, span))
            told = {"day": schedule.day, "months": months}
            if rhythm is Rhythm.QUARTERLY:
                return gettext("Setiap triwulan, tanggal %(day)s (%(months)s)") % told
            return gettext("Setiap semester, tanggal %(day)s (%(months)s)") % told
        case Rhythm.YEARLY:
            words = {"day": schedule.day, "month": MONTHS[schedule.month or 1]}
            return gettext("Setiap tahun, %(day)s %(month)s") % words
    return gettext("Setiap hari kerja")
