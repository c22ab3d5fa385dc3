"""Moments and lengths of time in the words an office uses.

Dates read `21 November 2026`, hours `15.00 WIB` (`15:00 WIB` in English), lengths in working time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext, pgettext

from tatalaksana.core.base.worktime import MINUTES_A_DAY, Calendar

MINUTES_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due, in words; `state` is a badge: late, soon, open or plain."""

    state: str
    words: str


def day_words(day: date) -> str:
    """`21 November 2026`, the month in the reader's language."""
    return date_format(day, "j F Y")


def hour_words(moment: datetime | time) -> str:
    """`15.00`, or `15:00` in English, in the moment's own zone."""
    return f"{moment:%H:%M}" if get_language() == "en" else f"{moment:%H.%M}"


def moment_words(moment: datetime) -> str:
    """`21 November 2026 pukul 15.00 WIB`; the moment stands in the agency's zone already."""
    return gettext("%(day)s pukul %(hour)s %(zone)s") % {
        "day": day_words(moment),
        "hour": hour_words(moment),
        "zone": moment.tzname() or "",
    }


def since_words(moment: datetime, now: datetime) -> str:
    """How long ago, as people say it: today and yesterday with the hour, else the date."""
    words = {"hour": hour_words(moment), "day": day_words(moment)}
    if moment.date() == now.date():
        return gettext("hari ini pukul %(hour)s") % words
    if moment.date() == now.date() - timedelta(days=1):
        return gettext("kemarin pukul %(hour)s") % words
    return words["day"]


def work_words(minutes: int) -> str:
    """Working minutes as days of 7 h 30 min, hours and minutes; at most two of the three."""
    days, rest = divmod(minutes, MINUTES_A_DAY)
    hours, left = divmod(rest, MINUTES_AN_HOUR)
    parts = [
        ngettext("%(n)s hari kerja", "%(n)s hari kerja", days) % {"n": days} if days else "",
        ngettext("%(n)s jam", "%(n)s jam", hours) % {"n": hours} if hours else "",
        ngettext("%(n)s menit", "%(n)s menit", left) % {"n": left} if left and not days else "",
    ]
    return " ".join(part for part in parts if part) or gettext("kurang dari 1 menit")


def short_work_words(minutes: int) -> str:
    """Working minutes in the largest whole unit alone, for a narrow place: `8 hari`, `40 menit`."""
    if minutes >= MINUTES_A_DAY:
        days = minutes // MINUTES_A_DAY
        return ngettext("%(n)s hari", "%(n)s hari", days) % {"n": days}
    if minutes >= MINUTES_AN_HOUR:
        hours = minutes // MINUTES_AN_HOUR
        return ngettext("%(n)s jam", "%(n)s jam", hours) % {"n": hours}
    return ngettext("%(n)s menit", "%(n)s menit", minutes) % {"n": minutes}


def late_words(due: datetime, now: datetime, calendar: Calendar) -> str:
    """By how much working time `due` has passed: days, else hours, else minutes."""
    minutes = calendar.minutes_between(due, now).value
    if minutes >= MINUTES_A_DAY:
        n = minutes // MINUTES_A_DAY
        return ngettext("terlambat %(n)s hari kerja", "terlambat %(n)s hari kerja", n) % {"n": n}
    if minutes >= MINUTES_AN_HOUR:
        n = minutes // MINUTES_AN_HOUR
        return ngettext("terlambat %(n)s jam kerja", "terlambat %(n)s jam kerja", n) % {"n": n}
    if minutes:
        return ngettext("terlambat %(n)s menit", "terlambat %(n)s menit", minutes) % {"n": minutes}
    return gettext("terlambat sejak %(when)s") % {"when": since_words(due, now)}


def due_of(due: datetime | None, now: datetime, calendar: Calendar) -> Due:
    """When an open task is due, in working time of the agency's calendar."""
    if due is None:
        return Due("plain", gettext("tanpa batas waktu"))
    due, now = due.astimezone(calendar.zone), now.astimezone(calendar.zone)
    if due < now:
        return Due("late", late_words(due, now, calendar))
    hour = {"hour": hour_words(due)}
    if due.date() == now.date():
        return Due("soon", gettext("hari ini pukul %(hour)s") % hour)
    between = range(1, (due.date() - now.date()).days + 1)
    days = sum(calendar.is_working_day(now.date() + timedelta(days=n)) for n in between)
    if due.date() == now.date() + timedelta(days=1):
        return Due("soon", gettext("besok pukul %(hour)s") % hour)
    words = ngettext("%(n)s hari kerja lagi", "%(n)s hari kerja lagi", days) % {"n": days}
    return Due("soon" if days <= 1 else "open", words)


def promised_words(text: str) -> str:
    """The promised length as the document prints it, or that it promises none."""
    return text or pgettext("length of time", "tidak disebut")
