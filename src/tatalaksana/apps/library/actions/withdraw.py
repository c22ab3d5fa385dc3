"""Withdraw a version: no new case runs by it; running ones go on to their end."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.library.models import Version
from tatalaksana.apps.library.queries import version_of
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid


@action("library.withdraw")
def withdraw(holder: Holder, *, version: int, now: datetime) -> Version:
    """Withdraw the version in force.

    Errors: NotYours TL601; NotFound TL602; Invalid TL603 when it is not in force.
    """
    require_procedure_keeper(holder)
    found = version_of(holder.agency, version)
    if found.status != Version.Status.IN_FORCE:
        raise Invalid("Hanya versi yang berlaku dapat dicabut.")
    found.status, found.withdrawn_at = Version.Status.WITHDRAWN, now
    found.save(update_fields=["status", "withdrawn_at"])
    audit.write(
        "library.withdraw",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("version", found.pk),
        title=found.procedure.title,
        number=found.number,
    )
    return found
