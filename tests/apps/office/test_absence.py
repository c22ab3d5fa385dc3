"""Who is away: recorded by herself or a keeper, ended by a deed, and who stands in meanwhile."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tatalaksana.apps.office.absences import (
    absence_of,
    absences_of,
    covers_of,
    past_absences,
    rules,
)
from tatalaksana.apps.office.actions.end_absence import end_absence
from tatalaksana.apps.office.actions.enter_absence import Chosen, enter_absence
from tatalaksana.apps.office.models import Absence, Delegation, Holding, Person, Position
from tatalaksana.apps.office.queries import holder_at, holder_by_username
from tatalaksana.apps.office.seeding import Seat, make_agency, make_unit, seat_people
from tatalaksana.apps.shared.agency import acting_for, separate
from tatalaksana.apps.shared.audit import sentence_of, traces_of
from tatalaksana.apps.shared.errors import Invalid, NotFound, NotYours
from tests.cast import CAST

KEEPER, HEAD, CLERK = "kasubag.lumajang", "kabag.lumajang", "umum.lumajang"
TODAY = date(2026, 11, 19)
MONDAY = date(2026, 11, 23)


@pytest.fixture
def lumajang(office):
    return office("LUMAJANG")


@pytest.fixture
def keeper(lumajang, person):
    return person(KEEPER)


@pytest.fixture
def clerk(lumajang, person):
    return person(CLERK)


@pytest.fixture
def desk(clerk):
    """The one position of the clerk."""
    return Position.objects.get(pk=clerk.positions[0].id)


@pytest.fixture
def boss(desk):
    """Who holds the position above the clerk's."""
    held = Holding.objects.get(position=desk.superior_id, person__account__isnull=False)
    return held.person.account.username


@pytest.fixture
def caraka(lumajang, person):
    return person("caraka.lumajang")


@pytest.fixture
def enter(clerk, now):
    """`enter(until=…)`: the clerk is on leave today and tomorrow."""

    def do(who=clerk, **changes):
        values = {
            "person": clerk.person,
            "kind": "cuti",
            "since": TODAY,
            "until": TODAY + timedelta(days=1),
            "note": "",
            "stand_ins": [],
        }
        return enter_absence(who, **values | changes, now=now)

    return do


def on(username, day):
    found = holder_by_username(username, day)
    assert found is not None
    return found


def test_without_a_substitute_the_position_comes_to_the_one_above_in_these_days_only(
    enter, boss, desk
):
    enter(since=date(2026, 11, 20), until=MONDAY)
    seats = {n: on(boss, date(2026, 11, n)).seat(desk.pk) for n in (19, 20, 23, 24)}
    assert (seats[19], seats[24]) == (None, None)
    for n in (20, 23):
        assert (seats[n].kind, seats[n].vacant, seats[n].away) == ("berhalangan", True, True)


def test_who_is_away_may_still_act_and_keeps_every_right(enter, clerk):
    enter()
    assert on(CLERK, TODAY).positions == clerk.positions


def test_a_plh_stands_in_and_nothing_comes_to_the_one_above(enter, keeper, caraka, boss, desk):
    enter(keeper, stand_ins=[Chosen(position=desk.pk, taker=caraka.person, right="plh")])
    assert on(boss, TODAY).seat(desk.pk) is None
    assert on("caraka.lumajang", TODAY).seat(desk.pk).kind == "plh"
    assert on("caraka.lumajang", TODAY + timedelta(days=2)).seat(desk.pk) is None


def test_a_delegate_named_with_it_acts_for_these_days(enter, clerk, caraka, boss, desk):
    enter(stand_ins=[Chosen(position=desk.pk, taker=caraka.person, right="semua")])
    given = Delegation.objects.get(agency=clerk.agency, giver=clerk.person)
    assert (given.since, given.until, given.taker_id) == (
        TODAY,
        TODAY + timedelta(days=1),
        caraka.person,
    )
    assert on(boss, TODAY).seat(desk.pk) is None
    assert on("caraka.lumajang", TODAY).seat(desk.pk).for_person == clerk.person


