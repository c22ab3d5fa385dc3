"""Let a webhook that rests, or was switched off, go on where it stopped."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.hooks.models import Hook
from tatalaksana.apps.hooks.queries import locked_hook
from tatalaksana.apps.hooks.steering import send_soon, take_up_again, trace
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid


@action("hooks.resume")
def resume_hook(holder: Holder, *, hook: int, now: datetime) -> Hook:
    """Go on with the first event that has not arrived, then with all that came after it.

    Errors: NotYours TL601; NotFound TL602; Invalid TL603 when it runs.
    """
    found = locked_hook(holder, hook)
    if found.running:
        raise Invalid("Webhook ini sudah berjalan.", hint="Muat ulang halaman.")
    found.paused_at, found.off_at, found.trouble = None, None, ""
    found.save(update_fields=["paused_at", "off_at", "trouble"])
    take_up_again(found, now)
    send_soon(holder)
    trace("hooks.resume", holder.agency, holder.person, found, now)
    return found
