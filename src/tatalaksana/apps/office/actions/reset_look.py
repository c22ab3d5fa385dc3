"""Let the documents of the agency look as by default again."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.office.actions.choose_look import locked
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_look_keeper
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action


@action("office.reset_look")
def reset_look(holder: Holder, *, seen: str, now: datetime) -> bool:
    """Forget what was chosen; whether there was anything to forget.

    Errors: NotYours TL601; MovedOn TL604 when somebody else chose in between.
    """
    require_look_keeper(holder)
    kept = locked(holder.agency, seen)
    if kept is None:
        return False
    audit.write(
        "office.reset_look",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("look", kept.pk),
    )
    kept.delete()
    return True
