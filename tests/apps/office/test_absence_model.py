"""Whatever an office looks like: on every day exactly the right people may act."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tatalaksana.apps.office.models import (
    Absence,
    Account,
    Delegation,
    Holding,
    Person,
    Position,
    Unit,
)
from tatalaksana.apps.office.queries import holder_of
from tatalaksana.apps.office.reach import reach_of
from tatalaksana.apps.office.seeding import make_agency
from tatalaksana.apps.shared.agency import separate
from tests.cast import NOW

MONDAY = date(2026, 11, 16)
DAYS = 5
SEATS, PEOPLE = 4, 4
OWN = ("definitif", "plt", "plh")

RIGHTS = st.sampled_from(("semua", "tanpa_keputusan"))
periods = st.tuples(st.integers(0, DAYS - 1), st.integers(0, DAYS - 1)).map(sorted)
seats, people = st.integers(0, SEATS - 1), st.integers(0, PEOPLE - 1)


@dataclass
class Plan:
    """An office on paper; positions, people and days by their place."""

    above: list = field(default_factory=list)  #: the position above each, or None
    many: list = field(default_factory=list)
    shut: set = field(default_factory=set)  #: people whose account is closed
    holdings: list = field(default_factory=list)  #: (position, person, kind, first, last)
    delegations: list = field(default_factory=list)  #: (position, giver, taker, kind, first, last)
    absences: list = field(default_factory=list)  #: (person, first, last)

    def away(self, person, day):
        return any(p == person and a <= day <= b for p, a, b in self.absences)

    def holds(self, seat, person, day, kinds=(*OWN, "anggota")):
        return any(
            (s, p) == (seat, person) and k in kinds and a <= day <= b
            for s, p, k, a, b in self.holdings
        )

    def acts(self, seat, giver, taker, day):
        return (
            not self.many[seat]
            and self.holds(seat, giver, day, OWN)
            and any(
                (s, g, t) == (seat, giver, taker) and a <= day <= b
                for s, g, t, _, a, b in self.delegations
            )
        )

    def holders(self, seat, day):
        return {p for p in range(PEOPLE) if p not in self.shut and self.holds(seat, p, day)}

    def state(self, seat, day):
        """ "lowong", "berhalangan", or "" where somebody attends to it."""
        there = self.holders(seat, day)
        if not there:
            return "lowong"
        for holder in there:
            if not self.away(holder, day):
                return ""
            for taker in set(range(PEOPLE)) - self.shut:
                if self.acts(seat, holder, taker, day) and not self.away(taker, day):
                    return ""
        return "berhalangan"

    def comes_from(self, seat, day):
        """The positions below `seat` whose work comes to it, with why."""
        found, look = {}, [seat]
        while look:
            here = look.pop()
            for below in range(SEATS):
                if self.above[below] != here or self.many[below] or below in found:
                    continue
                why = self.state(below, day)
                if why:
                    found[below] = why
                    look.append(below)
        return found

    def rights(self, person, day):
        """Each position that `person` may act in, with the right."""
        own = {s for s in range(SEATS) if self.holds(s, person, day)}
        lent = {
            s
            for s in set(range(SEATS)) - own
            if any(self.acts(s, g, person, day) for g in range(PEOPLE))
        }
        right = {(s, "own") for s in own} | {(s, "untuk") for s in lent}
        for seat in own:
            right |= {(s, why) for s, why in self.comes_from(seat, day).items() if s not in own}
        return right


@st.composite
def plans(draw):
    plan = Plan(
        above=[draw(st.sampled_from([None, *range(seat)])) for seat in range(SEATS)],
        many=[draw(st.integers(0, 5)) == 0 for _ in range(SEATS)],
        shut=set(draw(st.lists(people, max_size=1))),
        holdings=[
            (s, p, k, *days)
            for s, p, k, days in draw(
                st.lists(
                    st.tuples(seats, people, st.sampled_from((*OWN, "anggota")), periods),
                    min_size=3,
                    max_size=8,
                )
            )
        ],
        absences=[(p, *days) for p, days in draw(st.lists(st.tuples(people, periods), max_size=4))],
    )
    lent = draw(
        st.lists(
            st.tuples(
                seats, people, people, st.sampled_from(("semua", "tanpa_keputusan")), periods
            ),
            max_size=4,
        )
    )
    plan.delegations = [(s, g, t, k, *days) for s, g, t, k, days in lent if g != t]
    return plan


def build(plan):
    """The office in the database: agency, accounts, people and positions."""
    agency = make_agency("Kota Uji", "UJI-BERHALANGAN", "Asia/Jakarta")
    separate(agency)
    unit = Unit.objects.create(agency_id=agency, name="Bagian")
    there, who = [], []
    for number, above in enumerate(plan.above):
        there.append(
            Position.objects.create(
                agency_id=agency,
                unit=unit,
                name=f"Jabatan {number}",
                many=plan.many[number],
                superior=None if above is None else there[above],
            )
        )
    for number in range(PEOPLE):
        account = Account.objects.create(
            username=f"uji.{number}",
            password="!",
            agency_id=agency,
            is_active=number not in plan.shut,
        )
        who.append(Person.objects.create(agency_id=agency, account=account, name=f"Orang {number}"))
    day = [MONDAY + timedelta(days=n) for n in range(DAYS)]
    for seat, person, kind, a, b in plan.holdings:
        Holding.objects.create(
            agency_id=agency,
            position=there[seat],
            person=who[person],
            kind=kind,
            since=day[a],
            until=day[b],
        )
    for seat, giver, taker, kind, a, b in plan.delegations:
        Delegation.objects.create(
            agency_id=agency,
            position=there[seat],
            giver=who[giver],
            taker=who[taker],
            kind=kind,
            since=day[a],
            until=day[b],
        )
    for person, a, b in plan.absences:
        Absence.objects.create(
            agency_id=agency,
            person=who[person],
            kind="cuti",
            since=day[a],
            until=day[b],
            entered_by=who[person],
            entered_at=NOW,
        )
    return agency, there, who, day


@pytest.mark.django_db
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plans())
def test_on_every_day_exactly_the_right_people_may_act(plan):
    with transaction.atomic():
        agency, there, who, days = build(plan)
        place = {seat.pk: number for number, seat in enumerate(there)}
        for number, day in enumerate(days):
            for person in set(range(PEOPLE)) - plan.shut:
                holder = holder_of(who[person].account_id, agency, day)
                found = {
                    (place[seat.id], "own" if seat.kind in (*OWN, "anggota") else seat.kind)
                    for seat in holder.positions
                }
                assert found == plan.rights(person, number), (person, number)
            reach = reach_of(agency, place, day)
            for seat in range(SEATS):
                told = reach.people.get(there[seat].pk, frozenset())
                assert {who.index(one) for one in who if one.pk in told} >= plan.holders(
                    seat, number
                )
                if not plan.many[seat]:
                    away = there[seat].pk in reach.away
                    assert away == (plan.state(seat, number) == "berhalangan")
                    assert (there[seat].pk in reach.held) == (not plan.state(seat, number))
        transaction.set_rollback(True)
    separate(None)
