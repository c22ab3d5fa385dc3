"""An absence without a substitute is told where work lies, once for each position."""

from datetime import date, timedelta

import pytest

from tatalaksana.apps.notices.models import Notice
from tatalaksana.apps.notices.rounds import look_around
from tatalaksana.apps.office.actions.delegate import delegate
from tatalaksana.apps.office.actions.end_absence import end_absence
from tatalaksana.apps.office.actions.enter_absence import enter_absence
from tatalaksana.apps.office.models import Holding, Position
from tatalaksana.apps.office.queries import holder_on, holders_by_position

LETTER = ("LUMAJANG", "Surat Masuk")


@pytest.fixture
def case(run, office, now):
    """A case whose open task lies at a position with one holder and somebody above."""
    there = office("LUMAJANG")
    look_around(there.agency, now - timedelta(hours=2))
    case = run(*LETTER)
    case.forward()
    while case.task.position.superior_id is None or case.task.position.many:
        case.forward()
    look_around(there.agency, case.now + timedelta(minutes=1))
    return case


def holder(case):
    return holder_on(case.office.agency, case.task.position_id, case.now.date())


def leave(case, days=3):
    who = holder(case)
    return enter_absence(
        who,
        person=who.person,
        kind="cuti",
        since=case.now.date(),
        until=case.now.date() + timedelta(days=days),
        note="",
        stand_ins=[],
        now=case.now,
    )


def told(case, kind):
    found = Notice.objects.filter(agency=case.office.agency, kind=kind).order_by("pk")
    return [one.person.name for one in found]


def above(case):
    seat = Position.objects.get(pk=case.task.position_id).superior_id
    found = holders_by_position(case.office.agency, [seat], date(2026, 11, 19))
    return [name for name in found[seat] if name != holder(case).name]


def rounds(case, *minutes):
    for one in minutes:
        look_around(case.office.agency, case.now + timedelta(minutes=one))


def test_the_superior_is_told_once_that_work_lies_with_somebody_who_is_away(case):
    leave(case)
    rounds(case, 2, 3, 4, 60 * 24)
    assert told(case, "absent") == above(case)


def test_nothing_is_told_while_somebody_stands_in_and_told_when_that_ends(case, person):
    leave(case)
    who, caraka = holder(case), person("caraka.lumajang")
    delegate(who, position=case.task.position_id, giver=who.person, taker=caraka.person,
             kind="semua", since=case.now.date(), until=case.now.date(), now=case.now)  # fmt: skip
    rounds(case, 2)
    assert told(case, "absent") == []
    rounds(case, 60 * 24)
    assert told(case, "absent") == above(case)


def test_nothing_is_told_of_an_absence_that_was_ended(case):
    absence = leave(case)
    end_absence(holder(case), absence=absence.pk, now=case.now)
    rounds(case, 2)
    assert told(case, "absent") == []


def test_where_nobody_is_above_the_keepers_of_the_office_are_told(case):
    Position.objects.filter(pk=case.task.position_id).update(superior=None)
    leave(case)
    rounds(case, 2, 3)
    keepers = Holding.objects.filter(
        agency=case.office.agency, position__keeps_office=True, until=None
    )
    assert told(case, "no_standin") == [one.person.name for one in keepers]
    assert told(case, "absent") == []


def test_a_task_that_comes_while_she_is_away_is_told_once_in_its_own_words(run, office, now):
    there = office("LUMAJANG")
    look_around(there.agency, now - timedelta(hours=2))
    case = run(*LETTER)
    case.forward()
    while case.task.position.superior_id is None or case.task.position.many:
        case.forward()
    leave(case)
    rounds(case, 1, 2, 3)
    assert told(case, "absent") == above(case)
    assert told(case, "vacant") == []
