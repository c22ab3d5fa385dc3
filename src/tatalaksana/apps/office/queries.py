"""Reading the office: who acts, who holds what, which positions there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import F, Prefetch, Q, QuerySet
from psycopg.types.numeric import Int8

from tatalaksana.apps.office.holder import HeldPosition, Holder
from tatalaksana.apps.office.models import Account, Agency, Holding, Person, Position, Unit
from tatalaksana.apps.shared.agency import acting_for
from tatalaksana.apps.shared.errors import Invalid, NotFound
from tatalaksana.apps.shared.prepared_rows import all_rows

# Her own positions, those she is let act in today, and below her own those that nobody attends to:
# her own right hides a delegation, one that allows all ("semua") hides a narrower one. A position
# is vacant when nobody who can sign in holds it (reachable_today), and its holder is away
# ("berhalangan") when all who do are away and nobody acts for them; what belongs to it goes to the
# nearest one above that is neither. Duties go to nobody else.
# Every join names the agency, without which the planner does not know a key to be one row; where
# another index is the way, "+ 0" keeps it from reading all rows of the agency beside. "limit 1"
# asks for the one row of a key: as plain joins, a planner without statistics read every position
# with every unit.
# Source: docs/decisions/0011, 0024, 0052.
HOLDER = """
select p.id, p.name, a.id, a.name, a.code, a.zone, a.calendar_version,
       s.id, s.name, s.unit, h.kind,
       s.keeps_procedures and h.giver is null and h.rank = 0,
       s.keeps_office and h.giver is null and h.rank = 0,
       h.giver, (
           select g.name from office_person g where g.agency_id = p.agency_id and g.id = h.giver
       ), h.allows, s.many
from office_person p
join office_agency a on a.id = p.agency_id
cross join lateral (
    select coalesce(%(today)s::date, (%(now)s::timestamptz at time zone a.zone)::date) as today
) d
left join lateral (
    select o.position_id, o.kind, null::bigint as giver, '' as allows, 0 as rank
    from office_holding o
    where o.agency_id = p.agency_id and o.person_id = p.id
      and o.since <= d.today and (o.until is null or o.until >= d.today)
    union all
    select *, 0 from (
        select distinct on (l.position_id) l.position_id, 'untuk', l.giver_id, l.kind
        from office_delegation l
        join office_position m on m.agency_id = l.agency_id and m.id = l.position_id and not m.many
        where l.agency_id = p.agency_id and l.taker_id = p.id and l.ended_at is null
          and d.today between l.since and l.until
          and exists (
            select 1 from office_holding o where o.agency_id = l.agency_id
              and o.position_id = l.position_id and o.person_id = l.giver_id
              and o.kind in ('definitif', 'plt', 'plh')
              and o.since <= d.today and (o.until is null or o.until >= d.today)
          ) and not exists (
            select 1 from office_holding o where o.agency_id = l.agency_id
              and o.position_id = l.position_id and o.person_id = l.taker_id
              and o.since <= d.today and (o.until is null or o.until >= d.today)
          )
        order by l.position_id, l.kind, l.id
    ) untuk
    union all
    select * from (
        with recursive below(id, kind) as (
            select o.position_id, null from office_holding o
            where o.agency_id = p.agency_id and o.person_id = p.id
              and o.since <= d.today and (o.until is null or o.until >= d.today)
            union
            select v.id, there.kind from below b
            join office_position v
              on v.agency_id + 0 = p.agency_id and v.superior_id = b.id and not v.many
            cross join lateral (
                select bool_and(
                    exists (
                        select 1 from office_absence x
                        where x.agency_id = p.agency_id and x.person_id = h.person_id
                          and x.ended_at is null and d.today between x.since and x.until
                    ) and not (h.kind <> 'anggota'
                        and office_stood_in(p.agency_id, v.id, h.person_id, d.today))
                ) as away, case
                    when bool_or(h.person_id = p.id) then null
                    when count(*) > 0 then 'berhalangan' else 'lowong' end as kind
                from office_holding h
                join office_person q on q.agency_id = h.agency_id and q.id = h.person_id
                join office_account c on c.id = q.account_id and c.is_active
                where h.agency_id = p.agency_id and h.position_id = v.id
                  and h.since <= d.today and (h.until is null or h.until >= d.today)
            ) there
            where there.away is not false
        )
        select b.id, b.kind, null::bigint, '', 1 from below b where b.kind is not null
    ) unattended
) h on true
left join lateral (
    select s.id, s.name, s.keeps_procedures, s.keeps_office, s.many, (
        select u.name from office_unit u where u.agency_id = p.agency_id and u.id = s.unit_id
    ) as unit
    from office_position s where s.agency_id = p.agency_id and s.id = h.position_id limit 1
) s on true
where p.agency_id = %(agency)s and p.account_id = %(account)s
order by h.giver is not null, h.rank, s.unit, s.name
"""

# What holding_today and reachable_today say, in SQL: every page of a task asks both.
HOLDERS = """
select h.position_id, h.kind, p.name
from office_holding h
join office_person p on p.agency_id = h.agency_id and p.id = h.person_id
where h.agency_id = %(agency)s and h.position_id = any(%(positions)s::bigint[])
  and h.since <= %(today)s and (h.until is null or h.until >= %(today)s)
