"""What goes out by e-mail, notices and mornings: each in one message, sent until the mail server
took it.

A message is made in one transaction with the mark on its notices. Whoever sends it holds its row
meanwhile: another worker passes it over, and when the sender dies the row is free at once. The
message keeps its Message-ID however often it is handed over; mail systems that know it drop the
second.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from tatalaksana.apps.cases.watching import open_among
from tatalaksana.apps.notices.models import Mail, Notice
from tatalaksana.apps.office.reach import addresses_of, all_addresses
from tatalaksana.core.base.worktime import Calendar
from tatalaksana.core.engine.reminders import OF_GONE, reminders

logger = logging.getLogger(__name__)


class MailRefused(Exception):
    """The mail server did not take a message; `final` when it never will."""

    def __init__(self, said: str, *, final: bool) -> None:
        super().__init__(said)
        self.final = final


class NothingToTell(Exception):
    """There is nothing in a message any more that its person should read; it is not sent."""


def make_mornings(agency: int, calendar: Calendar, now: datetime) -> int:
    """Make the morning e-mails of the day, one for everybody with an address; return how many.

    Once a working day of the office, between the morning and its close; all of them or none.
    """
    today = now.astimezone(calendar.zone).date()
    spans = calendar.spans(today)
    begin = datetime.combine(today, reminders().morning, calendar.zone)
    if not spans or not begin <= now < spans[-1][1]:
        return 0
    if Mail.objects.filter(agency=agency, day=today).exists():
        return 0
    mails = [
        Mail(
            agency_id=agency, person_id=person, key=uuid4(), address=address, day=today,
            made_at=now, next_at=now,
        )
        for person, address in all_addresses(agency).items()
    ]  # fmt: skip
    Mail.objects.bulk_create(mails, ignore_conflicts=True)
    return len(mails)


def make_mails(agency: int, now: datetime) -> int:
    """Put the notices that wait for e-mail into messages, one a person; return how many."""
    waiting = Notice.objects.filter(agency=agency, by_mail=True, mail__isnull=True)
    people = sorted(set(waiting.order_by().values_list("person", flat=True).distinct()))
    return sum(make_mail(agency, person, now) for person in people)


@transaction.atomic
def make_mail(agency: int, person: int, now: datetime) -> int:
    """Make the message for one person; 0 when there is nothing left to tell her.

    What is done meanwhile is not told any more; another worker's notices are left to it.
    """
    waiting = Notice.objects.filter(
        agency=agency, person=person, by_mail=True, mail__isnull=True
    ).order_by("made_at", "pk")
    mine = list(waiting.select_for_update(skip_locked=True)[: reminders().longest_mail])
    still = open_among(agency, [notice.task_id for notice in mine])
    address = addresses_of(agency, [person]).get(person, "")
    told = [
        notice.pk
        for notice in mine
        if address and (notice.task_id in still or notice.kind in OF_GONE)
    ]
    moot = [notice.pk for notice in mine if notice.pk not in set(told)]
    Notice.objects.filter(agency=agency, pk__in=moot).update(by_mail=False)
    if not told:
        return 0
    mail = Mail.objects.create(
        agency_id=agency, person_id=person, key=uuid4(), address=address, made_at=now, next_at=now
    )
    Notice.objects.filter(agency=agency, pk__in=told).update(mail=mail)
    return 1


def send_waiting(
    agency: int,
    send: Callable[[Mail, list[Notice]], None],
    clock: Callable[[], datetime],
    *,
    mornings: bool = False,
) -> int:
    """Hand every waiting message, with notices or the `mornings`, to `send`; how many it took.

    `send` raises MailRefused for a message it could not hand over, NothingToTell for one that is
    not to go out. Whatever else it raises is a try too: the message waits like a refused one, and
    the next goes out.
    """
    taken = 0
    while (done := send_next(agency, send, clock(), mornings=mornings)) is not None:
        taken += done
    return taken


@transaction.atomic
def send_next(
    agency: int,
    send: Callable[[Mail, list[Notice]], None],
    now: datetime,
    *,
    mornings: bool = False,
) -> bool | None:
    """Send the next waiting message and note what came of it; None when none waits."""
    waiting = Mail.objects.filter(
        agency=agency, next_at__lte=now, day__isnull=not mornings
    ).order_by("next_at", "pk")
    mail = waiting.select_for_update(skip_locked=True).first()
    if mail is None:
        return None
    notices = Notice.objects.filter(agency=agency, mail=mail).order_by("made_at", "pk")
    mail.tries += 1
    try:
        with transaction.atomic():  # a fault in a query of `send` leaves the row writable
            send(mail, list(notices))
    except NothingToTell:
        mail.tries, mail.next_at = mail.tries - 1, None
    except Exception as fault:
        final = isinstance(fault, MailRefused) and fault.final
        if not isinstance(fault, MailRefused):
            logger.exception("E-mail %s failed.", mail.pk, extra={"action": "mail.failed"})
        mail.trouble = (str(fault) or type(fault).__name__)[:500]
        given_up = final or mail.tries >= reminders().tries
        mail.next_at = None if given_up else now + reminders().first_pause * 2 ** (mail.tries - 1)
    else:
        mail.sent_at, mail.next_at, mail.trouble = now, None, ""
    mail.save(update_fields=["tries", "trouble", "next_at", "sent_at"])
    return mail.sent_at is not None
