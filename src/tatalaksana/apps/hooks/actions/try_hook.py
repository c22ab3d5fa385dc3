"""Send a test to a webhook."""

from __future__ import annotations

from datetime import datetime
from uuid import uuid4

from tatalaksana.apps.hooks.messages import TEST
from tatalaksana.apps.hooks.models import Delivery
from tatalaksana.apps.hooks.queries import locked_hook
from tatalaksana.apps.hooks.steering import send_soon, trace
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid


@action("hooks.try")
def try_hook(holder: Holder, *, hook: int, now: datetime) -> Delivery:
    """Send a message of no case, signed like any other.

    Errors: NotYours TL601; NotFound TL602; Invalid TL603 when it does not run.
    """
    found = locked_hook(holder, hook)
    if not found.running:
        raise Invalid("Webhook ini sedang tidak berjalan.", hint="Lanjutkan dahulu.")
    made = Delivery.objects.create(
        agency_id=holder.agency, hook=found, kind=TEST, key=uuid4(), made_at=now, next_at=now
    )
    send_soon(holder)
    trace("hooks.try", holder.agency, holder.person, found, now)
    return made
