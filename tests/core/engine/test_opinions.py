"""Asking for an opinion leaves the task where it is."""

import pytest

from tatalaksana.core.engine.opinions import (
    OpinionAwaited,
    call_off,
    consult,
    give_opinion,
    require_heard,
)
from tatalaksana.core.engine.plan import Answer
from tatalaksana.core.engine.state import (
    AlreadyDone,
    Deed,
    ReasonMissing,
    Suspended,
    advance,
    hold,
    opened,
    suspend,
)
from tatalaksana.core.procedure.model import Procedure, Step
from tests.core.engine.test_state import compile_plan

PLAN = compile_plan(
    Procedure(
        title="Dua",
        steps=tuple(
            Step(row=row, no=str(row), activities=("Mengerjakan",), performers=("A",))
            for row in (1, 2)
        ),
    )
)
ASKED = consult(opened(PLAN), 1, "Apakah dasarnya cukup?")


def test_the_step_stays_open_and_waits_for_as_many_opinions_as_were_asked():
    twice = consult(ASKED, 1, "Apakah dananya ada?")
    assert (twice.row, twice.asked, twice.seq) == (1, 2, 3)
    assert give_opinion(twice, 1, "Cukup.").asked == 1
    assert call_off(give_opinion(twice, 1, "Cukup."), 1).asked == 0


def test_a_question_and_an_opinion_have_words():
    with pytest.raises(ReasonMissing, match="Pertanyaan"):
        consult(opened(PLAN), 1, " ")
    with pytest.raises(ReasonMissing, match="Pendapat"):
        give_opinion(ASKED, 1, "")


def test_no_more_opinions_are_given_than_were_asked():
    with pytest.raises(AlreadyDone):
        call_off(opened(PLAN), 1)
    with pytest.raises(AlreadyDone):
        give_opinion(ASKED, 2, "Cukup.")


def test_the_step_is_ended_without_the_answer_only_by_saying_so():
    with pytest.raises(OpinionAwaited, match="belum diberikan"):
        require_heard(ASKED, without=False)
    require_heard(ASKED, without=True)
    assert advance(PLAN, ASKED, Deed(row=1, answer=Answer.FINISH)).asked == 0


def test_it_is_still_awaited_while_the_file_is_outside_but_nothing_is_said_while_it_is_suspended():
    assert hold(ASKED, 1, "Di Biro Hukum.").asked == 1
    with pytest.raises(Suspended):
        give_opinion(suspend(ASKED, 1, "Tunggu."), 1, "Cukup.")
