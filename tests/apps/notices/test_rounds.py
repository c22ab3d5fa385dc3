"""An open task is told of to whom it concerns: once, in time, not while its clock stands."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection

from tatalaksana.apps.cases.actions.address_task import address_task
from tatalaksana.apps.cases.actions.change_calendar import change_calendar
from tatalaksana.apps.cases.actions.hold_file import hold_file
from tatalaksana.apps.cases.actions.release_file import release_file
from tatalaksana.apps.cases.models import Event, Task
from tatalaksana.apps.notices import whose
from tatalaksana.apps.notices.models import Notice, Watch
from tatalaksana.apps.notices.queries import count_unread
from tatalaksana.apps.notices.rounds import look_around
from tatalaksana.apps.notices.sweeping import sweep
from tatalaksana.apps.office.actions.appoint import appoint
from tatalaksana.apps.office.actions.delegate import delegate
from tatalaksana.apps.office.days_off import OwnDay
from tatalaksana.apps.office.models import Account, DayOff, Holding, Position
from tatalaksana.apps.office.queries import holder_by_username, holder_on, holders_by_position
from tatalaksana.core.engine.reminders import reminders

LETTER = ("LUMAJANG", "Surat Masuk")


@pytest.fixture
def first(run, office, now):
    """A case whose second task waits, and a round that had begun before it."""
    there = office("LUMAJANG")
    look_around(there.agency, now - timedelta(hours=2))
    case = run(*LETTER)
    case.forward()
    while case.task.position.superior_id is None or case.task.position.many:
        case.forward()
    return case


def told(case, kind=None):
    """(kind, recipient) of every notice of the open task, not of its whole case."""
    rows = Notice.objects.filter(task=case.task.pk).exclude(kind="case_late")
    rows = rows.order_by("made_at", "pk")
    if kind:
        rows = rows.filter(kind=kind)
    return [(one.kind, one.person.name) for one in rows]


def at(case, minutes):
    return case.task.opened_at + timedelta(minutes=minutes)


def names_at(case, position):
    return list(holders_by_position(case.office.agency, [position], date(2026, 11, 19))[position])


def test_who_gets_a_task_is_told_once_however_often_one_looks(first):
    for _ in range(3):
        look_around(first.office.agency, at(first, 1))
    assert told(first) == [("assigned", name) for name in names_at(first, first.task.position_id)]


def test_who_sent_the_task_to_herself_is_told_nothing(run, office, now):
    there = office("LUMAJANG")
    look_around(there.agency, now - timedelta(hours=2))
    case = run(*LETTER)  # the starter holds the position of the first step
    look_around(there.agency, now + timedelta(minutes=1))
    assert told(case) == []


def test_what_was_there_before_the_first_round_is_told_to_nobody(run, now):
    case = run(*LETTER)
    case.forward()
    look_around(case.office.agency, case.now + timedelta(minutes=5))
    assert told(case) == []
    assert Watch.objects.filter(task=case.task.pk).exists()


def test_a_task_that_is_done_before_the_round_is_told_to_nobody(first):
    task = first.task.pk
    first.forward()
    look_around(first.office.agency, first.now + timedelta(minutes=1))
    assert not Notice.objects.filter(task=task).exists()


def promise(case, minutes):
    """Let the open step promise `minutes` from its opening; inside one morning."""
    due = case.task.opened_at + timedelta(minutes=minutes)
    Task.objects.filter(pk=case.task.pk).update(allowed=minutes, due_at=due)
    return due


def test_warning_deadline_superior_and_keeper_each_once_and_in_time(first):
    """Opened on Thursday at 09.07, an hour and a half promised: due at 10.37."""
    agency, due = first.office.agency, promise(first, 90)
    me = names_at(first, first.task.position_id)
    superior = Position.objects.get(pk=first.task.position_id).superior_id
    steps = [
        (due - timedelta(minutes=30), []),
        (due - timedelta(minutes=22), [("warning", name) for name in me]),
        (due, [("due", name) for name in me]),
        (due + timedelta(hours=3), []),
        (datetime(2026, 11, 20, 2, 0, tzinfo=UTC),  # Friday 09.00
         [("superior", name) for name in names_at(first, superior)]),
        (datetime(2026, 12, 4, 2, 0, tzinfo=UTC), [("keeper", first.office.keeper.name)]),
        (datetime(2027, 3, 1, 2, 0, tzinfo=UTC), []),
    ]  # fmt: skip
    look_around(agency, at(first, 0))
    before = set(told(first))
    for moment, new in steps:
        look_around(agency, moment)
        look_around(agency, moment)
        assert set(told(first)) - before == set(new), moment
        before = set(told(first))
    assert len(told(first)) == len(before)


def test_after_a_long_stop_of_the_worker_nobody_is_warned_of_what_is_late(first):
    agency, due = first.office.agency, promise(first, 90)
    look_around(agency, due + timedelta(days=30))
    assert {kind for kind, _ in told(first)} == {"assigned", "due", "superior", "keeper"}


def test_a_clock_that_stands_warns_of_nothing_and_speaks_again_when_it_runs(first):
    agency, due = first.office.agency, promise(first, 90)
    look_around(agency, at(first, 0))
    actor, task = first.actor, first.task.pk
    hold_file(actor, task=task, reason="Menunggu data", key=uuid4(), now=at(first, 10))
    look_around(agency, due + timedelta(hours=1))
    assert {kind for kind, _ in told(first)} == {"assigned"}
    back = at(first, 24 * 60)
    release_file(actor, task=task, key=uuid4(), now=back)
    look_around(agency, back)
    assert {kind for kind, _ in told(first)} == {"assigned"}
    look_around(agency, first.task.due_at - timedelta(minutes=20))
    assert {kind for kind, _ in told(first)} == {"assigned", "warning"}


def test_a_deadline_that_moves_ahead_is_told_again_when_it_comes(first):
    agency, due = first.office.agency, promise(first, 90)
    look_around(agency, due)
    count = len(told(first, "due"))
    later = promise(first, 180)
    Watch.objects.filter(task=first.task.pk).update(next_at=due)  # as a new calendar does
    look_around(agency, due + timedelta(minutes=1))
    assert len(told(first, "due")) == count
    look_around(agency, later)
    assert len(told(first, "due")) == 2 * count


def test_a_deadline_that_moves_back_is_not_told_again(first):
    agency, due = first.office.agency, promise(first, 90)
    look_around(agency, due + timedelta(minutes=1))
    count = len(told(first, "due"))
    promise(first, 60)
    Watch.objects.filter(task=first.task.pk).update(next_at=due)
    look_around(agency, due + timedelta(minutes=2))
    assert len(told(first, "due")) == count


def test_a_calendar_that_brings_a_deadline_forward_is_seen_at_the_next_round(first, person):
    """A day off that is taken back lets the deadline come sooner, and so its warning."""
    agency, keeper = first.office.agency, person("kasubag.lumajang")
    off = OwnDay(day=date(2026, 11, 19), kind="libur", name="Pemilihan Bupati")
    change_calendar(keeper, add=[off], now=at(first, 1))
    look_around(agency, at(first, 2))
    watch = Watch.objects.get(task=first.task.pk)
    assert watch.next_at.date() == date(2026, 11, 20)
    day = DayOff.objects.get(agency=agency)
    change_calendar(keeper, remove=day.pk, now=at(first, 3))
    look_around(agency, at(first, 4))
    watch.refresh_from_db()
    assert watch.next_at.date() == date(2026, 11, 19)


def test_the_deputy_and_whoever_acts_for_the_holder_are_told_too(first, person, now):
    agency, position = first.office.agency, first.task.position_id
    holder = holder_on(agency, position, now.date())
    keeper, umum = person("kasubag.lumajang"), person("umum.lumajang")
    caraka = person("caraka.lumajang")
    day = date(2026, 11, 19)
    appoint(keeper, position=position, person=umum.person, kind="plh", since=day, until=day,
            now=now)  # fmt: skip
    delegate(keeper, position=position, giver=holder.person, taker=caraka.person,
             kind="semua", since=day, until=day, now=now)  # fmt: skip
    sender = Event.objects.filter(case=first.case).latest("seq").actor.name
    look_around(agency, at(first, 1))
    expected = {holder.name, umum.name, caraka.name} - {sender}
    assert {name for _, name in told(first)} == expected


def test_a_vacant_position_is_told_to_the_nearest_superior_who_is_there(first):
    agency, position = first.office.agency, first.task.position_id
    Holding.objects.filter(position=position).delete()
    look_around(agency, at(first, 1))
    names = names_at(first, Position.objects.get(pk=position).superior_id)
    assert told(first) == [("vacant", name) for name in names]
    look_around(agency, promise(first, 90))  # the task is hers meanwhile: decision 0024
    assert told(first, "due") == [("due", name) for name in names]


def test_who_acts_for_the_superior_of_a_vacant_position_is_not_told_of_what_she_may_not_do(
    first, person, now
):
    agency, position, day = first.office.agency, first.task.position_id, date(2026, 11, 19)
    above, caraka = Position.objects.get(pk=position).superior_id, person("caraka.lumajang")
    names = names_at(first, above)
    superior = holder_on(agency, above, day)
    delegate(person("kasubag.lumajang"), position=above, giver=superior.person,
             taker=caraka.person, kind="semua", since=day, until=day, now=now)  # fmt: skip
    Holding.objects.filter(position=position).delete()
    assert position not in person("caraka.lumajang").position_ids
    look_around(agency, at(first, 1))
    assert told(first) == [("vacant", name) for name in names]


def test_who_holds_both_positions_is_not_told_by_herself_as_her_superior(first, person, now):
    """The next one above is told instead, or nobody where there is none."""
    agency, position = first.office.agency, first.task.position_id
    above = Position.objects.get(pk=position).superior_id
    me = holder_on(agency, position, now.date())
    Holding.objects.filter(position=above).update(person=me.person)
    due = promise(first, 90)
    look_around(agency, due + timedelta(days=2))
    assert me.name not in {name for kind, name in told(first) if kind == "superior"}


def test_who_cannot_sign_in_is_told_nothing(first):
    agency = first.office.agency
    held = Holding.objects.filter(position=first.task.position_id)
    Account.objects.filter(person__holding__in=held).update(is_active=False)
    look_around(agency, at(first, 1))
    assert {kind for kind, _ in told(first)} == {"vacant"}


def test_who_acts_for_somebody_who_cannot_sign_in_is_told_beside_the_superior(first, person, now):
    """The task comes to both: decision 0024."""
    agency, position = first.office.agency, first.task.position_id
    keeper, caraka = person("kasubag.lumajang"), person("caraka.lumajang")
    holder, day = holder_on(agency, position, now.date()), date(2026, 11, 19)
    delegate(keeper, position=position, giver=holder.person, taker=caraka.person,
             kind="semua", since=day, until=day, now=now)  # fmt: skip
    Account.objects.filter(person=holder.person).update(is_active=False)
    look_around(agency, at(first, 1))
    names = names_at(first, Position.objects.get(pk=position).superior_id)
    assert set(told(first)) == {("assigned", caraka.name), *(("vacant", name) for name in names)}


@pytest.fixture
def shared(run, office, now):
    """A case whose open step is the team's: two members hold it."""
    there = office("KALBAR")
    look_around(there.agency, now - timedelta(hours=2))
    case = run(
        "KALBAR",
        "Peningkatan Kinerja Unit Pelayanan Publik (Kepatuhan terhadap Standar Pelayanan Publik)",
    )
    while case.task.position.name != "Tim Pelaksana Kegiatan":
        case.forward()
    return case