def test_a_substitute_who_is_away_herself_is_none(enter, keeper, caraka, boss, desk):
    enter(stand_ins=[Chosen(position=desk.pk, taker=caraka.person, right="semua")])
    enter(keeper, person=caraka.person, kind="sakit", until=TODAY)
    assert on(boss, TODAY).seat(desk.pk).kind == "berhalangan"
    assert on(boss, TODAY + timedelta(days=1)).seat(desk.pk) is None


def test_a_substitute_who_is_refused_leaves_no_absence_behind(enter, clerk, caraka, desk):
    with pytest.raises(NotYours):  # a Plh. is appointed by the keeper of the office
        enter(stand_ins=[Chosen(position=desk.pk, taker=caraka.person, right="plh")])
    with pytest.raises(Invalid, match="dirinya sendiri") as refused:
        enter(stand_ins=[Chosen(position=desk.pk, taker=clerk.person, right="semua")])
    assert refused.value.data["field"] == f"taker_{desk.pk}"
    assert not Absence.objects.filter(agency=clerk.agency).exists()


def test_ended_early_the_work_is_hers_at_once_and_the_record_stays(enter, boss, desk, clerk, now):
    absence = enter(until=date(2026, 12, 4))
    assert on(boss, TODAY).seat(desk.pk) is not None
    end_absence(clerk, absence=absence.pk, now=now)
    assert on(boss, TODAY).seat(desk.pk) is None
    kept = past_absences(clerk.agency, TODAY, clerk.person).get()
    assert (kept.since, kept.until, kept.ended_at) == (TODAY, date(2026, 12, 4), now)
    with pytest.raises(Invalid, match="sudah berakhir"):
        end_absence(clerk, absence=absence.pk, now=now)


def test_what_was_called_off_may_be_entered_anew(enter, clerk, now):
    end_absence(clerk, absence=enter().pk, now=now)
    enter()
    assert absences_of(clerk.agency, TODAY, clerk.person).count() == 1


