"""Whoever puts a draft in force puts in force what she saw, to the last position."""

from dataclasses import replace
from threading import Thread

import pytest
from django.db import connection, transaction

from tatalaksana.apps.library.actions.bind_role import bind_role
from tatalaksana.apps.library.actions.correct import correct
from tatalaksana.apps.library.actions.put_in_force import put_in_force
from tatalaksana.apps.library.actions.revise import revise
from tatalaksana.apps.library.drafts import fingerprint_in_force
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.library.queries import bindings_of, content_of
from tatalaksana.apps.office.queries import holder_by_username, positions_of
from tatalaksana.apps.shared.agency import acting_for, separate
from tatalaksana.apps.shared.audit import last_trace_of
from tatalaksana.apps.shared.errors import MovedOn

KEEPER = "kasubag.lumajang"


@pytest.fixture
def keeper(office, person):
    office("LUMAJANG")
    return person(KEEPER)


@pytest.fixture
def draft(keeper, now):
    before = Version.objects.get(
        agency=keeper.agency, status="berlaku", procedure__title__iexact="SURAT KELUAR"
    )
    return revise(keeper, version=before.pk, now=now)


def retitle(draft, keeper, now):
    content = replace(content_of(draft), warning=("Surat terlambat.",))
    correct(keeper, version=draft.pk, content=content, now=now)


def settle_a_doubt(draft, keeper, now):
    correct(keeper, version=draft.pk, content=content_of(draft), settled=frozenset({0}), now=now)


def move_a_role(draft, keeper, now):
    bound = bindings_of(draft).first()
    other = positions_of(keeper.agency).exclude(pk=bound.position_id).first()
    bind_role(keeper, version=draft.pk, role=bound.role, position=other.pk, now=now)


@pytest.mark.parametrize("change", [retitle, settle_a_doubt, move_a_role])
def test_what_changed_since_it_was_seen_is_not_put_in_force(change, draft, keeper, now):
    if change is settle_a_doubt:
        draft.doubts = [{"row": None, "field": "title", "what": "?", "hint": "", "weight": 1}]
        draft.save()
    seen = fingerprint_in_force(draft)
    before = Version.objects.get(procedure=draft.procedure, status="berlaku")
    change(draft, keeper, now)
    with pytest.raises(MovedOn, match="belum diberlakukan") as refused:
        put_in_force(keeper, version=draft.pk, seen=seen, now=now)
    assert refused.value.code == "TL604"
    assert refused.value.hint
    assert Version.objects.get(procedure=draft.procedure, status="berlaku") == before
    assert last_trace_of(keeper.agency, "version", draft.pk).action != "library.put_in_force"


def test_what_was_seen_is_put_in_force(draft, keeper, now):
    retitle(draft, keeper, now)
    draft.refresh_from_db()
    done = put_in_force(keeper, version=draft.pk, seen=fingerprint_in_force(draft), now=now)
    assert done.status == "berlaku"
    assert content_of(done).warning == ("Surat terlambat.",)


def test_the_same_position_confirmed_once_more_is_no_change(draft, keeper, now):
    seen = fingerprint_in_force(draft)
    bound = bindings_of(draft).first()
    bind_role(keeper, version=draft.pk, role=bound.role, position=bound.position_id, now=now)
    assert put_in_force(keeper, version=draft.pk, seen=seen, now=now).status == "berlaku"


@pytest.fixture
def committed(cast, django_db_blocker, now):
    """A keeper and her draft that other connections see too; gone afterwards."""
    agency = cast["LUMAJANG"].agency
    with django_db_blocker.unblock(), acting_for(agency):
        keeper = holder_by_username(KEEPER, now.date())
        there = Version.objects.get(
            agency=agency, status="berlaku", procedure__title__iexact="SURAT KELUAR"
        )
        draft = revise(keeper, version=there.pk, now=now)
        yield keeper, draft
        draft.refresh_from_db()
        assert draft.status == "draf"
        draft.delete()


@pytest.mark.parametrize("change", [retitle, move_a_role])
def test_a_change_that_is_just_being_saved_is_waited_for_and_seen(change, committed, now):
    keeper, draft = committed
    seen, results = fingerprint_in_force(draft), []

    def other():
        separate(keeper.agency)
        try:
            results.append(put_in_force(keeper, version=draft.pk, seen=seen, now=now))
        except MovedOn as refused:
            results.append(refused.code)
        finally:
            connection.close()

    thread = Thread(target=other)
    with transaction.atomic():
        change(draft, keeper, now)
        thread.start()
        thread.join(0.3)
        assert not results
    thread.join()
    assert results == ["TL604"]
