"""The morning e-mail: what waits for whom."""

from __future__ import annotations

from datetime import datetime

from django.core.mail import EmailMessage, get_connection

from tatalaksana.apps.cases.inbox import InboxRow, inbox
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.queries import holder_of, people_of


def send_digests(agency: int, now: datetime) -> int:
    """Send one e-mail to everybody who has an address and waiting tasks; return how many."""
    messages = []
    for person in people_of(agency).exclude(email="").filter(account__isnull=False):
        holder = holder_of(person.account_id or 0, agency, now.date())
        rows = inbox(holder, now) if holder else ()
        if holder and rows:
            messages.append(digest(holder, person.email, rows))
    return int(get_connection().send_messages(messages) or 0) if messages else 0


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
