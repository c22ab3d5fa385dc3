"""One definitive holder at a time, over the whole period."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tatalaksana.apps.office.actions.appoint import appoint
from tatalaksana.apps.office.actions.end_holding import end_holding
from tatalaksana.apps.office.actions.give_duties import give_duties
from tatalaksana.apps.office.models import Holding, Person, Position
from tatalaksana.apps.shared.audit import traces_of
from tatalaksana.apps.shared.errors import Invalid


@pytest.fixture
def keeper(office, person):
    office("LUMAJANG")
    return person("kasubag.lumajang")


@pytest.fixture
def seat(keeper):
    """The head of the division, held by Hendro Prasetyo without an end."""
    return Position.objects.get(agency=keeper.agency, name="Kepala Bagian Organisasi")


@pytest.fixture
def place(keeper, seat, now):
    """`place("Joko Susanto", since, until)`: appoint her to the seat."""

    def put(name, since, until=None, kind="definitif"):
        person = Person.objects.get(agency=keeper.agency, name=name)
        return appoint(
            keeper,
            position=seat.pk,
            person=person.pk,
            kind=kind,
            since=since,
            until=until,
            now=now,
        )

    return put


def terms(seat):
    rows = Holding.objects.filter(position=seat, kind="definitif").order_by("since")
    return [(row.person.name, row.until) for row in rows]


def test_a_new_holder_ends_the_one_before_the_day_before(seat, place):
    place("Joko Susanto", date(2027, 3, 1))
    assert terms(seat) == [("Hendro Prasetyo", date(2027, 2, 28)), ("Joko Susanto", None)]


def test_the_trail_names_whose_term_an_appointment_ended(seat, place, keeper):
    place("Joko Susanto", date(2026, 12, 1))
    trail = [(one.action, one.data) for one in traces_of(keeper.agency)[:2]]
    ended = next(data for action, data in trail if action == "office.end_holding")
    assert (ended["person"], ended["until"]) == ("Hendro Prasetyo", "2026-11-30")
    assert ended["successor"] == "Joko Susanto"


def test_nobody_is_appointed_into_the_term_of_one_who_begins_later(seat, place):
    place("Joko Susanto", date(2027, 3, 1))
    for until in (None, date(2027, 3, 1)):
        with pytest.raises(Invalid, match=r"Joko Susanto .* mulai 1 Maret 2027"):
            place("Wiwik Handayani", date(2027, 2, 1), until)
    assert terms(seat)[0] == ("Hendro Prasetyo", date(2027, 2, 28)), "nothing was changed"
    place("Wiwik Handayani", date(2027, 2, 1), date(2027, 2, 28))
    assert [until for _, until in terms(seat)] == [date(2027, 1, 31), date(2027, 2, 28), None]


def test_a_term_is_not_prolonged_into_the_next_one(seat, place, keeper, now):
    place("Joko Susanto", date(2027, 3, 1))
    first = Holding.objects.get(position=seat, person__name="Hendro Prasetyo")
    with pytest.raises(Invalid, match="Joko Susanto"):
        end_holding(keeper, holding=first.pk, last_day=date(2027, 3, 1), now=now)
    end_holding(keeper, holding=first.pk, last_day=date(2027, 1, 31), now=now)


def test_an_acting_holder_stands_beside(seat, place):
    place("Joko Susanto", date(2026, 12, 1), date(2026, 12, 31), kind="plh")
    assert terms(seat) == [("Hendro Prasetyo", None)]


def test_nobody_holds_the_same_position_twice_in_one_right(seat, place):
    place("Joko Susanto", date(2027, 3, 1), date(2027, 3, 31), kind="plh")
    with pytest.raises(Invalid, match="sudah memegang"):
        place("Joko Susanto", date(2027, 2, 1), date(2027, 3, 15), kind="plh")


def test_the_trail_keeps_the_right_and_the_period(place, keeper):
    place("Joko Susanto", date(2026, 12, 1), date(2026, 12, 31), kind="plh")
    data = traces_of(keeper.agency).first().data
    assert (data["kind"], data["since"], data["until"]) == ("plh", "2026-12-01", "2026-12-31")


def test_two_keepers_appoint_one_after_the_other(place):
    """The position is locked before anybody looks who holds it."""
    with CaptureQueriesContext(
        connection,
    ) as asked:
        place("Joko Susanto", date(2027, 3, 1))
    locks = [n for n, q in enumerate(asked) if "FOR UPDATE" in q["sql"]]
    looks = [n for n, q in enumerate(asked) if 'FROM "office_holding"' in q["sql"]]
    assert locks
    assert locks[0] < looks[0]


def test_several_definitive_holders_stay_where_many_may_hold(seat, place, keeper, now):
    wanted = {"position": seat.pk, "keeps_procedures": False, "keeps_office": False}
    give_duties(keeper, **wanted, many=True, now=now)
    place("Joko Susanto", date(2026, 11, 1))
    assert [until for _, until in terms(seat)] == [None, None]
    with pytest.raises(Invalid, match="beberapa pejabat definitif"):
        give_duties(keeper, **wanted, many=False, now=now)


@pytest.mark.parametrize(
    ("since", "until"), [(date.min, None), (date(2026, 12, 1), date.max), (date(202, 6, 1), None)]
)
def test_a_year_that_is_a_slip_of_the_hand_is_refused_in_one_sentence(place, since, until):
    with pytest.raises(Invalid, match="tidak masuk akal"):
        place("Joko Susanto", since, until)


def test_a_term_does_not_end_in_a_year_that_is_a_slip_of_the_hand(seat, keeper, now):
    held = Holding.objects.get(position=seat, kind="definitif")
    with pytest.raises(Invalid, match="9999 tidak masuk akal"):
        end_holding(keeper, holding=held.pk, last_day=date.max, now=now)