order by h.kind, p.name
"""
NAMES = """
select id, name from office_position
where agency_id = %(agency)s and id = any(%(positions)s::bigint[])
"""
COLLEAGUES = """
select p.id, p.name
from office_holding h
join office_person p on p.agency_id = h.agency_id and p.id = h.person_id
join office_account c on c.id = p.account_id and c.is_active
where h.agency_id = %(agency)s and h.position_id = %(position)s
  and h.since <= %(today)s and (h.until is null or h.until >= %(today)s)
order by p.name
"""


def holder_at(account: int, agency: int, now: datetime) -> Holder | None:
    """Who signs in with `account` and what she holds `now`, on the agency's own calendar day."""
    return _holder({"account": Int8(account), "agency": Int8(agency), "today": None, "now": now})


def holder_of(account: int, agency: int, today: date) -> Holder | None:
    """Who signs in with `account` and what she holds on `today`; None for no such person."""
    return _holder({"account": Int8(account), "agency": Int8(agency), "today": today, "now": None})


def _holder(values: dict[str, Any]) -> Holder | None:
    rows = all_rows(HOLDER, values)
    if not rows:
        return None
    person, name, agency_id, agency_name, code, zone, calendar_version, *_ = rows[0]
    return Holder(
        person=person,
        name=name,
        agency=agency_id,
        agency_name=agency_name,
        agency_code=code,
        zone=zone,
        calendar_version=calendar_version,
        positions=tuple(
            HeldPosition(
                id=row[7],
                name=row[8],
                unit=row[9],
                kind=row[10],
                keeps_procedures=row[11],
                keeps_office=row[12],
                for_person=row[13],
                for_name=row[14] or "",
                allows=row[15],
                many=row[16],
            )
            for row in rows
            if row[7] is not None
        ),
    )


def holding_today(today: date) -> Q:
    """The holdings that count on `today`."""
    return Q(since__lte=today) & (Q(until__isnull=True) | Q(until__gte=today))


def reachable_today(today: date) -> Q:
    """The holdings of `today` whose holder can sign in; a position without one is vacant."""
    return holding_today(today) & Q(person__account__is_active=True)


def holding_within(since: date, until: date | None) -> Q:
    """The holdings that share at least one day with `since` to `until`; None is without end."""
    begun = Q(since__lte=until) if until else Q()
    return begun & (Q(until__isnull=True) | Q(until__gte=since))


def holders_by_position(
    agency: int, positions: Iterable[int], today: date
) -> dict[int, tuple[str, ...]]:
    """For each of `positions` the names of its holders on `today`; vacant ones are missing."""
    found: dict[int, list[str]] = {}
    wanted = {"agency": Int8(agency), "positions": list(set(positions)), "today": today}
    rows = all_rows(HOLDERS, wanted)
    for position, kind, name in rows:
        sign = f"{kind.capitalize()}. " if kind in ("plt", "plh") else ""
        found.setdefault(position, []).append(sign + name)
    return {position: tuple(names) for position, names in found.items()}


def colleagues_at(agency: int, position: int, today: date) -> dict[int, str]:
    """Who holds `position` on `today` and can sign in: the names by the keys of the people."""
    wanted = {"agency": Int8(agency), "position": Int8(position), "today": today}
    return dict(all_rows(COLLEAGUES, wanted))


def agencies() -> QuerySet[Agency]:
    """Every agency; not behind a wall, since a job goes through all of them."""
    return Agency.objects.order_by("name")


def agency_of(agency: int) -> Agency:
    """One agency."""
    return Agency.objects.get(pk=agency)


def lock_agency(agency: int) -> None:
    """Let whoever else locks the agency wait until the transaction ends: they come in turn."""
    Agency.objects.select_for_update(no_key=True).get(pk=agency)