def member(case, name):
    return holder_by_username(f"{name}.kalbar", case.now.date())


def test_each_member_of_a_team_is_told_and_then_only_who_took_the_task(shared):
    agency = shared.office.agency
    one, two = member(shared, "tim1"), member(shared, "tim2")
    look_around(agency, at(shared, 1))
    assert {one.name, two.name} <= {name for _, name in told(shared)}
    address_task(one, task=shared.task.pk, to=one.person, key=uuid4(), now=at(shared, 2))
    look_around(agency, promise(shared, 90))
    assert told(shared, "due") == [("due", one.name)]
    assert told(shared, "handed") == []


def test_who_is_handed_a_task_is_told_by_whom(shared):
    agency = shared.office.agency
    one, two = member(shared, "tim1"), member(shared, "tim2")
    address_task(one, task=shared.task.pk, to=two.person, key=uuid4(), now=at(shared, 2))
    made = [look_around(agency, at(shared, minute)) for minute in (3, 4)]
    assert (made[0] > 0, made[1]) == (
        True,
        0,
    )  # a round tells how many it made, not how many it saw
    notice = Notice.objects.get(task=shared.task.pk, kind="handed")
    assert (notice.person.name, notice.by.name) == (two.name, one.name)


def test_a_crowd_is_told_nothing(shared, monkeypatch):
    few = replace(reminders(), crowd=1)
    monkeypatch.setattr(whose, "reminders", lambda: few)
    look_around(shared.office.agency, at(shared, 1))
    assert told(shared) == []


