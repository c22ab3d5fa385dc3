"""Set what a position may do besides its tasks."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.keepers import require_keeper_left, today_of
from tatalaksana.apps.office.models import Position
from tatalaksana.apps.office.policy import require_office_keeper
from tatalaksana.apps.office.queries import locked_position
from tatalaksana.apps.office.terms import require_one_at_a_time
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action


@action("office.give_duties")
def give_duties(
    holder: Holder,
    *,
    position: int,
    keeps_procedures: bool,
    keeps_office: bool,
    many: bool,
    now: datetime,
) -> Position:
    """Set whether `position` keeps the procedures and the office, and is held by many at once.

    It counts at once for everybody who holds the position. What is set already leaves no trace.
    Errors: NotYours TL601; NotFound TL602; Invalid TL603, its data naming the `field`, for the
    office's last keeper or several definitive holders where one is wanted.
    """
    require_office_keeper(holder)
    seat = locked_position(holder.agency, position)
    wanted = {"keeps_procedures": keeps_procedures, "keeps_office": keeps_office, "many": many}
    if all(getattr(seat, duty) == value for duty, value in wanted.items()):
        return seat
    today = today_of(holder, now)
    if seat.many and not many:
        require_one_at_a_time(seat, today)
    for duty, value in wanted.items():
        setattr(seat, duty, value)
    seat.save(update_fields=list(wanted))
    if not keeps_office:
        require_keeper_left(holder.agency, today)
    audit.write(
        "office.give_duties",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("position", seat.pk),
        name=seat.name,
        **wanted,
    )
    return seat
