"""The morning e-mail: what waits for whom."""

from __future__ import annotations

import logging
from datetime import datetime
from smtplib import SMTPException

from django.core.mail import EmailMessage

from tatalaksana.apps.cases.inbox import InboxRow, inbox
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.queries import holder_at, people_of

logger = logging.getLogger(__name__)


def send_digests(agency: int, now: datetime) -> int:
    """Send one e-mail to everybody who has an address and waiting tasks; return how many."""
    sent = 0
    for person in people_of(agency).exclude(email="").filter(account__isnull=False):
        holder = holder_at(person.account_id or 0, agency, now)
        rows = inbox(holder, now) if holder else ()
        if holder and rows:
            sent += send(digest(holder, person.email, rows))
    return sent


def send(message: EmailMessage) -> int:
    """Send one message; an address that is refused does not keep the others from theirs."""
    try:
        return message.send()
    except (SMTPException, OSError) as refused:
        logger.warning("%s not reached: %s", message.to, refused, extra={"action": "digest.failed"})
        return 0


def digest(holder: Holder, address: str, rows: tuple[InboxRow, ...]) -> EmailMessage:
    """The e-mail for one person; it names cases, never their content."""
    late = sum(row.late for row in rows)
    lines = [f"Yth. {holder.name},", "", "Tugas yang menunggu Anda hari ini:", ""]
    for row in rows:
        sign = " (TERLAMBAT)" if row.late else " (DIKEMBALIKAN)" if row.returned else ""
        lines.append(f"- {row.number:04d}/{holder.agency_code}/{row.year}: {row.procedure}{sign}")
    lines += ["", "Buka Kotak Tugas untuk mengerjakannya."]
    subject = f"{len(rows)} tugas menunggu" + (f", {late} terlambat" if late else "")
    return EmailMessage(subject=subject, body="\n".join(lines), to=[address])
