"""A step that several do: each part is marked, and every end of the step lets it count anew."""

import pytest

from tatalaksana.core.engine.parts import set_aside, take_part
from tatalaksana.core.engine.plan import Answer, compile_plan
from tatalaksana.core.engine.state import (
    AlreadyDone,
    CaseState,
    Deed,
    ReasonMissing,
    Suspended,
    advance,
    cancel,
    suspend,
)
from tatalaksana.core.procedure.model import Decision, Procedure, Step


@pytest.fixture
def plan():
    """Two steps; the second may return to the first."""
    steps = (
        Step(row=1, no="1", activities=("Menyusun",), performers=("Analis", "Arsiparis")),
        Step(
            row=2,
            no="2",
            activities=("Memeriksa",),
            performers=("Kabag",),
            decision=Decision(approve_row=None, return_row=1, condition="setuju"),
        ),
    )
    return compile_plan(Procedure(title="Uji", performers=("Analis", "Kabag"), steps=steps))


def test_parts_are_gathered_at_the_open_step():
    state = take_part(take_part(CaseState(row=1), 1, [7]), 1, [8, 9])
    assert state.took_part == {7, 8, 9}
    assert (state.row, state.seq) == (1, 3)


def test_nobody_takes_part_in_a_step_that_is_not_open_or_stands():
    with pytest.raises(AlreadyDone):
        take_part(CaseState(row=1), 2, [7])
    with pytest.raises(Suspended):
        take_part(suspend(CaseState(row=1), 1, "Menunggu."), 1, [7])


def test_setting_a_part_aside_says_why():
    with pytest.raises(ReasonMissing):
        set_aside(CaseState(row=1), 1, [7], " ")
    assert set_aside(CaseState(row=1), 1, [7], "Cuti.").took_part == {7}


def test_after_a_return_the_parts_count_anew(plan):
    done = advance(plan, take_part(CaseState(row=1), 1, [7]), Deed(row=1, answer=Answer.FINISH))
    assert done.took_part == frozenset()
    back = advance(plan, done, Deed(row=2, answer=Answer.RETURN, reason="Salah."))
    assert (back.row, back.took_part) == (1, frozenset())
    assert cancel(take_part(back, 1, [7]), 1, "Batal.").took_part == frozenset()
