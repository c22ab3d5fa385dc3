"""End a holding on a day."""

from __future__ import annotations

from datetime import date, datetime

from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.models import Holding
from tatalaksana.apps.office.policy import require_office_keeper
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid, NotFound


@action("office.end_holding")
def end_holding(holder: Holder, *, holding: int, last_day: date, now: datetime) -> Holding:
    """Let a holding end with `last_day`.

    Errors: NotYours TL601; NotFound TL602; Invalid TL603 for a day before it began.
    """
    require_office_keeper(holder)
    found = (
        Holding.objects.select_related("person", "position")
        .filter(agency=holder.agency, pk=holding)
        .first()
    )
    if found is None:
        raise NotFound("Jabatan yang hendak diakhiri tidak ditemukan.")
    if last_day < found.since:
        raise Invalid("Hari terakhir mendahului hari mulai.", hint="Periksa tanggalnya.")
    found.until = last_day
    found.save(update_fields=["until"])
    audit.write(
        "office.end_holding",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("position", found.position_id),
        person=found.person.name,
        position=found.position.name,
    )
    return found
