"""A step is finished once, by the right person, with a reason where it returns."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction

from tatalaksana.apps.cases.actions.finish_step import finish_step
from tatalaksana.apps.cases.actions.start_case import start_case
from tatalaksana.apps.cases.inbox import Sieve, counters, inbox
from tatalaksana.apps.cases.models import Case, Event, Task
from tatalaksana.apps.cases.policy import may_read
from tatalaksana.apps.cases.queries import cases_for
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.office.models import Holding
from tatalaksana.apps.shared.errors import Invalid, NotYours
from tatalaksana.core.engine.plan import Answer
from tatalaksana.core.engine.state import AlreadyDone, NoSuchWay, ReasonMissing

SK = "Pembuatan Surat Keputusan (SK) Tim / Panitia Pelaksana Kegiatan Subbag Pelayanan Publik"


def test_the_same_click_counts_once(run, person, now):
    case = run("KALBAR", SK)
    task, actor, key = case.task, case.actor, uuid4()
    first, second = (
        finish_step(actor, task=task.pk, answer=Answer.FINISH, key=key, now=now) for _ in range(2)
    )
    assert (first.repeated, second.repeated) == (False, True)
    assert first.seq == second.seq
    assert Event.objects.filter(case=case.case).count() == 2


def test_a_second_click_from_another_tab_is_told_that_it_is_done(run, now):
    case = run("KALBAR", SK)
    task, actor = case.task, case.actor
    finish_step(actor, task=task.pk, answer=Answer.FINISH, key=uuid4(), now=now)
    with pytest.raises(AlreadyDone, match="sudah diselesaikan"):
        finish_step(actor, task=task.pk, answer=Answer.FINISH, key=uuid4(), now=now)


def test_the_same_start_opens_one_case(office, person, now):
    kalbar = office("KALBAR")
    version = Version.objects.get(agency=kalbar.agency, procedure__title=SK)
    key = uuid4()
    kasubbag = person("kasubbag.kalbar")
    one, two = (
        start_case(kasubbag, version=version.pk, title="Sama", key=key, now=now) for _ in range(2)
    )
    assert one == two
    assert Case.objects.filter(title="Sama").count() == 1


def test_numbers_run_without_a_gap_within_agency_and_year(run):
    numbers = [run("KALBAR", SK).started.number for _ in range(3)]
    assert numbers == [1, 2, 3]


def test_a_colleague_cannot_do_it(run, person, now):
    case = run("KALBAR", SK)
    with pytest.raises(NotYours):
        finish_step(
            person("kabag.kalbar"), task=case.task.pk, answer=Answer.FINISH, key=uuid4(), now=now
        )
    assert case.case.seq == 1


def test_a_return_needs_a_reason_and_a_step_without_branch_has_no_return(run, now):
    case = run("KALBAR", SK)
    with pytest.raises(NoSuchWay):
        case.do(Answer.RETURN, reason="salah")
    case.forward()
    case.forward()
    with pytest.raises(ReasonMissing):
        case.do(Answer.RETURN, reason="   ")
    assert case.case.row == 3


def test_a_return_comes_back_to_the_same_hands(run, person, now):
    """Many hold the position "Pegawai"; the incomplete file returns to its applicant alone."""
    case = run("LUMAJANG", "Surat Ijin Cuti")
    applicant = case.actor
    case.forward()
    case.do(Answer.RETURN, reason="Berkas belum lengkap.")
    assert case.task.person_id == applicant.person
    other = person("ptt.lumajang" if applicant.name.startswith("Anita") else "pns.lumajang")
    assert inbox(other, case.now) == ()
    with pytest.raises(NotYours):
        finish_step(other, task=case.task.pk, answer=Answer.FINISH, key=uuid4(), now=case.now)
    (row,) = inbox(applicant, case.now, Sieve.RETURNED)
    assert row.reason == "Berkas belum lengkap."


def test_any_member_of_a_team_may_act_even_after_a_return(run, person):
    case = run("LUMAJANG", "Pembinaan Budaya Kerja")
    while case.task.position.name != "Tim Organisasi":
        case.forward()
    assert {row.task for row in inbox(person("tim1.lumajang"), case.now)} == {case.task.pk}
    assert {row.task for row in inbox(person("tim2.lumajang"), case.now)} == {case.task.pk}


def test_the_due_moment_is_working_time(run, now):
    """Row 2 of the SK promises two hours: begun on Thursday 09.07, due at 11.07."""
    case = run("KALBAR", SK)
    case.forward()
    assert case.task.due_at - case.now == timedelta(hours=2)
    assert case.task.allowed == 120


def test_a_case_of_a_withdrawn_version_cannot_be_started(office, person, now):
    kalbar = office("KALBAR")
    version = Version.objects.get(agency=kalbar.agency, procedure__title=SK)
    Version.objects.filter(pk=version.pk).update(status="dicabut")
    with pytest.raises(Invalid, match="tidak sedang berlaku"):
        start_case(person("kasubbag.kalbar"), version=version.pk, title="x", key=uuid4(), now=now)


def test_the_counters_count_exactly_what_the_lists_show(run, person, now):
    cases = [run("KALBAR", SK) for _ in range(3)]
    for case in cases:
        case.forward()
        case.forward()
    cases[0].do(Answer.RETURN, reason="Perbaiki konsiderans.")
    later = now + timedelta(days=3)
    for name in ("analis.kalbar", "kasubbag.kalbar", "kabag.kalbar"):
        who = person(name)
        counted = counters(who, later)
        for sieve, number in zip(
            Sieve, (counted.all, counted.late, counted.returned, counted.taking_part), strict=True
        ):
            assert len(inbox(who, later, sieve)) == number, (name, sieve)
    assert counters(person("kasubbag.kalbar"), later).all == 2
    assert counters(person("analis.kalbar"), later).returned == 1


def test_a_vacant_position_keeps_its_task_for_the_next_holder(run, person, now):
    case = run("KALBAR", SK)
    case.forward()
    assert Task.objects.get(pk=case.task.pk).person_id is None


def test_a_plh_beside_the_absent_holder_sees_every_task_also_a_returned_one(run, person, office):
    """design.md: who may act is resolved when it is read; a substitute sees it at once."""
    case = run("KALBAR", SK)
    for _ in range(3):
        case.forward()
    case.do(Answer.RETURN, reason="Perbaiki konsiderans.")
    assert case.task.person_id is not None
    absent = case.task.position_id
    stand_in = person("hukum.kalbar")
    Holding.objects.create(
        agency_id=case.office.agency,
        position_id=absent,
        person_id=stand_in.person,
        kind="plh",
        since=case.now.date(),
        until=case.now.date(),
    )
    stand_in = person("hukum.kalbar")
    assert case.task.pk in {row.task for row in inbox(stand_in, case.now)}
    done = finish_step(
        stand_in, task=case.task.pk, answer=Answer.APPROVE, key=uuid4(), now=case.now
    )
    assert done.to_row == 4


def test_the_same_key_with_another_answer_is_no_repetition(run, now):
    """Back in the browser, then the other button: what was decided stays, and she is told."""
    case = run("KALBAR", SK)
    case.forward()
    case.forward()
    task, actor, key = case.task, case.actor, uuid4()
    finish_step(actor, task=task.pk, answer=Answer.APPROVE, key=key, now=now)
    with pytest.raises(AlreadyDone):
        finish_step(actor, task=task.pk, answer=Answer.RETURN, key=key, now=now, reason="Salah.")
    assert case.case.row == 4


def test_a_key_of_another_deed_is_refused_and_nothing_happens(run, now):
    case = run("KALBAR", SK)
    key = uuid4()
    finish_step(case.actor, task=case.task.pk, answer=Answer.FINISH, key=key, now=now)
    with pytest.raises(AlreadyDone), transaction.atomic():
        finish_step(case.actor, task=case.task.pk, answer=Answer.FINISH, key=key, now=now)
    assert case.case.row == 2


def test_colleagues_of_a_position_held_by_many_cannot_read_each_others_files(run, person, now):
    case = run("LUMAJANG", "Surat Ijin Cuti")
    applicant = case.actor
    case.forward()
    other = person("ptt.lumajang" if applicant.name.startswith("Anita") else "pns.lumajang")
    assert may_read(applicant, case.case)
    assert not may_read(other, case.case)
    assert case.case not in cases_for(other)
