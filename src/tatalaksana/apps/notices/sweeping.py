"""The sweep of the night: what rounds leave behind, and what one may have missed."""

from __future__ import annotations

from datetime import datetime, timedelta

from tatalaksana.apps.cases.watching import open_among
from tatalaksana.apps.notices.models import Mail, Notice, Watch
from tatalaksana.apps.notices.rounds import watch_all
from tatalaksana.core.engine.reminders import OF_GONE, reminders

PORTION = 2000  #: rows looked at in one query


def sweep(agency: int, now: datetime) -> int:
    """Watch what no round has seen, and put away what is done; return how many were missed.

    A notice of a task that is done is no longer unread. What is older than `reminders().kept` is
    removed.
    """
    missed = watch_all(agency, now)
    last = 0
    while portion := watched_after(agency, last):
        last = portion[-1]
        done = set(portion) - open_among(agency, portion)
        Watch.objects.filter(agency=agency, task__in=done).delete()
        unread = Notice.objects.filter(agency=agency, task__in=done, read_at__isnull=True)
        unread.exclude(kind__in=OF_GONE).update(read_at=now)
    old = now - reminders().kept
    Notice.objects.filter(agency=agency, made_at__lt=old).delete()
    Mail.objects.filter(agency=agency, made_at__lt=old, notice__isnull=True).delete()
    forget_empty_mornings(agency, now)
    return missed


def forget_empty_mornings(agency: int, now: datetime) -> None:
    """Remove the mornings of past days, in any zone, on which there was nothing to tell."""
    past = Mail.objects.filter(agency=agency, day__lt=(now - timedelta(days=1)).date())
    past.filter(tries=0, next_at__isnull=True).delete()


def watched_after(agency: int, last: int) -> list[int]:
    """The next watched tasks after task `last`."""
    rows = Watch.objects.filter(agency=agency, task__gt=last).order_by("task")
    return list(rows.values_list("task", flat=True)[:PORTION])
