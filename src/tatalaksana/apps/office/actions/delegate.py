"""Let a colleague act for the holder of a position."""

from __future__ import annotations

from calendar import isleap
from datetime import date, datetime, timedelta

from django.utils.formats import date_format

from tatalaksana.apps.office.delegations import OWN_RIGHTS
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.keepers import today_of
from tatalaksana.apps.office.models import Delegation, Holding, Person, Position
from tatalaksana.apps.office.policy import require_giver
from tatalaksana.apps.office.queries import holding_today, locked_position
from tatalaksana.apps.office.terms import require_years
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid, NotFound


@action("office.delegate")
def delegate(
    holder: Holder,
    *,
    position: int,
    giver: int,
    taker: int,
    kind: str,
    since: date,
    until: date,
    now: datetime,
) -> Delegation:
    """Let `taker` do the tasks of `position` for `giver` from `since` to `until`.

    The giver does it herself, or the keeper of the office for her. Tasks and cases do not change:
    who may act is resolved whenever it is asked.
    Errors: NotYours TL601; NotFound TL602; Invalid TL603, its data naming the `field`, for oneself,
    somebody who cannot sign in, an unknown kind, a period that is over, turned round or longer than
    a year, a position the giver does not hold in her own right when it begins, or is held by many,
    and a delegation that is there already.
    """
    require_giver(holder, giver)
    if kind not in Delegation.Kind.values:
        raise Invalid("Pilih tugas mana yang boleh dikerjakan.", field="kind")
    require_period(since, until, today_of(holder, now))
    seat = locked_position(holder.agency, position)
    hers, his = person_of_agency(holder, giver), person_of_agency(holder, taker)
    require_colleague(hers, his)
    require_own_right(seat, hers, since)
    given = Delegation(
        agency_id=holder.agency,
        position=seat,
        giver=hers,
        taker=his,
        kind=kind,
        since=since,
        until=until,
    )
    require_first(given)
    given.save()
    audit.write(
        "office.delegate",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("delegation", given.pk),
        giver=hers.name,
        taker=his.name,
        position=seat.name,
        kind=kind,
        since=since.isoformat(),
        until=until.isoformat(),
    )
    return given


def person_of_agency(holder: Holder, person: int) -> Person:
    """Somebody of the agency with her account. Errors: NotFound TL602."""
    people = Person.objects.select_related("account").filter(agency=holder.agency, pk=person)
    found = people.first()
    if found is None:
        raise NotFound("Orang ini tidak ada di instansi Anda.")
    return found


def require_colleague(giver: Person, taker: Person) -> None:
    """Errors: Invalid TL603 unless `taker` is somebody else who can sign in."""
    if giver.pk == taker.pk:
        raise Invalid(
            "Tidak ada yang dapat bertindak untuk dirinya sendiri.",
            hint="Pilih rekan yang lain.",
            field="taker",
        )
    if taker.account is None or not taker.account.is_active:
        raise Invalid(
            f"{taker.name} tidak mempunyai akun yang terbuka.",
            hint="Pilih rekan yang dapat masuk, atau minta pengelola kantor membuka akunnya.",
            field="taker",
        )


def require_period(since: date, until: date, today: date) -> None:
    """Errors: Invalid TL603 unless it begins today or later, in order, and within a year."""
    require_years(since, until)
    if until < since:
        raise Invalid(
            "Hari terakhir mendahului hari mulai.", hint="Periksa kedua tanggal.", field="until"
        )
    if since < today:
        raise Invalid(
            "Hari mulai sudah lewat.",
            hint="Mulai hari ini atau sesudahnya; yang sudah dikerjakan tidak berubah.",
            field="since",
        )
    if until > year_after(since) - timedelta(days=1):
        raise Invalid(
            "Paling lama satu tahun.",
            hint="Pilih hari terakhir yang lebih awal; sesudahnya boleh diberikan lagi.",
            field="until",
        )


def year_after(day: date) -> date:
    """The same day a year later; 29 February becomes 1 March."""
    if (day.month, day.day) == (2, 29) and not isleap(day.year + 1):
        return date(day.year + 1, 3, 1)
    return day.replace(year=day.year + 1)


def require_own_right(seat: Position, giver: Person, since: date) -> None:
    """Errors: Invalid TL603 unless `giver` holds `seat` alone and in her own right on `since`."""
    if seat.many:
        raise Invalid(
            f"{seat.name} dipegang banyak orang; setiap orang mengerjakan berkasnya sendiri.",
            hint="Yang dapat diwakili hanya jabatan dengan satu pejabat.",
            field="seat",
        )
    held = Holding.objects.filter(
        holding_today(since), agency=seat.agency_id, position=seat, person=giver
    )
    if held.filter(kind__in=OWN_RIGHTS).exists():
        return
    if held.exists():
        raise Invalid(
            "Kedudukan sebagai anggota tim tidak dapat diwakili.",
            hint="Anggota tim yang lain melihat tugas yang sama.",
            field="seat",
        )
    borrowed = Delegation.objects.filter(
        agency=seat.agency_id, position=seat, taker=giver, ended_at=None, until__gte=since
    )
    if borrowed.exists():
        raise Invalid(
            f"{giver.name} sendiri bertindak untuk orang lain dalam jabatan ini; "
            "itu tidak dapat diteruskan.",
            hint="Minta pejabatnya, atau pengelola kantor, menunjuk orang lain.",
            field="seat",
        )
    raise Invalid(
        f"{giver.name} tidak memegang {seat.name} pada {date_format(since, 'j F Y')}.",
        hint="Periksa jabatan dan hari mulainya.",
        field="seat",
    )


def require_first(given: Delegation) -> None:
    """Errors: Invalid TL603 where the same people have one for the position in the same days."""
    there = Delegation.objects.filter(
        agency=given.agency_id,
        position=given.position,
        giver=given.giver,
        taker=given.taker,
        ended_at=None,
        since__lte=given.until,
        until__gte=given.since,
    ).first()
    if there is not None:
        first, last = (date_format(day, "j F Y") for day in (there.since, there.until))
        raise Invalid(
            f"{given.taker.name} sudah bertindak untuk {given.giver.name} dari {first} "
            f"sampai {last}.",
            hint="Akhiri dahulu yang itu bila masa atau tugasnya hendak diubah.",
            field="taker",
        )
