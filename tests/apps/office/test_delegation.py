"""Bertindak untuk: who may act for whom, from which day to which, and what it never gives."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from tatalaksana.apps.office.actions.delegate import delegate
from tatalaksana.apps.office.actions.end_delegation import end_delegation
from tatalaksana.apps.office.actions.end_holding import end_holding
from tatalaksana.apps.office.actions.give_duties import give_duties
from tatalaksana.apps.office.delegations import delegation_of, delegations_of, seats_to_give
from tatalaksana.apps.office.models import Account, Delegation, Holding, Person, Position
from tatalaksana.apps.office.queries import holder_at, holder_by_username
from tatalaksana.apps.office.seeding import Seat, make_agency, make_unit, seat_people
from tatalaksana.apps.shared.agency import acting_for, separate
from tatalaksana.apps.shared.audit import traces_of
from tatalaksana.apps.shared.errors import Invalid, NotFound, NotYours
from tests.cast import CAST

KEEPER, HEAD, CLERK = "kasubag.lumajang", "kabag.lumajang", "umum.lumajang"
TODAY = date(2026, 11, 19)
FRIDAY = date(2026, 11, 20)


@pytest.fixture
def lumajang(office):
    return office("LUMAJANG")


@pytest.fixture
def head(lumajang, person):
    return person(HEAD)


@pytest.fixture
def clerk(lumajang, person):
    return person(CLERK)


@pytest.fixture
def keeper(lumajang, person):
    return person(KEEPER)


@pytest.fixture
def seat(head):
    """The one position of the head of the division."""
    return Position.objects.get(agency=head.agency, name="Kepala Bagian Organisasi")


@pytest.fixture
def give(head, clerk, seat, now):
    """`give(until=…)`: the head lets the clerk act for her today and tomorrow."""

    def do(who=head, **changes):
        values = {
            "position": seat.pk,
            "giver": head.person,
            "taker": clerk.person,
            "kind": "semua",
            "since": TODAY,
            "until": FRIDAY,
        }
        return delegate(who, **values | changes, now=now)

    return do


def on(username, day):
    found = holder_by_username(username, day)
    assert found is not None
    return found


def test_the_taker_holds_the_position_for_her_in_that_period_only(give, head, seat):
    give(since=FRIDAY, until=date(2026, 11, 23))
    held = {n: on(CLERK, date(2026, 11, n)).seat(seat.pk) for n in (19, 20, 23, 24)}
    assert held[19] is None
    assert held[24] is None
    for n in (20, 23):
        assert (held[n].kind, held[n].allows) == ("untuk", "semua")
        assert (held[n].for_person, held[n].for_name) == (head.person, head.name)


def test_it_begins_and_ends_at_midnight_of_the_agencys_own_zone(db):
    """In Jayapura 1 December lasts from 15.00 UTC of 30 November to 15.00 UTC of the next day."""
    agency = make_agency("Kota Jayapura", "JPR", "Asia/Jayapura")
    with acting_for(agency):
        unit = make_unit(agency, "Bagian Organisasi", None)
        rooms = [("Kabag", "kabag.jpr", "Yohana"), ("Staf", "staf.jpr", "Markus")]
        for name, user, who in rooms:
            seat_people(agency, Seat(unit=unit, name=name), [(user, who)], "!", date(2026, 1, 1))
        head, staff = (Account.objects.get(username=user).pk for _, user, _ in rooms)
        morning = datetime(2026, 11, 30, 1, 0, tzinfo=UTC)
        giver, taker = holder_at(head, agency, morning), holder_at(staff, agency, morning)
        day = date(2026, 12, 1)
        delegate(
            giver,
            position=giver.positions[0].id,
            giver=giver.person,
            taker=taker.person,
            kind="semua",
            since=day,
            until=day,
            now=morning,
        )
        begin = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)
        held = [
            len(holder_at(staff, agency, moment).positions)
            for moment in (
                begin - timedelta(seconds=1),
                begin,
                begin + timedelta(days=1, seconds=-1),
                begin + timedelta(days=1),
            )
        ]
    assert held == [1, 2, 2, 1]


def test_duties_are_never_delegated(give, keeper, seat, now):
    give_duties(
        keeper, position=seat.pk, keeps_procedures=True, keeps_office=True, many=False, now=now
    )
    give()
    clerk = on(CLERK, TODAY)
    assert clerk.seat(seat.pk) is not None
    assert not clerk.keeps_office
    assert not clerk.keeps_procedures


def test_ones_own_right_wins(give, clerk, seat, head):
    give()
    Holding.objects.create(
        agency_id=head.agency, position=seat, person_id=clerk.person, kind="plh", since=TODAY
    )
    (mine,) = [one for one in on(CLERK, TODAY).positions if one.id == seat.pk]
    assert (mine.kind, mine.for_person, mine.allows) == ("plh", None, "")


def test_a_giver_who_holds_the_position_no_longer_gives_nothing(give, keeper, head, seat, now):
    give(until=date(2026, 12, 31))
    held = Holding.objects.get(position=seat, person=head.person)
    end_holding(keeper, holding=held.pk, last_day=FRIDAY, now=now)
    assert on(CLERK, FRIDAY).seat(seat.pk) is not None
    assert on(CLERK, date(2026, 11, 21)).seat(seat.pk) is None
    shown = delegations_of(head.agency, date(2026, 11, 21)).get()
    assert not shown.holds


def test_the_wider_of_two_delegations_counts(give, keeper, head, seat):
    give(kind="tanpa_keputusan")
    Holding.objects.create(
        agency_id=head.agency, position=seat, person_id=keeper.person, kind="plh", since=TODAY
    )
    give(who=keeper, giver=keeper.person)
    (seen,) = [one for one in on(CLERK, TODAY).positions if one.id == seat.pk]
    assert (seen.allows, seen.for_person) == ("semua", keeper.person)


def test_an_acting_and_a_daily_holder_may_give_too(give, keeper, head, seat):
    for kind in ("plt", "plh"):
        Holding.objects.filter(position=seat, person=head.person).update(kind=kind)
        end_all()
        assert give().giver_id == head.person


def end_all():
    Delegation.objects.update(ended_at=datetime(2026, 11, 19, tzinfo=UTC))


def test_only_the_holder_herself_or_a_keeper_gives_and_ends(give, person, keeper, head, now):
    other = person("pengelola.lumajang")
    with pytest.raises(NotYours) as refused:
        give(who=other)
    assert "pengelola kantor" in refused.value.hint
    given = give(who=keeper)  # a sick head
    with pytest.raises(NotYours):
        end_delegation(other, delegation=given.pk, now=now)
    end_delegation(head, delegation=given.pk, now=now)


def test_it_can_be_ended_early_and_given_again(give, keeper, head, seat, now):
    given = give()
    end_delegation(keeper, delegation=given.pk, now=now)
    assert on(CLERK, TODAY).seat(seat.pk) is None
    assert not delegations_of(head.agency, TODAY).exists()
    with pytest.raises(Invalid, match="sudah berakhir"):
        end_delegation(head, delegation=given.pk, now=now)
    give()
    assert on(CLERK, TODAY).seat(seat.pk) is not None


@pytest.mark.parametrize(
    ("changes", "told", "field"),
    [
        ({"until": date(2026, 11, 18)}, "mendahului", "until"),
        ({"since": date(2026, 11, 18)}, "sudah lewat", "since"),
        ({"until": date(2027, 11, 19)}, "satu tahun", "until"),
        ({"kind": "tanda tangan"}, "tugas mana", "kind"),
    ],
)
def test_a_period_or_kind_that_cannot_be_is_refused(give, changes, told, field):
    with pytest.raises(Invalid, match=told) as refused:
        give(**changes)
    assert refused.value.data["field"] == field


def test_a_whole_year_is_the_most(give):
    assert give(until=date(2027, 11, 18)).until == date(2027, 11, 18)


def test_nobody_acts_for_herself(give, head):
    with pytest.raises(Invalid, match="dirinya sendiri") as refused:
        give(taker=head.person)
    assert refused.value.hint


def test_somebody_who_cannot_sign_in_acts_for_nobody(give, head, clerk):
    bare = Person.objects.create(agency_id=head.agency, name="Tanpa Akun")
    with pytest.raises(Invalid, match="akun"):
        give(taker=bare.pk)
    Account.objects.filter(person=clerk.person).update(is_active=False)
    with pytest.raises(Invalid, match="akun"):
        give()


def test_the_same_is_not_given_twice_for_one_day(give):
    give(until=date(2026, 11, 25))
    for since, until in ((TODAY, date(2026, 11, 25)), (date(2026, 11, 25), date(2026, 11, 30))):
        with pytest.raises(Invalid, match="sudah bertindak"):
            give(since=since, until=until, kind="tanpa_keputusan")
    give(since=date(2026, 11, 26), until=date(2026, 11, 30))


def test_what_is_held_by_delegation_is_not_passed_on(give, clerk, keeper, person):
    give()
    third = person("pengelola.lumajang")
    for who in (clerk, keeper):
        with pytest.raises(Invalid, match="tidak dapat diteruskan"):
            give(who=who, giver=clerk.person, taker=third.person)


def test_a_seat_in_a_team_and_a_position_of_many_are_not_delegated(give, person, head):
    member = person("tim1.lumajang")
    team = next(one.id for one in member.positions if one.kind == "anggota")
    with pytest.raises(Invalid, match="anggota tim"):
        give(who=member, giver=member.person, position=team)
    many = person("pns.lumajang")
    everybody = Position.objects.filter(pk__in=many.position_ids, many=True).first()
    with pytest.raises(Invalid, match="banyak orang"):
        give(who=many, giver=many.person, position=everybody.pk)
    offered = seats_to_give(head.agency, TODAY)
    assert not offered.filter(position__in=[team, everybody.pk]).exists()


def test_a_position_that_is_not_hers_is_not_given(give, clerk, head, person):
    with pytest.raises(Invalid, match="tidak memegang"):
        give(who=clerk, giver=clerk.person, taker=head.person)


def test_the_trail_tells_who_let_whom_act_and_who_ended_it(give, head, clerk, keeper, now):
    given = give(kind="tanpa_keputusan")
    end_delegation(keeper, delegation=given.pk, now=now)
    ended, begun = traces_of(head.agency)[:2]
    assert (begun.action, begun.actor_id) == ("office.delegate", head.person)
    assert begun.data == {
        "giver": head.name,
        "taker": clerk.name,
        "position": "Kepala Bagian Organisasi",
        "kind": "tanpa_keputusan",
        "since": "2026-11-19",
        "until": "2026-11-20",
    }
    assert (ended.action, ended.actor_id) == ("office.end_delegation", keeper.person)


def test_another_agency_is_behind_the_wall(give, clerk, person, now):
    given = give()
    separate(CAST["KALBAR"].agency)
    assert not Delegation.objects.exists()
    stranger = person("kasubbag.kalbar")
    with pytest.raises(NotFound):
        delegation_of(stranger.agency, given.pk)
    with pytest.raises(NotFound):
        end_delegation(stranger, delegation=given.pk, now=now)
    with pytest.raises(NotFound):
        delegate(
            stranger,
            position=stranger.positions[0].id,
            giver=stranger.person,
            taker=clerk.person,
            kind="semua",
            since=TODAY,
            until=FRIDAY,
            now=now,
        )
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Delegation.objects.create(
            agency_id=given.agency_id,
            position_id=given.position_id,
            giver_id=given.giver_id,
            taker_id=given.taker_id,
            kind="semua",
            since=TODAY,
            until=FRIDAY,
        )
