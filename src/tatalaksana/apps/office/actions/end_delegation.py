"""End a delegation early."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.office.delegations import delegation_of
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.keepers import today_of
from tatalaksana.apps.office.models import Delegation
from tatalaksana.apps.office.policy import require_giver
from tatalaksana.apps.office.queries import locked_position
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid


@action("office.end_delegation")
def end_delegation(holder: Holder, *, delegation: int, now: datetime) -> Delegation:
    """Let a delegation give nothing from `now` on; what was done in it stays done.

    Errors: NotYours TL601 unless she gave it or keeps the office; NotFound TL602; Invalid TL603
    where it is over already.
    """
    found = delegation_of(holder.agency, delegation)
    require_giver(holder, found.giver_id)
    locked_position(holder.agency, found.position_id)
    found.refresh_from_db(fields=["ended_at"])
    if found.ended_at is not None or found.until < today_of(holder, now):
        raise Invalid("Masa bertindak ini sudah berakhir.")
    found.ended_at = now
    found.save(update_fields=["ended_at"])
    audit.write(
        "office.end_delegation",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("delegation", found.pk),
        giver=found.giver.name,
        taker=found.taker.name,
        position=found.position.name,
    )
    return found
