"""Accounts: one-time passwords, closing and opening, and the last keeper of the office."""

from uuid import uuid4

import pytest

from tatalaksana.apps.office.actions.add_person import add_person
from tatalaksana.apps.office.actions.close_account import close_account
from tatalaksana.apps.office.actions.end_holding import end_holding
from tatalaksana.apps.office.actions.give_duties import give_duties
from tatalaksana.apps.office.actions.open_account import open_account
from tatalaksana.apps.office.actions.reset_password import reset_password
from tatalaksana.apps.office.models import Account, Holding, Person, Position
from tatalaksana.apps.shared.audit import traces_of
from tatalaksana.apps.shared.errors import Invalid, NotFound, NotYours

KEEPER, CLERK, STRANGER = "kasubag.lumajang", "umum.lumajang", "kasubag.tangerang"
SRI = {"name": "Sri Wahyuni", "nip": "", "email": "", "username": "sri.wahyuni"}


@pytest.fixture
def lumajang(office):
    return office("LUMAJANG")


@pytest.fixture
def keeper(lumajang, person):
    return person(KEEPER)


@pytest.fixture
def clerk(lumajang):
    return Person.objects.get(account__username=CLERK)


def account_of(person):
    return Account.objects.get(pk=person.account_id)


def duties(seat, **changes):
    now = {name: getattr(seat, name) for name in ("keeps_procedures", "keeps_office", "many")}
    return {"position": seat.pk} | now | changes


def test_a_new_password_replaces_the_old_one_and_must_be_changed(keeper, clerk, now):
    before = account_of(clerk).get_session_auth_hash()
    new = reset_password(keeper, person=clerk.pk, now=now)
    account = account_of(clerk)
    assert account.check_password(new.password)
    assert account.must_change_password
    assert account.get_session_auth_hash() != before, "sessions end with the password"


def test_no_password_is_written_to_the_trail(keeper, clerk, now):
    new = reset_password(keeper, person=clerk.pk, now=now)
    trace = traces_of(keeper.agency).first()
    assert trace.action == "office.reset_password"
    assert new.password not in str(trace.data)


def test_a_password_somebody_chose_need_not_be_changed(keeper, clerk, now):
    reset_password(keeper, person=clerk.pk, now=now)
    account = account_of(clerk)
    account.set_password("pilihan-sendiri-12")
    account.save()
    assert not account_of(clerk).must_change_password


def test_closing_throws_the_password_away_so_that_opening_revives_no_session(keeper, clerk, now):
    before = account_of(clerk).get_session_auth_hash()
    close_account(keeper, person=clerk.pk, now=now)
    assert not account_of(clerk).is_active
    new = open_account(keeper, person=clerk.pk, now=now)
    account = account_of(clerk)
    assert account.is_active
    assert account.must_change_password
    assert account.check_password(new.password)
    assert account.get_session_auth_hash() != before


@pytest.mark.parametrize("deed", [reset_password, close_account, open_account])
def test_accounts_are_changed_by_keepers_of_the_same_agency_and_never_ones_own(
    deed, keeper, clerk, person, now
):
    with pytest.raises(Invalid):
        deed(keeper, person=keeper.person, now=now)
    with pytest.raises(NotYours):
        deed(person(CLERK), person=clerk.pk, now=now)
    with pytest.raises(NotFound):
        deed(keeper, person=0, now=now)


def test_a_closed_account_gets_no_password_and_is_not_closed_twice(keeper, clerk, now):
    close_account(keeper, person=clerk.pk, now=now)
    with pytest.raises(Invalid, match="ditutup"):
        reset_password(keeper, person=clerk.pk, now=now)
    with pytest.raises(Invalid, match="sudah ditutup"):
        close_account(keeper, person=clerk.pk, now=now)


def test_somebody_without_an_account_is_told_so(keeper, lumajang, now):
    bare = Person.objects.create(agency_id=lumajang.agency, name="Tanpa Akun")
    with pytest.raises(Invalid, match="tidak mempunyai akun"):
        reset_password(keeper, person=bare.pk, now=now)


def test_the_same_form_sent_twice_makes_one_person(keeper, now):
    key = uuid4()
    first = add_person(keeper, **SRI, key=key, now=now)
    again = add_person(keeper, **SRI, key=key, now=now)
    assert again.person == first.person
    assert again.password is None, "it was shown once"
    assert account_of(first.person).check_password(first.password)
    assert account_of(first.person).must_change_password


def test_another_form_with_the_same_user_name_is_refused(keeper, now):
    add_person(keeper, **SRI, key=uuid4(), now=now)
    with pytest.raises(Invalid, match="sudah dipakai"):
        add_person(keeper, **SRI, key=uuid4(), now=now)


def test_duties_are_given_and_traced_and_the_same_again_leaves_no_trace(keeper, lumajang, now):
    seat = Position.objects.get(agency=lumajang.agency, name="Kepala Bagian Organisasi")
    wanted = duties(seat, keeps_office=True, keeps_procedures=True)
    give_duties(keeper, **wanted, now=now)
    seat.refresh_from_db()
    assert seat.keeps_office
    assert seat.keeps_procedures
    traces = traces_of(keeper.agency).filter(action="office.give_duties")
    assert traces.get().data["keeps_office"] is True
    give_duties(keeper, **wanted, now=now)
    assert traces.count() == 1


@pytest.fixture
def only_keeper(keeper, lumajang):
    """The one position that keeps the office, whatever the demo gave to others."""
    mine = Position.objects.get(pk__in=keeper.position_ids, keeps_office=True)
    Position.objects.filter(agency=lumajang.agency).exclude(pk=mine.pk).update(keeps_office=False)
    return mine


def test_the_last_keeper_of_the_office_cannot_be_taken_away(only_keeper, keeper, now):
    with pytest.raises(Invalid, match="pengelola kantor"):
        give_duties(keeper, **duties(only_keeper, keeps_office=False), now=now)
    only_keeper.refresh_from_db()
    assert only_keeper.keeps_office
    held = Holding.objects.get(position=only_keeper, person=keeper.person)
    with pytest.raises(Invalid, match="pengelola kantor"):
        end_holding(keeper, holding=held.pk, last_day=now.date(), now=now)


def test_a_vacant_position_or_a_closed_account_keeps_no_office(only_keeper, keeper, clerk, now):
    seats = Position.objects.filter(agency=keeper.agency)
    clerks = seats.get(holding__person=clerk)
    give_duties(keeper, **duties(clerks, keeps_office=True), now=now)
    close_account(keeper, person=clerk.pk, now=now)
    with pytest.raises(Invalid, match="pengelola kantor"):
        give_duties(keeper, **duties(only_keeper, keeps_office=False), now=now)
    open_account(keeper, person=clerk.pk, now=now)
    give_duties(keeper, **duties(only_keeper, keeps_office=False), now=now)
    only_keeper.refresh_from_db()
    assert not only_keeper.keeps_office


def test_two_keepers_who_remove_each_other_leave_one(only_keeper, keeper, clerk, person, now):
    clerks = Position.objects.get(agency=keeper.agency, holding__person=clerk)
    give_duties(keeper, **duties(clerks, keeps_office=True), now=now)
    other = person(CLERK)
    give_duties(other, **duties(only_keeper, keeps_office=False), now=now)
    clerks.refresh_from_db()
    with pytest.raises(Invalid, match="pengelola kantor"):
        give_duties(keeper, **duties(clerks, keeps_office=False), now=now)
