"""Nobody approves his own draft, unless the SOP has one performer only."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tatalaksana.apps.cases.actions.correct_deed import correct_deed
from tatalaksana.apps.cases.actions.finish_step import finish_step
from tatalaksana.apps.cases.inbox import inbox
from tatalaksana.apps.cases.models import Event, Task
from tatalaksana.apps.cases.own_drafts import OtherEyes, drafts_for
from tatalaksana.apps.cases.verification import faults_of
from tatalaksana.apps.office.actions.delegate import delegate
from tatalaksana.apps.office.models import Holding, Person, Position
from tatalaksana.apps.office.queries import holder_of
from tatalaksana.apps.shared.errors import NotYours
from tatalaksana.core.engine.plan import Answer

SK = "Pembuatan Surat Keputusan (SK) Tim / Panitia Pelaksana Kegiatan Subbag Pelayanan Publik"


@pytest.fixture
def case(run):
    """Row 2: the analyst types the draft; row 3: the Kasubbag judges it; then Kabag, Karo …"""
    found = run("KALBAR", SK)
    found.forward()
    found.analyst = found.actor
    found.judging = Position.objects.get(
        agency=found.office.agency, name__startswith="Kepala Subbagian Pelayanan Publik"
    )
    return found


def fresh(case, person):
    account = Person.objects.get(pk=person).account_id
    return holder_of(account, case.office.agency, case.now.date())


def hold(case, person, position, kind="plt"):
    """From today `person` holds the position too."""
    Holding.objects.create(
        agency_id=case.office.agency, person_id=person, position_id=position, kind=kind,
        since=case.now.date(),
    )  # fmt: skip


def leave(case, position):
    """Who held the position left it yesterday."""
    Holding.objects.filter(agency=case.office.agency, position=position).update(
        until=case.now.date() - timedelta(days=1)
    )


def alone(case):
    """The analyst is the one holder of the position that judges, by a Plt. of both."""
    leave(case, case.judging.pk)
    hold(case, case.analyst.person, case.judging.pk)
    case.analyst = fresh(case, case.analyst.person)


def approve(case, holder, answer=Answer.APPROVE, reason=""):
    case.now += timedelta(minutes=5)
    return finish_step(
        holder, task=case.task.pk, answer=answer, key=uuid4(), now=case.now, reason=reason
    )


def boss(case):
    """Who holds the position above."""
    held = Holding.objects.get(
        agency=case.office.agency, position=case.judging.superior_id, until=None
    )
    return fresh(case, held.person_id)


def whole(case):
    assert list(faults_of(case.case)) == []


def test_a_draft_of_somebody_else_is_judged_as_ever(case):
    case.forward()
    assert (case.task.drafter_id, case.task.other_eyes) == (case.analyst.person, OtherEyes.NONE)
    approve(case, case.actor)
    assert case.task.row == 4
    whole(case)


def test_who_holds_both_positions_is_refused_and_told_who_may(case):
    alone(case)
    approve(case, case.analyst, Answer.FINISH)
    with pytest.raises(NotYours, match="tidak seorang pun menyetujui konsepnya sendiri") as told:
        approve(case, case.analyst)
    assert boss(case).name in told.value.hint
    with pytest.raises(NotYours):  # a return is a judgement too
        approve(case, case.analyst, Answer.RETURN, "Perbaiki.")


def test_the_file_is_not_stuck_it_comes_to_the_one_above_who_sees_it(case):
    alone(case)
    approve(case, case.analyst, Answer.FINISH)
    above = boss(case)
    assert case.task.other_eyes == OtherEyes.ABOVE
    assert [task.pk for task in drafts_for(above, case.now)] == [case.task.pk]
    assert case.task.pk not in {row.task for row in inbox(case.analyst, case.now)}
    approve(case, above)
    event = Event.objects.filter(case=case.case).latest("seq")
    assert (event.actor_id, event.position_id) == (above.person, case.judging.superior_id)
    assert case.task.row == 4
    whole(case)


def test_the_click_of_the_one_above_is_answered_the_same_again(case):
    alone(case)
    case.do(Answer.FINISH)
    above = boss(case)
    click = {"task": case.task.pk, "answer": Answer.APPROVE, "key": uuid4(), "now": case.now}
    first = finish_step(above, **click)
    again = finish_step(above, **click)
    assert again.repeated
    assert (again.seq, again.to_row) == (first.seq, first.to_row)


def test_another_holder_of_the_position_judges_it_before_anybody_above(case):
    hold(case, case.analyst.person, case.judging.pk)
    case.analyst = fresh(case, case.analyst.person)
    approve(case, case.analyst, Answer.FINISH)
    assert case.task.other_eyes == OtherEyes.BESIDE
    assert case.task.pk not in {row.task for row in inbox(case.analyst, case.now)}
    assert drafts_for(boss(case), case.now) == []
    with pytest.raises(NotYours):
        approve(case, case.analyst)
    with pytest.raises(NotYours):
        approve(case, boss(case))
    other = Holding.objects.exclude(person=case.analyst.person).get(position=case.judging.pk)
    approve(case, fresh(case, other.person_id))
    whole(case)


def test_who_acts_for_the_one_who_judges_does_not_judge_his_own_draft(case):
    case.forward()
    judge, today = case.actor, case.now.date()
    delegate(
        judge, position=case.judging.pk, giver=judge.person, taker=case.analyst.person,
        kind="semua", since=today, until=today, now=case.now,
    )  # fmt: skip
    with pytest.raises(NotYours, match="konsepnya sendiri") as told:
        approve(case, fresh(case, case.analyst.person))
    assert judge.name in told.value.hint


def test_who_acts_for_the_drafter_does_not_approve_it_in_his_name(case, person):
    alone(case)
    approve(case, case.analyst, Answer.FINISH)
    today, other = case.now.date(), person("hukum.kalbar")
    delegate(
        case.analyst, position=case.judging.pk, giver=case.analyst.person, taker=other.person,
        kind="semua", since=today, until=today, now=case.now,
    )  # fmt: skip
    with pytest.raises(NotYours, match="Anda wakili"):
        approve(case, fresh(case, other.person))


def test_where_nobody_else_could_judge_it_he_does_and_the_log_says_so(case):
    alone(case)
    Position.objects.filter(pk=case.judging.pk).update(superior=None)
    approve(case, case.analyst, Answer.FINISH)
    assert case.task.other_eyes == OtherEyes.NONE
    assert case.task.pk in {row.task for row in inbox(case.analyst, case.now)}
    approve(case, case.analyst)
    assert '"own_draft": true' in Event.objects.filter(case=case.case).latest("seq").data
    whole(case)


def test_it_is_asked_again_on_the_day_who_holds_the_position(case):
    """The task opened while the Kasubbag was there; then the analyst became his Plt."""
    case.forward()
    alone(case)
    with pytest.raises(NotYours):
        approve(case, case.analyst)
    approve(case, boss(case))


def test_a_mended_draft_is_of_who_mended_it(case):
    first = case.analyst.person
    case.forward()
    approve(case, case.actor, Answer.RETURN, "Perbaiki.")
    leave(case, case.task.position_id)
    hold(case, boss(case).person, case.task.position_id)
    approve(case, boss(case), Answer.FINISH)
    assert case.task.drafter_id == boss(case).person != first
    approve(case, case.actor)
    assert case.task.other_eyes == OtherEyes.ABOVE  # the Kabag, who mended it, judges in row 4
    whole(case)


def test_a_corrected_click_made_no_draft(case):
    case.forward()
    task = Task.objects.get(case=case.case, row=2)
    correct_deed(case.analyst, task=task.pk, reason="Keliru.", key=uuid4(), now=case.now)
    leave(case, task.position_id)
    hold(case, boss(case).person, task.position_id)
    approve(case, boss(case), Answer.FINISH)
    assert case.task.drafter_id == boss(case).person
    whole(case)
