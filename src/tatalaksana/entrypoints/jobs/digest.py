"""The morning e-mail: what waits for whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.core.mail import EmailMessage
from django.utils import timezone

from tatalaksana.apps.cases.inbox import InboxRow, inbox
from tatalaksana.apps.hooks.queries import switched_off
from tatalaksana.apps.notices.mails import NothingToTell, make_mornings, send_waiting
from tatalaksana.apps.office.calendar import alarm_for, calendar_of
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.queries import agency_of, holder_at, people_of
from tatalaksana.apps.schedules.queries import held_up
from tatalaksana.core.base.worktime import Calendar
from tatalaksana.entrypoints.jobs.mailing import hand_over, message_id

if TYPE_CHECKING:
    from tatalaksana.apps.hooks.models import Hook
    from tatalaksana.apps.notices.models import Mail, Notice
    from tatalaksana.apps.schedules.models import Schedule


def send_digests(agency: int, clock: Callable[[], datetime] = timezone.now) -> int:
    """Make the e-mails of the morning once it has come, and send those that wait; how many went.

    Each goes out to who has something waiting. A keeper of the office is reminded of a year without
    holidays too, on the first working day of a week even without a task, and of webhooks that were
    switched off; a keeper of procedures of schedules that are held up, every morning.
    """
    there = agency_of(agency)
    calendar = calendar_of(agency, there.zone, there.calendar_version)
    make_mornings(agency, calendar, clock())

    def send(mail: Mail, _notices: Sequence[Notice]) -> None:
        hand_over(morning_of(mail, calendar, clock()))

    return send_waiting(agency, send, clock, mornings=True)


def morning_of(mail: Mail, calendar: Calendar, now: datetime) -> EmailMessage:
    """What waits for its person now. Errors: NothingToTell, also once the day is over."""
    today = now.astimezone(calendar.zone).date()
    person = people_of(mail.agency_id).filter(pk=mail.person_id, account__is_active=True).first()
    holder = holder_at(person.account_id or 0, mail.agency_id, now) if person else None
    if holder is None or mail.day != today:
        raise NothingToTell
    rows, alarm = inbox(holder, now), alarm_for(holder, now)
    stuck = held_up(mail.agency_id) if holder.keeps_procedures else ()
    off = switched_off(mail.agency_id) if holder.keeps_office else ()
    if not (rows or stuck or off or (alarm and begins_the_week(calendar, today))):
        raise NothingToTell
    message = digest(holder, mail.address, rows, alarm, stuck, off=off)
    message.extra_headers["Message-ID"] = message_id(mail)
    return message


def begins_the_week(calendar: Calendar, day: date) -> bool:
    """Whether no day of the week before `day` is a working day."""
    before = (day - timedelta(days=back) for back in range(1, day.weekday() + 1))
    return not any(calendar.is_working_day(one) for one in before)


def digest(
    holder: Holder,
    address: str,
    rows: tuple[InboxRow, ...],
    alarm: tuple[int, ...] = (),
    stuck: tuple[Schedule, ...] = (),
    *,
    off: tuple[Hook, ...] = (),
) -> EmailMessage:
    """The e-mail for one person; it names cases, never their content.

    `alarm` are the years whose holidays she should have entered by now, `stuck` the schedules that
    cannot open their next case, `off` the webhooks that were switched off.
    """
    late = sum(row.late for row in rows)
    lines = [f"Yth. {holder.name},", ""]
    if rows:
        lines += ["Tugas yang menunggu Anda hari ini:", "", *row_lines(holder, rows), ""]
        lines += ["Buka Kotak Tugas untuk mengerjakannya."]
    for year in alarm:
        lines += ["", f"Hari libur {year} belum diisi: batas waktu yang jatuh di tahun itu"]
        lines += ["dihitung tanpa libur. Isi di Kantor, Kalender kerja."]
    for one in stuck:
        lines += ["", f"Jadwal “{one.title}” tertahan: {one.trouble}"]
    for hook in off:
        host = urlsplit(hook.url).hostname
        lines += ["", f"Webhook ke {host} dimatikan: {hook.trouble}"]
        lines += ["Lanjutkan di Kantor, Webhook; yang tertunda dikirim menyusul."]
    subject = f"{len(rows)} tugas menunggu" + (f", {late} terlambat" if late else "")
    if not rows:
        subject = f"{len(stuck)} jadwal tertahan" if stuck else f"{len(off)} webhook dimatikan"
    if not rows and alarm:
        subject = f"Hari libur {alarm[0]} belum diisi"
    return EmailMessage(subject=subject, body="\n".join(lines), to=[address])


def row_lines(holder: Holder, rows: tuple[InboxRow, ...]) -> list[str]:
    """One line for each waiting task."""
    lines = []
    for row in rows:
        sign = " (TERLAMBAT)" if row.late else " (DIKEMBALIKAN)" if row.returned else ""
        lines.append(f"- {row.number:04d}/{holder.agency_code}/{row.year}: {row.procedure}{sign}")
    return lines
