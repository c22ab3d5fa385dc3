"""Add a unit."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.models import Unit
from tatalaksana.apps.office.policy import require_office_keeper
from tatalaksana.apps.office.queries import unit_of
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid


@action("office.add_unit")
def add_unit(holder: Holder, *, name: str, parent: int | None, now: datetime) -> Unit:
    """Add a unit below `parent`.

    Errors: NotYours TL601; NotFound TL602 for a foreign parent; Invalid TL603 for a name that is
    empty or taken.
    """
    require_office_keeper(holder)
    name = name.strip()
    if not name or Unit.objects.filter(agency=holder.agency, name__iexact=name).exists():
        raise Invalid("Nama unit kosong atau sudah dipakai.", hint="Beri nama yang lain.")
    above = unit_of(holder.agency, parent) if parent else None
    unit = Unit.objects.create(agency_id=holder.agency, name=name, parent=above)
    audit.write(
        "office.add_unit",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("unit", unit.pk),
        name=name,
    )
    return unit
