"""Taking up the events that happened: each once for each hook, none left out.

A step writes nothing for webhooks. The hook's row is locked meanwhile: another worker passes it
over. Source: docs/decisions/0040.
"""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from tatalaksana.apps.cases.feed import Mark, events_behind, is_passed, new_mark
from tatalaksana.apps.hooks.bounds import bounds
from tatalaksana.apps.hooks.models import Delivery, Hook


def take_up(agency: int, now: datetime) -> int:
    """Make a delivery of each event that the running hooks are to be told of; return how many."""
    running = Hook.objects.filter(
        agency=agency, paused_at__isnull=True, off_at__isnull=True, ended_at__isnull=True
    )
    made = 0
    for hook in list(running.order_by("pk").values_list("pk", flat=True)):
        while (taken := take_chunk(agency, hook, now)) == bounds().chunk:
            made += taken
        made += taken
    return made


@transaction.atomic
def take_chunk(agency: int, hook: int, now: datetime) -> int:
    """Take up the next events of one hook; return how many."""
    rows = Hook.objects.select_for_update(skip_locked=True).filter(agency=agency, pk=hook)
    found = rows.first()
    if found is None or not found.running:
        return 0
    decided = decided_of(found)  # asked before the events are: what ended meanwhile is seen
    known = Delivery.objects.filter(agency=agency, hook=hook, event__gt=found.settled)
    but = list(known.values_list("event", flat=True))
    events = events_behind(agency, found.settled, found.kinds, but, bounds().chunk)
    Delivery.objects.bulk_create(
        [
            Delivery(
                agency_id=agency, hook=found, event_id=event, case=case, kind=kind,
                key=uuid4(), made_at=now, next_at=now,
            )
            for event, case, kind in events
        ]
    )  # fmt: skip
    whole = len(events) < bounds().chunk
    settle(found, decided if whole else min(decided, events[-1][0]))
    return len(events)


def decided_of(hook: Hook) -> int:
    """Up to which id everything is known."""
    if hook.ahead is None or hook.ahead_xid is None:
        return hook.settled
    return hook.ahead if is_passed(Mark(hook.ahead, hook.ahead_xid)) else hook.settled


def settle(hook: Hook, upto: int) -> None:
    """Let what is taken up be forgotten up to `upto`, and look for the next mark."""
    hook.settled = max(hook.settled, upto)
    if hook.ahead is None or hook.settled >= hook.ahead:
        mark = new_mark()
        hook.ahead, hook.ahead_xid = mark.event, mark.xid
    hook.save(update_fields=["settled", "ahead", "ahead_xid"])