def units_of(agency: int, today: date) -> QuerySet[Unit]:
    """The units with their positions and today's holders, for the office page."""
    held = Holding.objects.filter(holding_today(today)).select_related("person")
    positions = Position.objects.order_by("name").prefetch_related(
        Prefetch("holding_set", queryset=held, to_attr="holdings")
    )
    return (
        Unit.objects.filter(agency=agency)
        .order_by(F("parent").asc(nulls_first=True), "name")
        .prefetch_related(Prefetch("position_set", queryset=positions, to_attr="positions"))
    )


def positions_of(agency: int) -> QuerySet[Position]:
    """Every position with its unit."""
    return Position.objects.filter(agency=agency).select_related("unit").order_by("name")


def names_of_positions(agency: int, positions: Iterable[int]) -> dict[int, str]:
    """The names of `positions`."""
    return dict(all_rows(NAMES, {"agency": Int8(agency), "positions": list(positions)}))


def position_of(agency: int, position: int) -> Position:
    """One position. Errors: NotFound TL602."""
    found = positions_of(agency).filter(pk=position).first()
    if found is None:
        raise NotFound("Jabatan ini tidak ada di instansi Anda.")
    return found


def locked_position(agency: int, position: int) -> Position:
    """One position, kept from every other change until the transaction ends.

    Errors: NotFound TL602.
    """
    found = positions_of(agency).filter(pk=position).select_for_update(of=("self",)).first()
    if found is None:
        raise NotFound("Jabatan ini tidak ada di instansi Anda.")
    return found


def unit_of(agency: int, unit: int) -> Unit:
    """One unit. Errors: NotFound TL602."""
    found = Unit.objects.filter(agency=agency, pk=unit).first()
    if found is None:
        raise NotFound("Unit ini tidak ada di instansi Anda.")
    return found


def answering_for(agency: int, positions: Sequence[int]) -> tuple[Position, ...]:
    """The positions, each of which is to answer for its unit, with their units.

    Errors: NotFound TL602 for a foreign position; Invalid TL603 for none, two of one unit, or one
    that is held by many and so answers for nobody.
    """
    found = {seat.pk: seat for seat in positions_of(agency).filter(pk__in=set(positions))}
    if any(position not in found for position in positions):
        raise NotFound("Jabatan ini tidak ada di instansi Anda.")
    seats = [found[position] for position in positions]
    many = next((seat for seat in seats if seat.many), None)
    if many is not None:
        raise Invalid(
            f"Jabatan {many.name} dipegang banyak orang sehingga tidak mewakili unitnya.",
            hint="Pilih jabatan lain di unit itu.",
        )
    if not seats:
        raise Invalid("Belum ada unit yang dipilih.", hint="Pilih sedikitnya satu unit.")
    if len({seat.unit_id for seat in seats}) < len(seats):
        raise Invalid("Satu unit dipilih dua kali.", hint="Pilih satu jabatan untuk tiap unit.")
    return tuple(seats)


def people_of(agency: int) -> QuerySet[Person]:
    """Everybody in the agency."""
    return Person.objects.filter(agency=agency).order_by("name")


def history_of(agency: int, position: int) -> QuerySet[Holding]:
    """Who held a position when, the latest first."""
    return (
        Holding.objects.filter(agency=agency, position=position)
        .select_related("person")
        .order_by("-since", "-pk")
    )


def holder_on(agency: int, position: int, today: date) -> Holder | None:
    """Somebody who holds `position` on `today` and can sign in; None while it is vacant."""
    held = (
        Holding.objects.filter(reachable_today(today), agency=agency, position=position)
        .order_by("pk")
        .values_list("person__account", flat=True)
        .first()
    )
    return holder_of(held, agency, today) if held else None


def holder_by_username(username: str, today: date) -> Holder | None:
    """Who signs in as `username`, behind whatever agency wall; for jobs and tests."""
    account = Account.objects.filter(username=username).first()
    if account is None:
        return None
    with acting_for(account.agency_id):
        return holder_of(account.pk, account.agency_id, today)


SUPERIORS = """
with recursive above(id, superior_id, distance) as (
    select s.id, s.superior_id, 0 from office_position s
    where s.agency_id = %(agency)s and s.id = %(position)s
    union
    select s.id, s.superior_id, a.distance + 1 from office_position s
    join above a on s.id = a.superior_id
    where s.agency_id = %(agency)s and a.distance < 20
)
select id from above where distance > 0 order by distance
"""


def superiors_of(agency: int, position: int) -> tuple[int, ...]:
    """The positions above `position`, the nearest first."""
    with connection.cursor() as cursor:
        cursor.execute(SUPERIORS, {"agency": agency, "position": position})
        return tuple(row[0] for row in cursor.fetchall())
