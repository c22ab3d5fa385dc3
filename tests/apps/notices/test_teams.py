"""A team that is proposed is told to those who keep the office, once, until it is decided."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from tatalaksana.apps.cases.actions.ask_team import ask_team
from tatalaksana.apps.cases.actions.attach_document import attach_document
from tatalaksana.apps.cases.actions.decide_team import refuse_team
from tatalaksana.apps.notices.mails import make_mails
from tatalaksana.apps.notices.models import Mail, Notice
from tatalaksana.apps.notices.queries import count_unread
from tatalaksana.apps.notices.rounds import look_around
from tatalaksana.apps.notices.sweeping import sweep
from tatalaksana.apps.office.models import Person, Position
from tatalaksana.apps.office.queries import holder_on
from tatalaksana.core.engine.teams import Composition

SK = "Pembuatan Surat Keputusan (SK) Tim / Panitia Pelaksana Kegiatan Subbag Pelayanan Publik"


@pytest.fixture
def proposed(run, office, now):
    """A case in whose last step a team was asked for."""
    there = office("KALBAR")
    look_around(there.agency, now - timedelta(hours=2))
    case = run("KALBAR", SK)
    while case.task.row < 9:
        case.forward()
    kept = attach_document(
        case.actor, task=case.task.pk, label="SK Tim", file_name="sk.pdf", chunks=[b"SK"],
        now=case.now,
    )  # fmt: skip
    chair, *members = [one.pk for one in Person.objects.order_by("pk")[:3]]
    team = Composition(
        name="Tim SKM 2027", chair=chair, secretary=None, members=tuple(members),
        since=date(2026, 11, 19), until=date(2026, 12, 31),
    )  # fmt: skip
    case.asked_in = case.task.pk
    case.decree = ask_team(
        case.actor, task=case.task.pk, composition=team, document=kept.document_id, team=None,
        key=uuid4(), now=case.now,
    )  # fmt: skip
    case.keeper = holder_on(there.agency, second_keeper(there.agency).pk, now.date())
    return case


def second_keeper(agency):
    """Whoever asks here keeps the office herself; a colleague does so too."""
    seat = Position.objects.get(agency=agency, holding__person__account__username="hukum.kalbar")
    Position.objects.filter(pk=seat.pk).update(keeps_office=True)
    return seat


def look(case):
    case.now += timedelta(minutes=1)
    for _ in range(2):
        look_around(case.office.agency, case.now)
    return Notice.objects.filter(task=case.asked_in, kind="proposed")


def test_the_keepers_of_the_office_are_told_once_and_by_whom_but_not_who_asks(proposed):
    told = look(proposed)
    assert [(one.person_id, one.by_id) for one in told] == [
        (proposed.keeper.person, proposed.decree.asked_by_id)
    ]


def test_it_is_unread_although_the_step_it_was_asked_in_is_done(proposed):
    look(proposed)
    before = count_unread(proposed.keeper)
    proposed.forward()
    look(proposed)
    sweep(proposed.office.agency, proposed.now)
    assert before
    assert count_unread(proposed.keeper) == before


def test_once_it_is_decided_it_is_news_no_more_and_not_mailed(proposed):
    Person.objects.filter(pk=proposed.keeper.person).update(email="pengelola@example.go.id")
    assert look(proposed).filter(by_mail=True).exists()
    refuse_team(proposed.keeper, decree=proposed.decree.pk, reason="Belum.", now=proposed.now)
    assert not look(proposed).filter(read_at=None).exists()
    make_mails(proposed.office.agency, proposed.now)
    assert not Mail.objects.filter(notice__kind="proposed").exists()


def test_what_was_decided_before_a_round_came_is_told_to_nobody(proposed):
    refuse_team(proposed.keeper, decree=proposed.decree.pk, reason="Belum.", now=proposed.now)
    assert not look(proposed).exists()
