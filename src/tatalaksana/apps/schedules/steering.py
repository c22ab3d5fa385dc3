"""What every change of a schedule asks first and leaves behind."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.schedules.models import Schedule
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.errors import Invalid, NotFound


def locked(holder: Holder, schedule: int) -> Schedule:
    """One schedule, kept from the worker until the transaction ends.

    Errors: NotYours TL601 unless she keeps the procedures; NotFound TL602.
    """
    require_procedure_keeper(holder)
    rows = Schedule.objects.select_for_update().filter(agency=holder.agency, pk=schedule)
    found = rows.first()
    if found is None:
        raise NotFound("Jadwal ini tidak ada di instansi Anda.")
    return found


def require_running(holder: Holder, schedule: int) -> Schedule:
    """The same, of a schedule that opens cases. Errors: Invalid TL603 too."""
    found = locked(holder, schedule)
    if not found.running:
        raise Invalid("Jadwal ini sedang tidak berjalan.", hint="Muat ulang halaman.")
    return found


def trace(name: str, holder: Holder, schedule: Schedule, now: datetime) -> None:
    """What the audit trail keeps of a change."""
    audit.write(
        name,
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("schedule", schedule.pk),
        title=schedule.title,
    )