def test_the_counter_counts_what_is_unread_and_open(first):
    agency = first.office.agency
    look_around(agency, at(first, 1))
    me = first.actor
    assert count_unread(me) == 1
    first.forward()
    assert count_unread(me) == 0


def test_the_sweep_of_the_night_finds_what_no_round_saw_and_puts_away_what_is_done(first, run):
    agency, task = first.office.agency, first.task.pk
    look_around(agency, at(first, 1))
    first.forward()
    unseen = run(*LETTER).task.pk
    assert sweep(agency, first.now) >= 1
    assert set(Watch.objects.values_list("task", flat=True)) & {task, unseen} == {unseen}
    assert not Notice.objects.filter(task=task, read_at__isnull=True).exists()


def test_a_step_writes_nothing_for_notices(first):
    """Not a row, and not an entry of their index, which is its first page alone while empty."""
    agency = first.office.agency
    look_around(agency, at(first, 1))
    before = [model.objects.count() for model in (Watch, Notice)]
    with connection.cursor() as cursor:
        cursor.execute("reindex index task_taken")  # tests before have left entries
    first.forward()
    assert [model.objects.count() for model in (Watch, Notice)] == before
    with connection.cursor() as cursor:
        cursor.execute("select pg_relation_size('task_taken')")
        assert cursor.fetchone() == (8192,)


def test_another_agency_sees_nothing_of_it(first, office):
    look_around(first.office.agency, at(first, 1))
    assert Notice.objects.exists()
    office("KALBAR")
    assert not Notice.objects.exists()
