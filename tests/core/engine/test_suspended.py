"""A case is stopped, goes on, or ends before its time; the clock stands with it."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tatalaksana.core.engine.plan import END, Answer, compile_plan
from tatalaksana.core.engine.runs import runs_of
from tatalaksana.core.engine.state import (
    AlreadyDone,
    Deed,
    ReasonMissing,
    SendBack,
    Suspended,
    advance,
    cancel,
    hold,
    move,
    opened,
    release,
    resume,
    send_back,
    suspend,
)
from tatalaksana.core.procedure.model import Procedure, Step

START = datetime(2026, 11, 19, 2, 0, tzinfo=UTC)
PLAN = compile_plan(
    Procedure(
        title="Lurus",
        performers=("Analis",),
        steps=tuple(
            Step(row=row, no=str(row), activities=("Menyusun",), performers=("Analis",))
            for row in (1, 2, 3)
        ),
    )
)


def at(minutes):
    return START + timedelta(minutes=minutes)


@pytest.fixture
def standing():
    state = advance(PLAN, opened(PLAN), Deed(row=1, answer=Answer.FINISH))
    return suspend(state, 2, "Menunggu putusan pengadilan.")


@pytest.mark.parametrize(
    "deed",
    [
        lambda state: advance(PLAN, state, Deed(row=2, answer=Answer.FINISH)),
        lambda state: send_back(PLAN, state, SendBack(row=2, to_row=1, reason="Salah.")),
        lambda state: hold(state, 2, "Di Dinas."),
        lambda state: move(state, PLAN, 2, 1, "Versi baru."),
        lambda state: suspend(state, 2, "Lagi."),
    ],
)
def test_nothing_is_done_in_a_suspended_case(standing, deed):
    with pytest.raises(Suspended, match="sedang dihentikan"):
        deed(standing)


def test_a_resumed_case_is_where_it_was(standing):
    state = resume(standing, 2)
    assert (state.row, state.suspended, state.seq) == (2, False, standing.seq + 1)
    assert advance(PLAN, state, Deed(row=2, answer=Answer.FINISH)).row == 3
    with pytest.raises(AlreadyDone):
        resume(state, 2)


def test_a_cancelled_case_has_ended_and_is_not_finished_work(standing):
    state = cancel(standing, 2, "Permohonan dicabut.")
    assert (state.row, state.cancelled, state.suspended) == (END, True, False)
    with pytest.raises(AlreadyDone):
        cancel(state, 2, "Lagi.")


@pytest.mark.parametrize("deed", [suspend, cancel])
def test_stopping_and_cancelling_say_why(deed):
    with pytest.raises(ReasonMissing, match="belum diisi"):
        deed(opened(PLAN), 1, "  ")


def test_a_file_outside_comes_back_also_while_the_case_stands():
    state = suspend(hold(opened(PLAN), 1, "Di Dinas."), 1, "Menunggu.")
    back = release(state, 1)
    assert (back.held, back.suspended) == (False, True)
    assert not resume(back, 1).suspended


def test_the_clock_stands_while_either_stop_lasts():
    notes = [("held", at(10)), ("suspended", at(20)), ("released", at(30)), ("resumed", at(50))]
    assert runs_of(START, notes) == [(START, at(10)), (at(50), None)]


def test_a_stop_of_an_earlier_step_is_no_stop_of_this_one():
    assert runs_of(at(60), [("held", at(10)), ("released", at(20))]) == [(at(60), None)]


@given(st.lists(st.tuples(st.sampled_from(["held", "suspended"]), st.integers(1, 50))))
def test_spans_never_overlap_and_only_the_last_is_open(stops):
    notes, now, on = [], 0, set()
    for kind, later in stops:
        now += later
        ends = {"held": "released", "suspended": "resumed"}[kind]
        notes.append((ends if kind in on else kind, at(now)))
        on ^= {kind}
    runs = runs_of(START, notes)
    assert all(until is not None and since < until for since, until in runs[:-1])
    assert all(first[1] < then[0] for first, then in pairwise(runs))
    assert (runs[-1][1] is None) == (not on)
