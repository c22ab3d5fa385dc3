"""End a holding on a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.keepers import require_keeper_left, today_of
from tatalaksana.apps.office.models import Holding
from tatalaksana.apps.office.policy import require_office_keeper
from tatalaksana.apps.office.queries import locked_position
from tatalaksana.apps.office.terms import require_free, require_years
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid, NotFound


@action("office.end_holding")
def end_holding(holder: Holder, *, holding: int, last_day: date, now: datetime) -> Holding:
    """Let a holding end with `last_day`.

    Errors: NotYours TL601; NotFound TL602; Invalid TL603 for a day before it began, a day on which
    the next definitive holder has begun, or the end of the office's last keeper.
    """
    require_office_keeper(holder)
    found = (
        Holding.objects.select_related("person", "position")
        .filter(agency=holder.agency, pk=holding)
        .first()
    )
    if found is None:
        raise NotFound("Jabatan yang hendak diakhiri tidak ditemukan.")
    require_years(last_day)
    if last_day < found.since:
        raise Invalid("Hari terakhir mendahului hari mulai.", hint="Periksa tanggalnya.")
    seat = locked_position(holder.agency, found.position_id)
    if found.kind == Holding.Kind.DEFINITIVE and not seat.many:
        require_free(seat, found.since, last_day, besides=found.pk)
    found.until = last_day
    found.save(update_fields=["until"])
    if seat.keeps_office:
        after = last_day + timedelta(days=1)
        require_keeper_left(holder.agency, max(after, today_of(holder, now)))
    audit.write(
        "office.end_holding",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("position", found.position_id),
        person=found.person.name,
        position=found.position.name,
    )
    return found
