"""Reading webhooks and what was sent to them; for keepers of the office."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from tatalaksana.apps.hooks.models import Delivery, Hook
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_hook_keeper
from tatalaksana.apps.shared.errors import NotFound

SHOWN = 50  #: deliveries on a page


def hooks_of(holder: Holder) -> QuerySet[Hook]:
    """The hooks that were not ended, with how much waits (`waiting`). Errors: NotYours TL601."""
    require_hook_keeper(holder)
    return (
        Hook.objects.filter(agency=holder.agency, ended_at__isnull=True)
        .select_related("made_by")
        .annotate(waiting=Count("delivery", filter=Q(delivery__sent_at__isnull=True)))
        .order_by("made_at", "pk")
    )


def hook_of(holder: Holder, hook: int) -> Hook:
    """One hook. Errors: NotYours TL601; NotFound TL602, also when it was ended."""
    found = hooks_of(holder).filter(pk=hook).first()
    if found is None:
        raise NotFound("Webhook ini tidak ada di instansi Anda.")
    return found


def locked_hook(holder: Holder, hook: int) -> Hook:
    """One hook, kept from the worker until the transaction ends. Errors: as hook_of."""
    require_hook_keeper(holder)
    rows = Hook.objects.select_for_update().filter(
        agency=holder.agency, pk=hook, ended_at__isnull=True
    )
    found = rows.first()
    if found is None:
        raise NotFound("Webhook ini tidak ada di instansi Anda.")
    return found


def deliveries_of(hook: Hook) -> QuerySet[Delivery]:
    """What was or is to be sent, the latest first."""
    return (
        Delivery.objects.filter(agency=hook.agency_id, hook=hook)
        .select_related("event__case")
        .order_by("-made_at", "-pk")[:SHOWN]
    )


def switched_off(agency: int) -> tuple[Hook, ...]:
    """The hooks that were switched off since their receivers failed."""
    found = Hook.objects.filter(agency=agency, ended_at__isnull=True, off_at__isnull=False)
    return tuple(found.order_by("off_at"))


def has_running(agency: int) -> bool:
    """Whether some address of the agency is to be told of events."""
    running = Hook.objects.filter(agency=agency, ended_at__isnull=True)
    return running.filter(paused_at__isnull=True, off_at__isnull=True).exists()
