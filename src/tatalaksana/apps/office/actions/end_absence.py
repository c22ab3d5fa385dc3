"""End an absence early, or call it off before it begins."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.office.absences import absence_of
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.keepers import today_of
from tatalaksana.apps.office.models import Absence
from tatalaksana.apps.office.policy import require_absence_of
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid


@action("office.end_absence")
def end_absence(holder: Holder, *, absence: int, now: datetime) -> Absence:
    """Let somebody be here again from `now` on; the record stays with the days it was made for.

    Who was appointed or named to stand in is not touched: that has an end of its own.
    Errors: NotYours TL601 unless it is hers or she keeps the office; NotFound TL602; Invalid TL603
    where it is over already.
    """
    found = absence_of(holder.agency, absence)
    require_absence_of(holder, found.person_id)
    Absence.objects.select_for_update(no_key=True).get(pk=found.pk)
    found.refresh_from_db(fields=["ended_at"])
    if found.ended_at is not None or found.until < today_of(holder, now):
        raise Invalid("Ketidakhadiran ini sudah berakhir.")
    found.ended_at = now
    found.save(update_fields=["ended_at"])
    audit.write(
        "office.end_absence",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("absence", found.pk),
        person=found.person.name,
        since=found.since.isoformat(),
        until=found.until.isoformat(),
    )
    return found
