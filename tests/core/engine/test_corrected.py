"""A wrong click is taken back by a new event; the case is then as it was before the click."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tatalaksana.core.engine.events import CORRECTABLE, Kind, faults, rebuild, standing, void
from tatalaksana.core.engine.plan import END
from tatalaksana.core.engine.state import (
    AlreadyDone,
    NothingToCorrect,
    ReasonMissing,
    Suspended,
    correct,
    suspend,
)
from tests.core.engine.procedures import runnable
from tests.core.engine.test_state import carried, seal
from tests.core.engine.test_void import UP, deeds


def corrected(events, of, **changes):
    """The events, and one more that takes back the deed `of`."""
    last = events[-1]
    told = replace(
        last, seq=last.seq + 1, kind=Kind.CORRECTED, row=of.to_row, to_row=of.row,
        reason="Salah klik.", data=f'{{"corrects": {of.seq}}}',
    )  # fmt: skip
    return [*events, seal(last.hash, replace(told, **changes))]


@settings(max_examples=40)
@given(runnable(), st.data())
def test_after_a_correction_the_case_is_as_before_the_click_but_for_its_number(procedure, data):
    plan, states, events = carried(procedure, lambda ways: data.draw(st.sampled_from(ways)))
    for length in range(2, len(events) + 1):
        told = corrected(events[:length], events[length - 1])
        back = rebuild({1: plan}.__getitem__, told)
        assert back == replace(states[length - 2], seq=length + 1)
        assert faults(told, told[-1].hash) == ()


@settings(max_examples=40)
@given(runnable(), st.data())
def test_clicks_are_taken_back_one_by_one_to_the_opening(procedure, data):
    plan, states, events = carried(procedure, lambda ways: data.draw(st.sampled_from(ways)))
    told = events
    for deed in reversed(events[1:]):
        told = corrected(told, deed)
    assert rebuild({1: plan}.__getitem__, told) == replace(states[0], seq=len(told))
    assert standing(told) == (events[0],)


@settings(max_examples=40)
@given(runnable(), st.data())
def test_only_the_last_deed_that_stands_is_corrected(procedure, data):
    plan, _, events = carried(procedure, lambda ways: data.draw(st.sampled_from(ways)))
    for deed in events[1:-1]:
        if (deed.row, deed.to_row) != (events[-1].row, events[-1].to_row):
            with pytest.raises((NothingToCorrect, AlreadyDone)):
                rebuild({1: plan}.__getitem__, corrected(events, deed))
    once = corrected(events, events[-1])
    with pytest.raises((NothingToCorrect, AlreadyDone)):
        rebuild({1: plan}.__getitem__, corrected(once, events[-1], seq=len(once) + 1))


def test_a_finished_case_is_open_again_when_its_last_click_was_wrong():
    from tatalaksana.core.procedure.model import Procedure, Step

    step = Step(row=1, no="1", activities=("Mengerjakan",), performers=("A",))
    plan, states, events = carried(Procedure(title="Satu", steps=(step,)), lambda ways: ways[0])
    assert states[-1].row == END
    assert rebuild({1: plan}.__getitem__, corrected(events, events[-1])).row == 1


def test_a_correction_says_why_and_nothing_is_corrected_in_a_suspended_case():
    from tatalaksana.core.procedure.model import Procedure, Step

    steps = tuple(
        Step(row=row, no=str(row), activities=("Mengerjakan",), performers=("A",)) for row in (1, 2)
    )
    _, (before, after, _), _ = carried(Procedure(title="Dua", steps=steps), lambda ways: ways[0])
    with pytest.raises(ReasonMissing, match="koreksi"):
        correct(after, before, 2, 1, " ")
    with pytest.raises(Suspended):
        correct(suspend(after, 2, "Menunggu."), before, 2, 1, "Salah klik.")
    with pytest.raises(AlreadyDone):
        correct(after, before, 1, 1, "Salah klik.")


def test_opening_moving_and_cancelling_are_no_clicks_to_take_back():
    assert {Kind.OPENED, Kind.MOVED, Kind.CANCELLED}.isdisjoint(CORRECTABLE)
    assert Kind.RETURNED in CORRECTABLE


def test_a_return_that_was_a_wrong_click_makes_no_approval_void():
    back = (Kind.RETURNED, 4, 1)
    assert void(deeds(*UP, back)) == {3, 4}
    assert void(deeds(*UP, back, (Kind.CORRECTED, 1, 4, '{"corrects": 5}'))) == frozenset()


def test_what_was_noted_in_the_step_a_wrong_click_opened_went_with_it():
    told = deeds(
        *UP[:2], (Kind.HELD, 2, 2), (Kind.CORRECTED, 2, 1, '{"corrects": 2}'), (Kind.HELD, 1, 1)
    )
    assert [one.seq for one in standing(told)] == [1, 5]
