"""Appoint a person to a position."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.keepers import require_keeper_left, today_of
from tatalaksana.apps.office.models import Holding, Person, Position
from tatalaksana.apps.office.policy import require_office_keeper
from tatalaksana.apps.office.queries import holding_within, locked_position, people_of
from tatalaksana.apps.office.terms import require_free, require_years
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid, NotFound


@action("office.appoint")
def appoint(
    holder: Holder,
    *,
    position: int,
    person: int,
    kind: str,
    since: date,
    until: date | None,
    now: datetime,
) -> Holding:
    """Let `person` hold `position` from `since` to `until`.

    A new definitive holder ends the one before, unless the position is held by many; Plt., Plh.
    and team members hold beside.
    Errors: NotYours TL601; NotFound TL602; Invalid TL603 for an end before the start, an unknown
    kind, somebody who holds it already, a period in which another definitive holder begins, or the
    end of the office's last keeper.
    """
    require_office_keeper(holder)
    seat = locked_position(holder.agency, position)
    who = people_of(holder.agency).filter(pk=person).first()
    if who is None:
        raise NotFound("Orang ini tidak ada di instansi Anda.")
    if kind not in Holding.Kind.values:
        raise Invalid("Pilih definitif, Plt., Plh., atau anggota tim.")
    require_years(since, until)
    if until and until < since:
        raise Invalid("Tanggal akhir mendahului tanggal mulai.", hint="Periksa kedua tanggal.")
    mine = Holding.objects.filter(holding_within(since, until), person=who, kind=kind)
    if mine.filter(agency=holder.agency, position=seat).exists():
        raise Invalid(f"{who.name} sudah memegang jabatan ini dalam masa itu.")
    if kind == Holding.Kind.DEFINITIVE and not seat.many:
        for ended in make_room(seat, since, until):
            trace_end(holder, ended, who, now)
    holding = Holding.objects.create(
        agency_id=holder.agency, position=seat, person=who, kind=kind, since=since, until=until
    )
    if seat.keeps_office:
        require_keeper_left(holder.agency, max(since, today_of(holder, now)))
    audit.write(
        "office.appoint",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("position", seat.pk),
        person=who.name,
        position=seat.name,
        kind=kind,
        since=since.isoformat(),
        until=until.isoformat() if until else None,
    )
    return holding


def make_room(seat: Position, since: date, until: date | None) -> list[Holding]:
    """End the definitive holder who began before `since`; return whose term was ended.

    One who begins later is not touched.

    Errors: Invalid TL603 where another definitive holder begins between `since` and `until`.
    """
    definitive = Holding.objects.filter(
        holding_within(since, until), position=seat, kind=Holding.Kind.DEFINITIVE
    )
    earlier = list(definitive.filter(since__lt=since).select_related("person", "position"))
    for one in earlier:
        one.until = since - timedelta(days=1)
        one.save(update_fields=["until"])
    require_free(seat, since, until)
    return earlier


def trace_end(holder: Holder, ended: Holding, successor: Person, now: datetime) -> None:
    """Tell the trail that the term of a holder was ended by the appointment of `successor`."""
    audit.write(
        "office.end_holding",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("position", ended.position_id),
        person=ended.person.name,
        position=ended.position.name,
        until=ended.until.isoformat() if ended.until else None,
        successor=successor.name,
    )
