"""The morning e-mail: what waits for whom."""

from __future__ import annotations

import logging
from datetime import datetime
from smtplib import SMTPException
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.core.mail import EmailMessage

from tatalaksana.apps.cases.inbox import InboxRow, inbox
from tatalaksana.apps.hooks.queries import switched_off
from tatalaksana.apps.office.calendar import alarm_for
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.queries import holder_at, people_of
from tatalaksana.apps.schedules.queries import held_up

if TYPE_CHECKING:
    from tatalaksana.apps.hooks.models import Hook
    from tatalaksana.apps.schedules.models import Schedule

MONDAY = 0  #: a keeper without tasks is told of the calendar once a week

logger = logging.getLogger(__name__)


def send_digests(agency: int, now: datetime) -> int:
    """Send one e-mail to everybody who has an address and waiting tasks; return how many.

    A keeper of the office is reminded of a year without holidays too, on Mondays even without a
    task, and of webhooks that were switched off; a keeper of procedures of schedules that are held
    up, every morning.
    """
    sent, stuck, off = 0, held_up(agency), switched_off(agency)
    for person in people_of(agency).exclude(email="").filter(account__isnull=False):
        holder = holder_at(person.account_id or 0, agency, now)
        if holder is None:
            continue
        rows, alarm = inbox(holder, now), alarm_for(holder, now)
        hers = stuck if holder.keeps_procedures else ()
        monday = now.astimezone(ZoneInfo(holder.zone)).weekday() == MONDAY
        silent = off if holder.keeps_office else ()
        if rows or hers or silent or (alarm and monday):
            sent += send(digest(holder, person.email, rows, alarm, hers, off=silent))
    return sent


def send(message: EmailMessage) -> int:
    """Send one message; an address that is refused does not keep the others from theirs."""
    try:
        return message.send()
    except (SMTPException, OSError) as refused:
        logger.warning("%s not reached: %s", message.to, refused, extra={"action": "digest.failed"})
        return 0


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
