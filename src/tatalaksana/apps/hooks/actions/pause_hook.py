"""Let a webhook rest."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.hooks.models import Hook
from tatalaksana.apps.hooks.queries import locked_hook
from tatalaksana.apps.hooks.steering import trace
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid


@action("hooks.pause")
def pause_hook(holder: Holder, *, hook: int, now: datetime) -> Hook:
    """Send nothing until it goes on; what happens meanwhile is not lost.

    Errors: NotYours TL601; NotFound TL602; Invalid TL603 when it does not run.
    """
    found = locked_hook(holder, hook)
    if not found.running:
        raise Invalid("Webhook ini sedang tidak berjalan.", hint="Muat ulang halaman.")
    found.paused_at = now
    found.save(update_fields=["paused_at"])
    trace("hooks.pause", holder.agency, holder.person, found, now)
    return found
