"""Who had been told of a task is told that it is gone, and why; the other that it is open again."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tatalaksana.apps.cases.actions.correct_deed import correct_deed
from tatalaksana.apps.cases.models import Task
from tatalaksana.apps.notices.models import Notice, Watch
from tatalaksana.apps.notices.queries import count_unread
from tatalaksana.apps.notices.rounds import look_around
from tatalaksana.apps.notices.sweeping import sweep
from tatalaksana.apps.office.queries import holder_of

SK = "Pembuatan Surat Keputusan (SK) Tim / Panitia Pelaksana Kegiatan Subbag Pelayanan Publik"


@pytest.fixture
def clicked(run, office, now):
    """The Kabag has ended row 4 by mistake; the task it opened is at the Karo."""
    there = office("KALBAR")
    look_around(there.agency, now - timedelta(hours=2))
    case = run("KALBAR", SK)
    for _ in range(3):
        case.forward()
    case.wrong, case.clicker = case.task.pk, case.actor
    case.forward()
    return case


def correct(case, holder):
    case.now += timedelta(minutes=5)
    return correct_deed(holder, task=case.wrong, reason="Keliru.", key=uuid4(), now=case.now)


def look(case, minutes=1):
    case.now += timedelta(minutes=minutes)
    return look_around(case.office.agency, case.now)


def told(task):
    rows = Notice.objects.filter(task=task).order_by("made_at", "pk")
    return [(one.kind, one.person.name, one.by.name if one.by else "") for one in rows]


def test_the_next_official_is_told_once_that_his_task_is_gone(clicked):
    look(clicked)
    opened, karo = clicked.task.pk, clicked.actor
    correct(clicked, clicked.clicker)
    for _ in range(2):
        look(clicked)
    assert told(opened) == [
        ("assigned", karo.name, ""), ("withdrawn", karo.name, clicked.clicker.name),
    ]  # fmt: skip
    gone = Notice.objects.get(task=opened, kind="withdrawn")
    sweep(clicked.office.agency, clicked.now)
    gone.refresh_from_db()
    assert gone.read_at is None
    me = holder_of(gone.person.account_id, clicked.office.agency, clicked.now.date())
    assert count_unread(me) == 1


def test_who_was_told_of_no_task_is_told_of_no_correction(clicked):
    opened = clicked.task.pk
    correct(clicked, clicked.clicker)
    look(clicked)
    assert told(opened) == []


def test_whose_click_a_superior_corrects_is_told_that_his_task_is_open_again(clicked, person):
    look(clicked)
    Watch.objects.filter(task=clicked.wrong).delete()
    karo = person("karo.kalbar")
    correct(clicked, karo)
    look(clicked)
    assert ("reopened", clicked.clicker.name, karo.name) in told(clicked.wrong)
    assert Watch.objects.filter(task=clicked.wrong, next_at__isnull=False).exists()


def test_the_deadline_of_a_task_that_is_open_again_is_told(clicked):
    look(clicked)
    correct(clicked, clicked.clicker)
    due = Task.objects.get(pk=clicked.wrong).due_at
    clicked.now = due
    look(clicked, 0)
    assert ("due", clicked.clicker.name, "") in told(clicked.wrong)
