"""Remove a correction of the office; what was read with it stays as it is."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.library.corrections import correction_of, term_of
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.office.queries import lock_agency
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action


@action("library.remove_correction")
def remove_correction(holder: Holder, *, correction: int, now: datetime) -> None:
    """Remove it; the trail keeps that it was there.

    Errors: NotYours TL601; NotFound TL602.
    """
    require_procedure_keeper(holder)
    lock_agency(holder.agency)
    found = correction_of(holder.agency, correction)
    audit.write(
        "library.remove_correction",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("correction", found.pk),
        read=found.read,
        means=term_of(found).meaning,
    )
    found.delete()
