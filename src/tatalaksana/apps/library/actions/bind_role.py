"""Bind a role of a procedure to a position: a person confirms it."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.library.models import Binding, Version
from tatalaksana.apps.library.queries import content_of, version_of
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.office.queries import position_of
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid, NotFound


@action("library.bind_role")
def bind_role(holder: Holder, *, version: int, role: str, position: int, now: datetime) -> Binding:
    """Let `position` do the work of `role` from now on; open tasks stay where they are.

    Errors: NotYours TL601; NotFound TL602 for a foreign version, role or position; Invalid TL603
    when the version is withdrawn.
    """
    require_procedure_keeper(holder)
    found = version_of(holder.agency, version)
    binding = bind(holder, found, role, position, now)
    audit.write(
        "library.bind_role",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("version", found.pk),
        role=role,
        position=binding.position.name,
    )
    return binding


def bind(holder: Holder, version: Version, role: str, position: int, now: datetime) -> Binding:
    """Write one confirmed binding; see bind_role for the errors."""
    # whoever puts it in force meanwhile waits, or is waited for; cases may start
    Version.objects.select_for_update(no_key=True).get(pk=version.pk)
    if version.status == Version.Status.WITHDRAWN:
        raise Invalid("Prosedur ini sudah dicabut.")
    if role not in content_of(version).performers:
        raise NotFound(f"Prosedur ini tidak mengenal pelaksana “{role}”.")
    binding, _ = Binding.objects.update_or_create(
        agency_id=holder.agency,
        version=version,
        role=role,
        defaults={
            "position": position_of(holder.agency, position),
            "sure": 1.0,
            "confirmed_by_id": holder.person,
            "confirmed_at": now,
        },
    )
    return binding
