"""End a webhook for good."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.hooks.models import Hook
from tatalaksana.apps.hooks.queries import locked_hook
from tatalaksana.apps.hooks.steering import trace
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.action import action


@action("hooks.end")
def end_hook(holder: Holder, *, hook: int, now: datetime) -> Hook:
    """End it: nothing is sent any more, also what waits. Errors: NotYours TL601; NotFound TL602."""
    found = locked_hook(holder, hook)
    found.ended_at = now
    found.save(update_fields=["ended_at"])
    trace("hooks.end", holder.agency, holder.person, found, now)
    return found
