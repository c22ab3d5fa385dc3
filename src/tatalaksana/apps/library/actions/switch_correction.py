"""Switch a correction of the office off, or on again."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.library.corrections import correction_of, term_of
from tatalaksana.apps.library.models import Correction
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.office.queries import lock_agency
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action


@action("library.switch_correction")
def switch_correction(
    holder: Holder, *, correction: int, active: bool, now: datetime
) -> Correction:
    """Use the correction from now on, or no more; of two about one word only one is used.

    The agency is locked first, as by whoever remembers one.
    Errors: NotYours TL601; NotFound TL602.
    """
    require_procedure_keeper(holder)
    lock_agency(holder.agency)
    found = correction_of(holder.agency, correction)
    if active:
        same = Correction.objects.filter(
            agency=holder.agency, kind=found.kind, folded=found.folded, active=True
        )
        same.exclude(pk=found.pk).update(active=False, replaced_by=found)
    found.active, found.replaced_by = active, None
    found.save(update_fields=["active", "replaced_by"])
    audit.write(
        "library.switch_correction",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("correction", found.pk),
        read=found.read,
        means=term_of(found).meaning,
        active=active,
    )
    return found
