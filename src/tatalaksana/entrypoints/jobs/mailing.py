"""Notices by e-mail: cases by their number and SOP, never by what they are about."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from tatalaksana.apps.cases.watching import ToldTask, told_tasks
from tatalaksana.apps.notices.mails import MailRefused, make_mails, send_waiting
from tatalaksana.apps.office.delegations import names_of
from tatalaksana.apps.office.queries import agency_of

if TYPE_CHECKING:
    from tatalaksana.apps.notices.models import Mail, Notice
    from tatalaksana.apps.office.models import Agency

FOR_EVER = 500  #: SMTP: replies from here on are final (RFC 5321, 4.2.1)
WORDS = {
    "assigned": "Tugas baru",
    "handed": "Tugas diserahkan kepada Anda",
    "reminded": "Anda diingatkan: tugas ini terlambat",
    "vacant": "Tugas pada jabatan lowong di bawah Anda",
    "absent": "Tugas pada pejabat di bawah Anda yang berhalangan tanpa pengganti",
    "no_standin": "Pejabat berhalangan tanpa pengganti dan tanpa atasan",
    "inherited": "Tugas pada jabatan yang kini Anda pegang",
    "warning": "Waktunya hampir habis",
    "due": "Batas waktunya sudah lewat",
    "superior": "Terlambat pada bawahan Anda",
    "withdrawn": "Tugas ditarik kembali karena klik sebelumnya keliru",
    "asked": "Anda dimintai pendapat",
    "answered": "Pendapat yang Anda minta sudah diberikan",
    "part": "Sebuah langkah menunggu bagian Anda",
    "case_late": "Seluruh berkas melewati batas waktunya",
    "proposed": "Usulan tim menunggu keputusan Anda",
    "reopened": "Klik Anda dikoreksi; tugasnya terbuka lagi",
}
logger = logging.getLogger(__name__)


def send_mails(agency: int, clock: Callable[[], datetime] = timezone.now) -> int:
    """Put waiting notices into messages and send all that wait; return how many went out."""
    make_mails(agency, clock())
    there = agency_of(agency)

    def send(mail: Mail, notices: Sequence[Notice]) -> None:
        hand_over(message_of(there, mail, notices))

    return send_waiting(agency, send, clock)


def hand_over(message: EmailMessage) -> None:
    """Give one message to the mail server. Errors: MailRefused."""
    try:
        message.send()
    except (SMTPException, OSError) as refused:
        logger.warning("%s not reached: %s", message.to, refused, extra={"action": "mail.refused"})
        raise MailRefused(str(refused), final=is_final(refused)) from refused


def is_final(refused: Exception) -> bool:
    """Whether the server said that it will never take the message."""
    if isinstance(refused, SMTPRecipientsRefused):
        return all(code >= FOR_EVER for code, _ in refused.recipients.values())
    return isinstance(refused, SMTPResponseException) and refused.smtp_code >= FOR_EVER


def message_of(agency: Agency, mail: Mail, notices: Sequence[Notice]) -> EmailMessage:
    """The message; made of the same rows again it is the same, its Message-ID included."""
    told = told_tasks(agency.pk, [notice.task_id for notice in notices])
    name = names_of(agency.pk, [mail.person_id])[mail.person_id]
    with translation.override("id"), timezone.override(agency.zone):
        lines = [line for one in notices for line in lines_of(agency, one, told[one.task_id])]
        subject = subject_of(agency, notices, told)
    body = [f"Yth. {name},", "", *lines, "", *FAREWELL]
    return EmailMessage(
        subject=subject,
        body="\n".join(body),
        to=[mail.address],
        headers={"Message-ID": message_id(mail)},
    )


def message_id(mail: Mail) -> str:
    """The Message-ID of a message, the same however often it is handed over."""
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
    return f"<{mail.key}@{host}>"


FAREWELL = (
    "Surel ini dikirim otomatis. Pilih pemberitahuan yang dikirim lewat surel di Tatalaksana,",
    "Lainnya, Pemberitahuan.",
)


def subject_of(agency: Agency, notices: Sequence[Notice], told: dict[int, ToldTask]) -> str:
    """What it is about: the one case, or how many notices there are."""
    if len(notices) == 1:
        return f"{WORDS[notices[0].kind]}: {number_of(agency, told[notices[0].task_id])}"
    return f"{len(notices)} pemberitahuan tugas"


def lines_of(agency: Agency, notice: Notice, task: ToldTask) -> list[str]:
    """One notice: what, which case, until when, where to open it."""
    lines = [f"- {WORDS[notice.kind]}: {number_of(agency, task)}, SOP {task.procedure}"]
    if notice.kind in ("vacant", "absent", "no_standin", "inherited", "superior"):
        lines[0] += f" ({task.seat})"
    if task.due_at is not None and notice.kind != "proposed":
        due = timezone.localtime(task.due_at)
        lines.append(f"  Batas waktu {date_format(due, 'j F Y')} pukul {due:%H.%M} {due.tzname()}")
    if settings.SITE_ADDRESS:
        lines.append(f"  {settings.SITE_ADDRESS}{page_of(notice)}")
    return lines


def page_of(notice: Notice) -> str:
    """Where to open it."""
    if notice.kind == "no_standin":
        return reverse("absences")
    if notice.kind == "case_late":
        return reverse("notice", args=[notice.pk])
    return reverse("teams") if notice.kind == "proposed" else reverse("task", args=[notice.task_id])


def number_of(agency: Agency, task: ToldTask) -> str:
    """The number of the case as it is written."""
    return f"{task.number:04d}/{agency.code}/{task.year}"
