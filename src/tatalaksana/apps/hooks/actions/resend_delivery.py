"""Send a delivery again, or now instead of later."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.hooks.models import Delivery
from tatalaksana.apps.hooks.queries import locked_hook
from tatalaksana.apps.hooks.steering import send_soon, trace
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid, NotFound


@action("hooks.resend")
def resend_delivery(holder: Holder, *, hook: int, delivery: int, now: datetime) -> Delivery:
    """Send it once more under the same webhook-id; a receiver that has it drops it.

    Errors: NotYours TL601; NotFound TL602; Invalid TL603 when the hook does not run.
    """
    found = locked_hook(holder, hook)
    rows = Delivery.objects.select_for_update(of=("self",))
    again = rows.filter(agency=holder.agency, hook=found, pk=delivery).first()
    if again is None:
        raise NotFound("Kiriman ini tidak ada.")
    if not found.running:
        raise Invalid("Webhook ini sedang tidak berjalan.", hint="Lanjutkan dahulu.")
    again.sent_at, again.next_at, again.tries = None, now, 0
    again.save(update_fields=["sent_at", "next_at", "tries"])
    send_soon(holder)
    trace("hooks.resend", holder.agency, holder.person, found, now)
    return again
