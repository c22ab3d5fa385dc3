"""Add a position to a unit."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.models import Position
from tatalaksana.apps.office.policy import require_office_keeper
from tatalaksana.apps.office.queries import position_of, unit_of
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid


@action("office.add_position")
def add_position(
    holder: Holder, *, name: str, unit: int, superior: int | None, many: bool = False, now: datetime
) -> Position:
    """Add a position to `unit`, below `superior`.

    Errors: NotYours TL601; NotFound TL602 for a foreign unit or superior; Invalid TL603 for a name
    that is empty or taken in the unit.
    """
    require_office_keeper(holder)
    name = name.strip()
    there = unit_of(holder.agency, unit)
    taken = Position.objects.filter(agency=holder.agency, unit=there, name__iexact=name)
    if not name or taken.exists():
        raise Invalid("Nama jabatan kosong atau sudah ada di unit ini.", hint="Beri nama lain.")
    position = Position.objects.create(
        agency_id=holder.agency,
        unit=there,
        name=name,
        many=many,
        superior=position_of(holder.agency, superior) if superior else None,
    )
    audit.write(
        "office.add_position",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("position", position.pk),
        name=name,
    )
    return position
