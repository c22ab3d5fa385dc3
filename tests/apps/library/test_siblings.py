"""The checks compare with what the office's other procedures say now, parsed once."""

from copy import deepcopy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tatalaksana.apps.library import siblings
from tatalaksana.apps.library.actions.correct import correct
from tatalaksana.apps.library.actions.put_in_force import put_in_force
from tatalaksana.apps.library.actions.revise import revise
from tatalaksana.apps.library.actions.withdraw import withdraw
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.library.queries import content_of, findings_of
from tatalaksana.apps.library.siblings import Kept, siblings_of
from tatalaksana.core.procedure.exchange import procedure_from

KEEPER = "kasubag.lumajang"


@pytest.fixture(autouse=True)
def kept(monkeypatch):
    """A memory of its own: what a test rolls back must not stay in it."""
    monkeypatch.setattr(siblings, "KEPT", Kept(100))
    return siblings.KEPT


@pytest.fixture
def versions(office):
    lumajang = office("LUMAJANG")
    return list(Version.objects.filter(agency=lumajang.agency, status="berlaku").order_by("pk"))


@pytest.fixture
def draft(versions, person, now):
    return revise(person(KEEPER), version=versions[-1].pk, now=now)


def numbers_of(version):
    return [one.number for one in siblings_of(version)]


def told(version):
    return [finding.plain() for finding in findings_of(version)]


def numbered(version, number):
    content = deepcopy(version.content)
    content["number"] = number
    return procedure_from(content)


def test_the_siblings_are_what_the_other_versions_say(versions):
    wanted = [content_of(other) for other in versions[1:]]
    assert list(siblings_of(versions[0])) == wanted
    assert list(siblings_of(versions[0])) == wanted  # from memory


def test_a_second_look_loads_and_parses_nothing(versions):
    with CaptureQueriesContext(connection) as first:
        findings_of(versions[0])
    with CaptureQueriesContext(connection) as second:
        findings_of(versions[0])
    assert (len(first), len(second)) == (2, 1)


def test_a_changed_sibling_is_seen_and_so_is_its_finding(versions, draft, person, now):
    mine = versions[0]
    assert "BARU/1/2026" not in numbers_of(mine)
    for number in ("BARU/1/2026", "BARU/2/2026", mine.content["number"]):
        correct(person(KEEPER), version=draft.pk, content=numbered(draft, number), now=now)
        assert number in numbers_of(mine)
    draft.refresh_from_db()
    correct(person(KEEPER), version=draft.pk, content=numbered(draft, "BARU/1/2026"), now=now)
    assert numbers_of(mine).count("BARU/1/2026") == 1


def test_a_draft_put_in_force_takes_the_place_of_the_one_before(versions, draft, person, now):
    mine = versions[0]
    correct(person(KEEPER), version=draft.pk, content=numbered(draft, "BARU/1/2026"), now=now)
    before = len(siblings_of(mine))
    put_in_force(person(KEEPER), version=draft.pk, now=now)
    assert len(siblings_of(mine)) == before - 1
    assert "BARU/1/2026" in numbers_of(mine)
    withdraw(person(KEEPER), version=draft.pk, now=now)
    assert "BARU/1/2026" not in numbers_of(mine)


def test_the_memory_is_bounded_and_a_full_one_changes_no_answer(versions, kept, monkeypatch):
    wanted = siblings_of(versions[0])
    monkeypatch.setattr(siblings, "KEPT", Kept(3))
    for _ in range(2):
        assert siblings_of(versions[0]) == wanted
    assert len(siblings.KEPT.contents) == 3


def test_the_wall_stands_before_the_memory(versions, office):
    siblings_of(versions[0])
    other = office("TANGERANG")
    own = Version.objects.get(agency=other.agency, status="berlaku")
    assert siblings_of(own) == ()
    assert siblings_of(versions[0]) == ()  # another agency's wall shows nothing of it
