"""Whom a message for a position reaches on a day, and who stands above and below it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from tatalaksana.apps.office.absences import away_on
from tatalaksana.apps.office.delegations import delegations_of, still_held
from tatalaksana.apps.office.models import Absence, Delegation, Holding, Person, Position
from tatalaksana.apps.office.queries import reachable_today

HIGHEST = 20  #: steps up or down a line of superiors; a ring of them ends there
ABOVE = """
with recursive above(origin, id, superior_id, distance) as (
    select s.id, s.id, s.superior_id, 0 from office_position s
    where s.agency_id = %(agency)s and s.id = any(%(positions)s::bigint[])
    union all
    select a.origin, s.id, s.superior_id, a.distance + 1 from above a
    join office_position s on s.id = a.superior_id and s.agency_id = %(agency)s
    where a.distance < %(highest)s
)
select origin, id from above where id <> origin order by origin, distance
"""
BELOW = """
with recursive below(id, branch, distance) as (
    select s.id, s.id, 1 from office_position s
    where s.agency_id = %(agency)s and s.superior_id = any(%(positions)s::bigint[])
        and s.id <> all(%(positions)s::bigint[])
    union all
    select s.id, b.branch, b.distance + 1 from below b
    join office_position s on s.superior_id = b.id and s.agency_id = %(agency)s
    where b.distance < %(highest)s and s.id <> all(%(positions)s::bigint[])
)
select id, min(branch) from below group by id
"""


@dataclass(frozen=True, slots=True)
class Reach:
    """Who is reached at some positions, and at those above them."""

    people: dict[int, frozenset[int]]  #: who holds a position, or acts for its holder
    held: frozenset[int]  #: the positions that are attended to: neither vacant nor `away`
    above: dict[int, tuple[int, ...]]  #: the positions above one, the nearest first
    away: frozenset[int] = frozenset()  #: whoever holds them is away, and nobody stands in
    holders: dict[int, frozenset[int]] = field(default_factory=dict)  #: of each position
    gone: frozenset[int] = frozenset()  #: those of the holders who are away
    givers: dict[tuple[int, int], frozenset[int]] = field(default_factory=dict)
    #: for whom somebody acts at a position

    def at(self, position: int) -> frozenset[int]:
        """Who is reached at `position`: who holds it, also while she is away, or acts for her."""
        return self.people.get(position, frozenset())

    def superiors(self, position: int, besides: Collection[int] = ()) -> frozenset[int]:
        """Who is reached at the nearest position above `position` that is attended to and not only
        that of those of `besides`."""
        for higher in self.above.get(position, ()):
            found = self.at(higher) - frozenset(besides)
            if found and higher in self.held:
                return found
        return frozenset()

    def stepping_in(self, position: int, besides: Collection[int] = ()) -> frozenset[int]:
        """Who does the work of `position` while nobody attends to it: who holds the nearest one
        above that is attended to, besides `besides`. Nobody does it for her by delegation.

        It says what office.queries.HOLDER says. Source: docs/decisions/0024, 0052.
        """
        for higher in self.above.get(position, ()):
            found = self.holders.get(higher, frozenset()) - frozenset(besides)
            if found and higher in self.held:
                return found
        return frozenset()

    def judges_above(self, position: int, drafter: int) -> frozenset[int]:
        """Who judges above `position` what `drafter` has made: the nearest holders besides her, of
        whom one is here; where none is, the nearest. Nobody does it for them by delegation.

        It says what cases.own_drafts.judge_of says. Source: docs/decisions/0045, 0052.
        """
        found: frozenset[int] = frozenset()
        for higher in self.above.get(position, ()):
            people = self.holders.get(higher, frozenset()) - {drafter}
            if people - self.gone:
                return people
            found = found or people
        return found

    def only_for(self, position: int, person: int) -> frozenset[int]:
        """Who acts at `position` for `person` and for nobody else, and does not hold it."""
        acting = {taker for (place, taker), of in self.givers.items() if (place, of) == (
            position, frozenset({person}))}  # fmt: skip
        return frozenset(acting) - self.holders.get(position, frozenset())


def reach_of(agency: int, positions: Iterable[int], today: date) -> Reach:
    """Whom a message reaches at `positions` and above them: who can sign in on `today`.

    A delegate is reached beside the holder who named her.
    """
    wanted = sorted(set(positions))
    above: dict[int, list[int]] = {}
    with connection.cursor() as cursor:
        values: dict[str, Any] = {"agency": agency, "positions": wanted, "highest": HIGHEST}
        cursor.execute(ABOVE, values)
        for origin, higher in cursor.fetchall():
            above.setdefault(origin, []).append(higher)
    involved = {*wanted, *(one for line in above.values() for one in line)}
    holders = holders_at(agency, involved, today)
    gone = away_on(agency, today, {one for people in holders.values() for one in people})
    away = unattended(agency, holders, today, gone)
    acting: dict[int, set[int]] = {}
    givers: dict[tuple[int, int], set[int]] = {}
    named = in_force(agency, involved, today).values_list("position", "taker", "giver")
    for position, taker, giver in named:
        acting.setdefault(position, set()).add(taker)
        givers.setdefault((position, taker), set()).add(giver)
    return Reach(
        people={
            one: frozenset(holders.get(one, set()) | acting.get(one, set()))
            for one in {*holders, *acting}
        },
        held=frozenset(holders) - away,
        above={origin: tuple(line) for origin, line in above.items()},
        away=away,
        holders={seat: frozenset(people) for seat, people in holders.items()},
        gone=frozenset(gone),
        givers={of: frozenset(people) for of, people in givers.items()},
    )


def unattended(
    agency: int, holders: dict[int, set[int]], today: date, absent: Collection[int]
) -> frozenset[int]:
    """Those positions of `holders`, each with who holds it and can sign in, whose holders are all
    `absent` on `today` without anybody who is here acting for them. One held by many is never so.

    It says what office.queries.HOLDER says. Source: docs/decisions/0052.
    """
    found = {seat for seat, people in holders.items() if people and people <= set(absent)}
    if not found:
        return frozenset()
    acting = list(in_force(agency, found, today).values_list("position", "giver", "taker"))
    takers_away = away_on(agency, today, {taker for _, _, taker in acting})
    stood_in = {
        seat for seat, giver, taker in acting if taker not in takers_away and giver in holders[seat]
    }
    many = Position.objects.filter(agency=agency, pk__in=found, many=True)
    return frozenset(found - stood_in - set(many.values_list("pk", flat=True)))


def unattended_among(agency: int, positions: Collection[int], today: date) -> frozenset[int]:
    """Those of `positions` whose holders are all away on `today`, and nobody stands in."""
    holders = holders_at(agency, positions, today)
    everybody = {person for people in holders.values() for person in people}
    return unattended(agency, holders, today, away_on(agency, today, everybody))


def absent_at(agency: int, today: date) -> dict[int, Absence]:
    """Each position that nobody attends to because its holders are away, with the absence by which
    the last of them went."""
    away = away_on(agency, today)
    if not away:
        return {}
    held = Holding.objects.filter(reachable_today(today), agency=agency, person__in=list(away))
    pairs = list(held.values_list("position", "person"))
    left = unattended_among(agency, {seat for seat, _ in pairs}, today)
    found: dict[int, Absence] = {}
    for seat, person in sorted(pairs, key=lambda one: (away[one[1]].since, one)):
        if seat in left:
            found[seat] = away[person]
    return found


def holders_at(agency: int, positions: Collection[int], today: date) -> dict[int, set[int]]:
    """Who holds each of `positions` on `today` and can sign in; the vacant ones are missing."""
    held = Holding.objects.filter(
        reachable_today(today), agency=agency, position__in=positions
    ).values_list("position", "person")
    return gathered(held)


def acting_at(agency: int, positions: Collection[int], today: date) -> dict[int, set[int]]:
    """Who can sign in and acts in each of `positions` for its holder on `today`."""
    return gathered(in_force(agency, positions, today).values_list("position", "taker"))


def in_force(agency: int, positions: Collection[int], today: date) -> QuerySet[Delegation]:
    """The delegations that give something in `positions` on `today` to somebody who can sign in."""
    return delegations_of(agency, today).filter(
        still_held(agency, today),
        position__in=positions,
        position__many=False,
        since__lte=today,
        taker__account__is_active=True,
    )


def gathered(pairs: Iterable[tuple[int, int]]) -> dict[int, set[int]]:
    """The people of each position."""
    found: dict[int, set[int]] = {}
    for position, person in pairs:
        found.setdefault(position, set()).add(person)
    return found


def begun_holdings(agency: int, after: date, today: date) -> QuerySet[Holding]:
    """Who holds a position on `today`, began after `after` and can sign in; none held by many."""
    return Holding.objects.filter(
        reachable_today(today), agency=agency, since__gt=after, position__many=False
    ).order_by("since", "pk")


def keepers_of_procedures(agency: int, today: date) -> frozenset[int]:
    """Who can sign in and keeps the procedures on `today`."""
    held = Holding.objects.filter(
        reachable_today(today), agency=agency, position__keeps_procedures=True
    )
    return frozenset(held.values_list("person", flat=True))


def keepers_of_office(agency: int, today: date) -> frozenset[int]:
    """Who can sign in and keeps the office on `today`."""
    held = Holding.objects.filter(
        reachable_today(today), agency=agency, position__keeps_office=True
    )
    return frozenset(held.values_list("person", flat=True))


def positions_below(agency: int, positions: Iterable[int]) -> dict[int, int]:
    """Every position below `positions`, with the one directly below them that it belongs to."""
    with connection.cursor() as cursor:
        values: dict[str, Any] = {
            "agency": agency,
            "positions": list(positions),
            "highest": HIGHEST,
        }
        cursor.execute(BELOW, values)
        return dict(cursor.fetchall())


def addresses_of(agency: int, people: Iterable[int]) -> dict[int, str]:
    """The e-mail addresses of those of `people` who have one and can sign in."""
    return dict(with_address(agency).filter(pk__in=set(people)).values_list("pk", "email"))


def all_addresses(agency: int) -> dict[int, str]:
    """The e-mail addresses of everybody in the agency who has one and can sign in."""
    return dict(with_address(agency).values_list("pk", "email"))


def with_address(agency: int) -> QuerySet[Person]:
    """Who has an e-mail address and can sign in."""
    return Person.objects.filter(agency=agency, account__is_active=True).exclude(email="")
