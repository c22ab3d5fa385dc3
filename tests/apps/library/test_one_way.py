"""A version goes from draft to in force to withdrawn and never back: the database refuses."""

import pytest
from django.db import DatabaseError, transaction

from tatalaksana.apps.library.actions.put_in_force import put_in_force
from tatalaksana.apps.library.actions.revise import revise
from tatalaksana.apps.library.actions.withdraw import withdraw
from tatalaksana.apps.library.models import Version

KEEPER = "kasubag.lumajang"


@pytest.fixture
def keeper(office, person):
    office("LUMAJANG")
    return person(KEEPER)


@pytest.fixture
def in_force(keeper):
    return Version.objects.get(
        agency=keeper.agency, status="berlaku", procedure__title__iexact="SURAT KELUAR"
    )


@pytest.fixture
def draft(in_force, keeper, now):
    return revise(keeper, version=in_force.pk, now=now)


def give(version, status):
    with transaction.atomic():
        Version.objects.filter(pk=version.pk).update(status=status)


def assert_refused(version, status):
    before = version.status
    with pytest.raises(DatabaseError) as wrong:
        give(version, status)
    assert wrong.value.__cause__.sqlstate == "TL306"
    version.refresh_from_db()
    assert version.status == before


@pytest.mark.parametrize("status", ["berlaku", "draf"])
def test_what_was_withdrawn_stays_withdrawn(status, in_force, keeper, now):
    gone = withdraw(keeper, version=in_force.pk, now=now)
    assert_refused(gone, status)


def test_what_is_in_force_is_no_draft_again(in_force):
    assert_refused(in_force, "draf")


def test_a_draft_is_not_withdrawn_before_it_was_in_force(draft):
    assert_refused(draft, "dicabut")


def test_the_way_on_is_open(in_force, draft, keeper, now):
    put_in_force(keeper, version=draft.pk, now=now)
    in_force.refresh_from_db()
    draft.refresh_from_db()
    assert (in_force.status, draft.status) == ("dicabut", "berlaku")
    again = revise(keeper, version=in_force.pk, now=now)
    put_in_force(keeper, version=again.pk, now=now)
    assert withdraw(keeper, version=again.pk, now=now).status == "dicabut"


def test_what_does_not_touch_the_status_may_still_be_written(in_force):
    give(in_force, "berlaku")
