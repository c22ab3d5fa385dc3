"""A token acts as its owner, as long as she lets it, and nothing in the database gives it away."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tatalaksana.apps.access.actions.make_token import make_token
from tatalaksana.apps.access.actions.revoke_token import revoke_token
from tatalaksana.apps.access.bounds import bounds
from tatalaksana.apps.access.models import Token
from tatalaksana.apps.access.tokens import recognise
from tatalaksana.apps.office.models import Account
from tatalaksana.apps.shared.audit import last_trace_of
from tatalaksana.apps.shared.errors import Invalid, NotFound, NotYours
from tatalaksana.apps.shared.models import Trace
from tests.cast import CAST

OWNER, COLLEAGUE, KEEPER = "kasubbag.kalbar", "kabag.kalbar", "analis.kalbar"


@pytest.fixture
def make(office, person):
    office("KALBAR")

    def one(username=OWNER, *, days=30, scope="baca", name="Uji"):
        until = timezone.localdate() + timedelta(days=days)
        return make_token(person(username), name=name, scope=scope, until=until, now=timezone.now())

    return one


def test_the_token_stands_nowhere_in_the_database(make):
    made = make()
    row = Token.objects.values().get(pk=made.token.pk)
    assert made.secret not in str(row)
    traces = Trace.objects.filter(thing="token", thing_id=made.token.pk)
    assert made.secret.rsplit("_", 1)[1] not in str(list(traces.values()))


def test_a_token_is_known_to_the_end_of_its_last_day_and_no_longer(make):
    made = make(days=3)
    now = timezone.now()
    assert recognise(made.secret, now + timedelta(days=3)).account.username == OWNER
    assert recognise(made.secret, now + timedelta(days=4)) is None


def test_a_token_lives_a_year_at_most(make):
    make(days=bounds().longest.days)
    with pytest.raises(Invalid, match="satu tahun"):
        make(days=bounds().longest.days + 1)
    with pytest.raises(Invalid, match="sudah lewat"):
        make(days=-1)


def test_a_revoked_token_is_worth_nothing(make, person):
    made = make()
    revoke_token(person(OWNER), token=made.token.pk, now=timezone.now())
    assert recognise(made.secret, timezone.now()) is None


def test_a_colleague_cannot_revoke_it_and_the_keeper_of_the_office_can(make, person):
    made = make()
    with pytest.raises(NotFound):
        revoke_token(person(COLLEAGUE), token=made.token.pk, now=timezone.now())
    revoke_token(person(KEEPER), token=made.token.pk, now=timezone.now())
    assert recognise(made.secret, timezone.now()) is None
    agency = CAST["KALBAR"].agency
    assert last_trace_of(agency, "token", made.token.pk).action == "access.revoke_token"


def test_the_token_of_a_closed_account_is_worth_nothing(make):
    made = make()
    Account.objects.filter(username=OWNER).update(is_active=False)
    assert recognise(made.secret, timezone.now()) is None


def test_a_token_begets_no_token(make, person):
    from dataclasses import replace

    until = timezone.localdate()
    program = replace(person(OWNER), in_person=False)
    with pytest.raises(NotYours):
        make_token(program, name="Anak", scope="baca", until=until, now=timezone.now())


@pytest.mark.parametrize(
    "secret",
    ["", "tlk_", "tlk_0_" + "a" * 43, "tlk_99999999_" + "a" * 43, "Bearer x", "tlk_١_" + "a" * 43],
)
def test_what_is_no_token_is_nobody(office, secret):
    office("KALBAR")
    assert recognise(secret, timezone.now()) is None


def test_a_token_is_looked_for_behind_the_wall_of_the_agency_it_names(make):
    made = make()
    other = CAST["LUMAJANG"].agency
    moved = f"tlk_{other}_" + made.secret.split("_", 2)[2]
    assert recognise(moved, timezone.now()) is None


def test_when_it_was_used_last_is_kept_roughly(make):
    made, now = make(), timezone.now()
    recognise(made.secret, now)
    recognise(made.secret, now + timedelta(seconds=20))
    assert Token.objects.get(pk=made.token.pk).used_at == now


def test_nobody_has_more_tokens_than_allowed(make):
    for number in range(bounds().most):
        make(name=f"Uji {number}")
    with pytest.raises(Invalid, match="sudah mempunyai"):
        make()
