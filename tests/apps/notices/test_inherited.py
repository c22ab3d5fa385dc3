"""Who comes to hold a position is told once of the work that lies there."""

from datetime import timedelta

import pytest

from tatalaksana.apps.notices.models import Notice
from tatalaksana.apps.notices.rounds import look_around
from tatalaksana.apps.office.actions.appoint import appoint
from tatalaksana.apps.office.models import Person

LETTER = ("LUMAJANG", "Surat Masuk")
DAY = timedelta(days=1)


@pytest.fixture
def case(run, office, now):
    """A case whose open task was told to who holds its position."""
    there = office("LUMAJANG")
    look_around(there.agency, now - timedelta(hours=2))
    found = run(*LETTER)
    found.forward()
    look_around(there.agency, found.now)
    return found


@pytest.fixture
def successor(case, person, now):
    """Who holds the position of the open task from tomorrow on."""
    new = Person.objects.get(pk=person("caraka.lumajang").person)
    appoint(person("kasubag.lumajang"), position=case.task.position_id, person=new.pk,
            kind="definitif", since=now.date() + DAY, until=None, now=now)  # fmt: skip
    return new


def told(case):
    found = Notice.objects.filter(agency=case.office.agency, kind="inherited")
    return [(one.person_id, one.task_id) for one in found]


def test_a_new_holder_is_told_once_of_the_task_that_waited_for_the_one_before(case, successor):
    agency = case.office.agency
    look_around(agency, case.now + timedelta(minutes=1))
    assert told(case) == []  # she begins tomorrow
    for minutes in (0, 1, 600):
        look_around(agency, case.now + DAY + timedelta(minutes=minutes))
    assert told(case) == [(successor.pk, case.task.pk)]


def test_several_tasks_are_one_notice_of_the_one_that_waited_longest(case, run, successor):
    second = run(*LETTER)
    second.forward()
    for days in (1, 2):
        look_around(case.office.agency, second.now + days * DAY)
    assert told(case) == [(successor.pk, case.task.pk)]


def test_where_nothing_waits_nothing_is_told_then_or_later(case, successor, run):
    case.forward()
    look_around(case.office.agency, case.now + DAY)
    assert told(case) == []


def test_who_was_told_of_the_task_before_is_not_told_again(case, person, now):
    """A Plt. who becomes the definitive holder knows what waits."""
    kasubag, caraka = person("kasubag.lumajang"), person("caraka.lumajang")
    seat, agency = case.task.position_id, case.office.agency
    appoint(kasubag, position=seat, person=caraka.person, kind="plt",
            since=now.date() + DAY, until=now.date() + DAY, now=now)  # fmt: skip
    look_around(agency, case.now + DAY)
    appoint(kasubag, position=seat, person=caraka.person, kind="definitif",
            since=now.date() + 2 * DAY, until=None, now=now)  # fmt: skip
    look_around(agency, case.now + 2 * DAY)
    assert told(case) == [(caraka.person, case.task.pk)]
