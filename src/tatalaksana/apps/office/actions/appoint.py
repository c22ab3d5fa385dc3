"""Appoint a person to a position."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.models import Holding
from tatalaksana.apps.office.policy import require_office_keeper
from tatalaksana.apps.office.queries import holding_today, people_of, position_of
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
    kind, or somebody who holds it already.
    """
    require_office_keeper(holder)
    seat = position_of(holder.agency, position)
    who = people_of(holder.agency).filter(pk=person).first()
    if who is None:
        raise NotFound("Orang ini tidak ada di instansi Anda.")
    if kind not in Holding.Kind.values:
        raise Invalid("Pilih definitif, Plt., Plh., atau anggota tim.")
    if until and until < since:
        raise Invalid("Tanggal akhir mendahului tanggal mulai.", hint="Periksa kedua tanggal.")
    held = Holding.objects.filter(holding_today(since), agency=holder.agency, position=seat)
    if held.filter(person=who, kind=kind).exists():
        raise Invalid(f"{who.name} sudah memegang jabatan ini.")
    if kind == Holding.Kind.DEFINITIVE and not seat.many:
        before = held.filter(kind=Holding.Kind.DEFINITIVE)
        if before.filter(since=since).exists():
            raise Invalid("Jabatan ini sudah terisi mulai tanggal yang sama.")
        before.update(until=since - timedelta(days=1))
    holding = Holding.objects.create(
        agency_id=holder.agency, position=seat, person=who, kind=kind, since=since, until=until
    )
    audit.write(
        "office.appoint",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("position", seat.pk),
        person=who.name,
        position=seat.name,
    )
    return holding
