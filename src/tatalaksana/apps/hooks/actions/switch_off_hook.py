"""Switch a webhook off whose receiver failed too often."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.hooks.models import Hook
from tatalaksana.apps.hooks.steering import trace
from tatalaksana.apps.shared.action import action


@action("hooks.switch_off")
def switch_off_hook(agency: int, *, hook: int, why: str, now: datetime) -> None:
    """Send nothing any more until a keeper lets it go on; the system does it, nobody else."""
    found = Hook.objects.select_for_update().get(agency=agency, pk=hook)
    if found.off_at is None:
        found.off_at, found.trouble = now, why
        found.save(update_fields=["off_at", "trouble"])
        trace("hooks.switch_off", agency, None, found, now)
