"""What every change of a webhook leaves behind."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from procrastinate.contrib.django import app

from tatalaksana.apps.hooks.models import Delivery, Hook
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared import audit

JOB = "send_hooks_of"  #: entrypoints.jobs.tasks
AFTER_OTHERS = -5  #: priority: notices and schedules of an office do not wait for its receivers


def trace(name: str, agency: int, actor: int | None, hook: Hook, now: datetime) -> None:
    """What the audit trail keeps of a change: the host, since an address may hold a secret."""
    audit.write(
        name,
        agency=agency,
        actor=actor,
        at=now,
        thing=("hook", hook.pk),
        host=urlsplit(hook.url).hostname,
    )


def take_up_again(hook: Hook, now: datetime) -> None:
    """Let all that has not arrived be tried from the beginning."""
    waiting = Delivery.objects.filter(agency=hook.agency_id, hook=hook, sent_at__isnull=True)
    waiting.update(next_at=now, tries=0)


def send_soon(holder: Holder) -> None:
    """Let the worker send as soon as this transaction has ended, not in a minute."""
    app.configure_task(JOB).defer(agency=holder.agency)