def test_two_absences_never_share_a_day(enter, clerk):
    enter(since=MONDAY, until=date(2026, 11, 27))
    for since, until in ((20, 23), (24, 25), (27, 30), (20, 30)):
        with pytest.raises(Invalid) as refused:
            enter(since=date(2026, 11, since), until=date(2026, 11, until))
        assert str(refused.value) == (
            f"{clerk.name} sudah tercatat tidak hadir dari 23 November 2026 sampai 27 November"
            " 2026. Pilih hari lain, atau akhiri dahulu catatan itu."
        )
    enter(since=date(2026, 11, 28), until=date(2026, 11, 30))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "bolos"}, "kind"),
        ({"until": date(2026, 11, 18)}, "until"),
        ({"since": date(2026, 11, 2), "until": date(2026, 11, 18)}, "until"),
        ({"until": TODAY + timedelta(days=rules().longest)}, "until"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(enter, changes, field):
    with pytest.raises(Invalid) as refused:
        enter(**changes)
    assert refused.value.data["field"] == field


def test_who_fell_ill_yesterday_is_entered_today_and_the_substitute_begins_today(
    enter, keeper, caraka, desk, clerk
):
    enter(
        keeper,
        kind="sakit",
        since=date(2026, 11, 18),
        stand_ins=[Chosen(position=desk.pk, taker=caraka.person, right="semua")],
    )
    assert Delegation.objects.get(giver=clerk.person).since == TODAY


def test_a_colleague_neither_enters_nor_ends_it(enter, caraka, clerk, now):
    with pytest.raises(NotYours, match="orangnya sendiri atau pengelola kantor"):
        enter(caraka)
    absence = enter()
    with pytest.raises(NotYours):
        end_absence(caraka, absence=absence.pk, now=now)


def test_each_of_two_positions_has_its_own_substitute(enter, caraka, desk, boss, clerk):
    unit = desk.unit_id
    second = Position.objects.create(
        agency_id=clerk.agency, unit_id=unit, name="Sekretaris Tim", superior_id=desk.superior_id
    )
    Holding.objects.create(
        agency_id=clerk.agency, position=second, person_id=clerk.person, kind="plt", since=TODAY
    )
    enter(stand_ins=[Chosen(position=desk.pk, taker=caraka.person, right="semua")])
    assert on(boss, TODAY).seat(desk.pk) is None
    assert on(boss, TODAY).seat(second.pk).kind == "berhalangan"
    covers = {
        one.position: one
        for one in covers_of(clerk.agency, clerk.person, TODAY, TODAY + timedelta(days=1))
    }
    assert (covers[desk.pk].needed, covers[second.pk].needed) == (False, True)
    assert [one.name for one in covers[desk.pk].stand_ins] == [caraka.name]


def test_a_substitute_for_some_of_the_days_leaves_the_others_open(keeper, clerk, desk, caraka):
    Holding.objects.create(
        agency_id=keeper.agency,
        position=desk,
        person_id=caraka.person,
        kind="plh",
        since=TODAY,
        until=TODAY,
    )
    days = (TODAY, TODAY + timedelta(days=1))
    (cover,) = covers_of(keeper.agency, clerk.person, *days)
    assert cover.needed
    assert not covers_of(keeper.agency, clerk.person, TODAY, TODAY)[0].needed


def test_where_many_hold_a_position_nothing_moves(enter, desk, boss):
    Position.objects.filter(pk=desk.pk).update(many=True)
    enter()
    assert on(boss, TODAY).seat(desk.pk) is None


def test_duties_never_come_with_it(enter, desk, boss):
    before = on(boss, TODAY)
    Position.objects.filter(pk=desk.pk).update(keeps_office=True, keeps_procedures=True)
    enter()
    after = on(boss, TODAY)
    assert (after.keeps_office, after.keeps_procedures) == (
        before.keeps_office,
        before.keeps_procedures,
    )
    assert not after.seat(desk.pk).keeps_office


def test_an_absence_begins_and_ends_at_midnight_of_the_offices_own_zone(db):
    """In Jayapura 1 December lasts from 15.00 UTC of 30 November to 15.00 UTC of the next day."""
    agency = make_agency("Kota Jayapura", "JPR", "Asia/Jayapura")
    with acting_for(agency):
        unit = make_unit(agency, "Bagian Organisasi", None)
        since = date(2026, 1, 1)
        top, (head,) = seat_people(
            agency, Seat(unit=unit, name="Kabag"), [("kabag.jpr", "Yohana")], "!", since
        )
        seat = Seat(unit=unit, name="Staf", superior=top)
        staff, _ = seat_people(agency, seat, [("staf.jpr", "Markus")], "!", since)
        who = Person.objects.get(name="Markus")
        Absence.objects.create(
            agency_id=agency,
            person=who,
            kind="cuti",
            since=date(2026, 12, 1),
            until=date(2026, 12, 1),
            entered_by=who,
            entered_at=datetime(2026, 11, 1, tzinfo=UTC),
        )
        begin = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)
        seen = [
            holder_at(head, agency, moment).seat(staff) is not None
            for moment in (
                begin - timedelta(seconds=1),
                begin,
                begin + timedelta(days=1, seconds=-1),
                begin + timedelta(days=1),
            )
        ]
    assert seen == [False, True, True, False]


def test_the_trail_tells_who_entered_and_who_ended_it(enter, keeper, clerk, now):
    absence = enter(keeper, note="Rawat inap")
    end_absence(clerk, absence=absence.pk, now=now)
    ended, entered = traces_of(keeper.agency)[:2]
    assert (entered.actor_id, ended.actor_id) == (keeper.person, clerk.person)
    assert sentence_of(entered) == (
        f"mencatat {clerk.name} tidak hadir (cuti) dari 2026-11-19 sampai 2026-11-20"
    )
    assert "Rawat inap" not in str(entered.data), "why is for her and the keepers of the office"


def test_another_agency_sees_nothing_of_it(enter, clerk, office, person, now):
    absence = enter()
    separate(CAST["TANGERANG"].agency)
    assert not Absence.objects.exists()
    stranger = person("kasubag.tangerang")
    with pytest.raises(NotFound):
        absence_of(stranger.agency, absence.pk)
    with pytest.raises(NotFound):
        end_absence(stranger, absence=absence.pk, now=now)
    with pytest.raises((NotFound, NotYours)):
        enter_absence(
            stranger, person=clerk.person, kind="cuti", since=MONDAY, until=MONDAY, note="",
            stand_ins=[], now=now,
        )  # fmt: skip
