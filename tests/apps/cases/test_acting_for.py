"""Bertindak untuk at work: the giver's tasks are done, never signed, and both names are kept."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection

from tatalaksana.apps.cases.actions.attach_document import attach_document
from tatalaksana.apps.cases.actions.finish_step import finish_step
from tatalaksana.apps.cases.actions.send_back import send_back
from tatalaksana.apps.cases.actions.start_case import start_case
from tatalaksana.apps.cases.history import timeline_of
from tatalaksana.apps.cases.inbox import inbox
from tatalaksana.apps.cases.models import Event
from tatalaksana.apps.cases.policy import may_read
from tatalaksana.apps.cases.verification import faults_of_agency
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.office.actions.delegate import delegate
from tatalaksana.apps.office.actions.end_delegation import end_delegation
from tatalaksana.apps.office.models import Holding
from tatalaksana.apps.office.queries import holder_by_username
from tatalaksana.apps.shared.errors import NotYours
from tatalaksana.core.engine.plan import Answer

SK = "Pembuatan Surat Keputusan (SK) Tim / Panitia Pelaksana Kegiatan Subbag Pelayanan Publik"


def at(username, moment):
    """Who signs in with this name on the day of `moment`."""
    return holder_by_username(username, moment.date())


@pytest.fixture
def give(now):
    """`give("kasubbag.kalbar", "analis.kalbar", "semua")`: from today to tomorrow."""

    def do(giver, taker, kind="semua", **changes):
        hers = at(giver, now)
        seat = next(one for one in hers.positions if one.kind == "definitif")
        values = {
            "position": seat.id,
            "giver": hers.person,
            "taker": at(taker, now).person,
            "kind": kind,
            "since": now.date(),
            "until": now.date() + timedelta(days=1),
        }
        return delegate(hers, **values | changes, now=now)

    return do


@pytest.fixture
def before_decision(run):
    """The draft decree lies before the head of the subdivision, who approves or returns it."""
    case = run("KALBAR", SK)
    case.forward()
    case.forward()
    return case


@pytest.fixture
def before_signature(run):
    """The outgoing letter lies before the head of the division, who signs."""
    case = run("LUMAJANG", "Surat Keluar")
    while not case.plan.step(case.task.row).signs:
        case.forward()
    return case


def finish(who, case, answer=Answer.APPROVE, **more):
    return finish_step(who, task=case.task.pk, answer=answer, key=uuid4(), now=case.now, **more)


def faults(case):
    return [fault for _, fault in faults_of_agency(case.office.agency)]


def last(case):
    return Event.objects.get(case=case.started.case, seq=case.case.seq)


def test_the_taker_sees_the_task_and_reads_its_case(before_decision, give):
    case = before_decision
    assert case.task.pk not in {row.task for row in inbox(at("hukum.kalbar", case.now), case.now)}
    give("kasubbag.kalbar", "hukum.kalbar")
    taker, giver = at("hukum.kalbar", case.now), at("kasubbag.kalbar", case.now)
    (row,) = [row for row in inbox(taker, case.now) if row.task == case.task.pk]
    assert row.for_whom == giver.name
    assert may_read(taker, case.case)
    (hers,) = [row for row in inbox(giver, case.now) if row.task == case.task.pk]
    assert hers.for_whom == "", "the giver still sees it as her own"


@pytest.mark.parametrize(
    ("answer", "reason"), [(Answer.APPROVE, ""), (Answer.RETURN, "Perbaiki konsiderans.")]
)
def test_a_deed_for_another_names_both_in_the_chain(before_decision, give, answer, reason):
    case = before_decision
    seat = case.task.position_id
    give("kasubbag.kalbar", "hukum.kalbar")
    taker, giver = at("hukum.kalbar", case.now), at("kasubbag.kalbar", case.now)
    finish(taker, case, answer, reason=reason)
    event = last(case)
    assert (event.actor_id, event.position_id) == (taker.person, seat)
    assert json.loads(event.data)["for"] == giver.person
    moment = timeline_of(giver, case.case)[-1]
    assert (moment.actor, moment.for_name) == (taker.name, giver.name)
    assert faults(case) == []


def test_whom_it_was_done_for_cannot_be_changed_unseen(before_decision, give):
    case = before_decision
    give("kasubbag.kalbar", "hukum.kalbar")
    finish(at("hukum.kalbar", case.now), case)
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("alter table cases_event disable trigger append_only")
        cursor.execute(
            "update cases_event set data = '{}' where case_id = %s and seq = %s",
            [case.started.case, case.case.seq],
        )
    assert faults(case)


def test_in_ones_own_right_the_event_names_nobody_else(before_decision, give):
    case = before_decision
    give("kasubbag.kalbar", "hukum.kalbar")
    finish(at("kasubbag.kalbar", case.now), case)
    assert "for" not in json.loads(last(case).data)
    assert timeline_of(at("kasubbag.kalbar", case.now), case.case)[-1].for_name == ""


def test_the_same_click_for_another_counts_once(before_decision, give):
    case = before_decision
    give("kasubbag.kalbar", "hukum.kalbar")
    taker, task, key = at("hukum.kalbar", case.now), case.task.pk, uuid4()
    one, two = (
        finish_step(taker, task=task, answer=Answer.APPROVE, key=key, now=case.now)
        for _ in range(2)
    )
    assert (one.repeated, two.repeated) == (False, True)


def test_it_lasts_from_the_first_day_to_the_last(before_decision, give):
    case = before_decision
    tomorrow = case.now.date() + timedelta(days=1)
    give("kasubbag.kalbar", "hukum.kalbar", since=tomorrow)
    for days, may in ((0, False), (1, True), (2, False)):
        then = case.now + timedelta(days=days)
        seen = {row.task for row in inbox(at("hukum.kalbar", then), then)}
        assert (case.task.pk in seen) == may, days
    with pytest.raises(NotYours):
        finish(at("hukum.kalbar", case.now), case)
    case.now += timedelta(days=1)
    assert finish(at("hukum.kalbar", case.now), case).to_row == 4


def test_ended_or_given_by_nobody_who_holds_it_the_task_is_not_hers(before_decision, give):
    case = before_decision
    given = give("kasubbag.kalbar", "hukum.kalbar")
    end_delegation(at("kasubbag.kalbar", case.now), delegation=given.pk, now=case.now)
    with pytest.raises(NotYours):
        finish(at("hukum.kalbar", case.now), case)
    give("kasubbag.kalbar", "hukum.kalbar")
    Holding.objects.filter(position=case.task.position_id).update(
        until=case.now.date() - timedelta(days=1)
    )
    with pytest.raises(NotYours):
        finish(at("hukum.kalbar", case.now), case)


def test_a_signature_waits_for_the_holder(before_signature, give):
    case = before_signature
    give("kabag.lumajang", "umum.lumajang")
    taker, giver = at("umum.lumajang", case.now), at("kabag.lumajang", case.now)
    seq = case.case.seq
    with pytest.raises(NotYours, match="menandatangani") as refused:
        finish(taker, case, Answer.FINISH)
    assert giver.name in refused.value.hint
    assert "Kepala Bagian Organisasi" in refused.value.hint
    assert case.case.seq == seq
    finish(giver, case, Answer.FINISH)
    assert faults(case) == []


def test_a_daily_acting_holder_signs_even_where_she_acts_for_the_head_too(before_signature, give):
    case = before_signature
    give("kabag.lumajang", "umum.lumajang")
    taker = at("umum.lumajang", case.now)
    Holding.objects.create(
        agency_id=case.office.agency,
        position_id=case.task.position_id,
        person_id=taker.person,
        kind="plh",
        since=case.now.date(),
        until=case.now.date(),
    )
    finish(at("umum.lumajang", case.now), case, Answer.FINISH)
    assert "for" not in json.loads(last(case).data)


def test_what_is_to_be_signed_may_be_prepared_for_her(before_signature, give):
    case = before_signature
    give("kabag.lumajang", "umum.lumajang")
    kept = attach_document(
        at("umum.lumajang", case.now),
        task=case.task.pk,
        label="Surat",
        file_name="surat.pdf",
        chunks=[b"%PDF-1.7"],
        now=case.now,
    )
    assert kept.file_name == "surat.pdf"


def test_without_decisions_a_branch_waits_for_the_holder(run, give):
    case = run("KALBAR", SK)
    give("kasubbag.kalbar", "analis.kalbar", "tanpa_keputusan")
    finish(at("analis.kalbar", case.now), case, Answer.FINISH)
    case.forward()
    giver = at("kasubbag.kalbar", case.now)
    for answer in (Answer.APPROVE, Answer.RETURN):
        with pytest.raises(NotYours, match="memutuskan") as refused:
            finish(at("analis.kalbar", case.now), case, answer, reason="Salah.")
        assert giver.name in refused.value.hint
    assert case.case.row == 3
    assert faults(case) == []


def test_without_decisions_an_approval_in_words_waits_too(run, give):
    """ "Menyetujui untuk mengadakan sosialisasi": no arrow branches, and yet she approves."""
    case = run("LUMAJANG", "Perjanjian Kinerja")
    while case.plan.step(case.task.row).decides is False:
        case.forward()
    assert len(case.plan.step(case.task.row).ways) == 1
    given = give("kabag.lumajang", "umum.lumajang", "tanpa_keputusan")
    with pytest.raises(NotYours, match="memutuskan"):
        finish(at("umum.lumajang", case.now), case, Answer.FINISH)
    end_delegation(at("kabag.lumajang", case.now), delegation=given.pk, now=case.now)
    give("kabag.lumajang", "umum.lumajang")
    finish(at("umum.lumajang", case.now), case, Answer.FINISH)


def test_a_superior_may_be_acted_for_in_a_return_unless_decisions_are_kept(before_decision, give):
    case = before_decision

    def back():
        return send_back(
            at("analis.kalbar", case.now),
            task=case.task.pk,
            to_row=1,
            reason="Bahan belum lengkap.",
            key=uuid4(),
            now=case.now,
        )

    given = give("kabag.kalbar", "analis.kalbar", "tanpa_keputusan")
    with pytest.raises(NotYours):
        back()
    head = at("kabag.kalbar", case.now)
    end_delegation(head, delegation=given.pk, now=case.now)
    give("kabag.kalbar", "analis.kalbar")
    assert back().to_row == 1
    assert json.loads(last(case).data)["for"] == head.person
    assert faults(case) == []


def test_a_case_is_started_for_another_and_in_ones_own_right_first(office, give, now):
    kalbar = office("KALBAR")
    version = Version.objects.get(agency=kalbar.agency, status="berlaku", procedure__title=SK)

    def opening(username):
        started = start_case(
            at(username, now), version=version.pk, title="Uji", key=uuid4(), now=now
        )
        return Event.objects.get(case=started.case, seq=1)

    give("kasubbag.kalbar", "tim1.kalbar")
    kasubbag = at("kasubbag.kalbar", now)
    event = opening("tim1.kalbar")
    assert event.position_id == kalbar.roles["Kasubbag Pelayanan Publik"]
    assert json.loads(event.data)["for"] == kasubbag.person
    give("kasubbag.kalbar", "analis.kalbar")
    own = opening("analis.kalbar")
    assert own.position_id == kalbar.roles["Analisis Pelayanan Publik"]
    assert "for" not in json.loads(own.data)
    assert [fault for _, fault in faults_of_agency(kalbar.agency)] == []
