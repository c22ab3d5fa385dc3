"""Sending what waits: the events of a case in their order, each until the receiver took it.

Whoever sends a delivery holds its row meanwhile: another worker passes it over, and when the sender
dies the row is free at once. The webhook-id stays the same; by it a receiver drops the second.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery

from tatalaksana.apps.hooks.actions.switch_off_hook import switch_off_hook
from tatalaksana.apps.hooks.bounds import bounds
from tatalaksana.apps.hooks.messages import Message, message_of
from tatalaksana.apps.hooks.models import Delivery

Post = Callable[[Message], int]
LONGEST_TROUBLE = 500
logger = logging.getLogger(__name__)


class NotTaken(Exception):
    """The receiver did not take a message; `status` is its answer, `gone` that it never will."""

    def __init__(self, said: str, *, status: int | None = None, gone: bool = False) -> None:
        super().__init__(said)
        self.status = status
        self.gone = gone


def send_waiting(agency: int, post: Post, clock: Callable[[], datetime]) -> int:
    """Hand every waiting delivery to `post` (message -> status); return how many were taken.

    A hook whose receiver failed is left alone until the next round, so that it holds up no other;
    what a round has no time for waits for the next.
    """
    end, taken = clock() + bounds().round, 0
    failed: set[int] = set()
    while clock() < end:
        outcome = send_next(agency, post, clock(), failed)
        if outcome is None:
            break
        hook, arrived = outcome
        taken += arrived
        if not arrived:
            failed.add(hook)
    return taken


@transaction.atomic
def send_next(agency: int, post: Post, now: datetime, failed: set[int]) -> tuple[int, bool] | None:
    """Send the next delivery that is due: its hook, and whether it arrived; None when none is."""
    delivery = next_due(agency, now, failed)
    if delivery is None:
        return None
    delivery.tries += 1
    try:
        with transaction.atomic():  # a fault in a query leaves the row writable
            delivery.status = post(message_of(delivery, now))
    except Exception as fault:
        if not isinstance(fault, NotTaken):
            logger.exception(
                "Delivery %s failed.", delivery.pk, extra={"action": "hook.delivery_failed"}
            )
        note_failure(delivery, fault, now)
    else:
        delivery.sent_at, delivery.next_at, delivery.trouble = now, None, ""
    delivery.save(update_fields=["tries", "status", "sent_at", "next_at", "trouble"])
    return delivery.hook_id, delivery.sent_at is not None


def next_due(agency: int, now: datetime, failed: set[int]) -> Delivery | None:
    """A delivery that is due, locked; of each case only the first that has not arrived."""
    # The number of the first, not "none before it", for which PostgreSQL would join all that wait.
    waiting = Delivery.objects.filter(
        agency=agency, hook=OuterRef("hook"), case=OuterRef("case"), sent_at__isnull=True
    )
    first = Subquery(waiting.order_by("event").values("event")[:1])
    due = Delivery.objects.filter(
        Q(event=None) | Q(event=first),
        agency=agency,
        sent_at__isnull=True,
        next_at__lte=now,
        hook__paused_at__isnull=True,
        hook__off_at__isnull=True,
        hook__ended_at__isnull=True,
    ).exclude(hook__in=failed)
    ordered = due.select_related("hook").order_by(F("event").asc(nulls_first=True), "pk")
    return ordered.select_for_update(skip_locked=True, of=("self",)).first()


def note_failure(delivery: Delivery, fault: Exception, now: datetime) -> None:
    """Let it be tried again later, or switch the hook off when it was tried often enough."""
    status = fault.status if isinstance(fault, NotTaken) else None
    gone = isinstance(fault, NotTaken) and fault.gone
    delivery.status = status
    delivery.trouble = (str(fault) or type(fault).__name__)[:LONGEST_TROUBLE]
    if gone or delivery.tries > len(bounds().pauses):
        delivery.next_at = None
        switch_off_hook(delivery.agency_id, hook=delivery.hook_id, why=delivery.trouble, now=now)
        return
    delivery.next_at = now + bounds().pauses[delivery.tries - 1]


def forget_deliveries(agency: int, now: datetime) -> int:
    """Remove what arrived long ago; return how many."""
    old = Delivery.objects.filter(agency=agency, sent_at__lt=now - bounds().kept)
    return old.delete()[0]
