"""A case goes where the procedure's arrows lead, and nowhere else."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tatalaksana.core.base.errors import ProcedureError
from tatalaksana.core.engine.events import KINDS, Event, Kind, chained, faults, rebuild
from tatalaksana.core.engine.plan import END, Answer, compile_plan, obstacles
from tatalaksana.core.engine.state import (
    AlreadyDone,
    Deed,
    NoSuchWay,
    ReasonMissing,
    SendBack,
    advance,
    opened,
    send_back,
)
from tatalaksana.core.procedure.graph import straight_run
from tatalaksana.core.procedure.model import Decision, Procedure, Step
from tests.core.engine.procedures import runnable

START = datetime(2026, 11, 19, 2, tzinfo=UTC)


def carried(procedure, choose, most=60):
    """The states and events of one run in which `choose` answers every question."""
    plan = compile_plan(procedure)
    state = opened(plan)
    event = Event(
        case=7, seq=1, kind=Kind.OPENED, row=0, to_row=state.row, actor=1, position=1, at=START,
        reason="", data='{"version": 1}', key=UUID(int=1), id=41, hash="",
    )  # fmt: skip
    events, states = [seal("", event)], [state]
    while not state.finished and len(events) < most:
        ways = sorted(plan.step(state.row).ways)
        deed = Deed(row=state.row, answer=choose(ways), reason="Perbaiki lampiran.")
        after = advance(plan, state, deed)
        event = Event(
            case=7, seq=after.seq, kind=KINDS[deed.answer], row=deed.row, to_row=after.row,
            actor=1, position=1, at=START + timedelta(minutes=after.seq),
            reason=deed.reason if deed.answer is Answer.RETURN else "", data="{}",
            key=UUID(int=after.seq), id=40 + after.seq, hash="",
        )  # fmt: skip
        events.append(seal(events[-1].hash, event))
        states.append(after)
        state = after
    return plan, states, events


def seal(before, event):
    from dataclasses import replace

    return replace(event, hash=chained(before, event))


@settings(max_examples=40)
@given(runnable())
def test_approving_everything_walks_the_straight_run_to_the_end(procedure):
    def forward(ways):
        return next(way for way in ways if way is not Answer.RETURN)

    _, states, _ = carried(procedure, forward)
    assert tuple(state.row for state in states[:-1]) == straight_run(procedure)
    assert states[-1].row == END
    assert states[-1].rework == 0


@settings(max_examples=40)
@given(runnable(), st.data())
def test_the_events_alone_rebuild_every_state(procedure, data):
    plan, states, events = carried(procedure, lambda ways: data.draw(st.sampled_from(ways)))
    for length, state in enumerate(states, start=1):
        assert rebuild({1: plan}.__getitem__, events[:length]) == state
    assert faults(events, events[-1].hash) == ()


@settings(max_examples=40)
@given(runnable(), st.data())
def test_a_return_goes_back_and_counts_as_rework(procedure, data):
    _, states, events = carried(procedure, lambda ways: data.draw(st.sampled_from(ways)))
    returns = [event for event in events if event.kind is Kind.RETURNED]
    assert states[-1].rework == len(returns)
    assert all(0 < event.to_row < event.row for event in returns)


@settings(max_examples=40)
@given(runnable(), st.data())
def test_any_change_to_any_event_breaks_the_chain(procedure, data):
    from dataclasses import replace

    _, _, events = carried(procedure, lambda ways: data.draw(st.sampled_from(ways)))
    place = data.draw(st.integers(0, len(events) - 1))
    change = data.draw(
        st.sampled_from(
            [{"actor": 2}, {"reason": "lain"}, {"row": 99}, {"at": START - timedelta(days=1)}]
        )
    )
    events[place] = replace(events[place], **change)
    assert faults(events)


@settings(max_examples=40)
@given(runnable(), st.data())
def test_a_lost_event_is_found_even_at_the_end(procedure, data):
    _, _, events = carried(procedure, lambda ways: data.draw(st.sampled_from(ways)))
    head = events[-1].hash
    del events[data.draw(st.integers(0, len(events) - 1))]
    assert faults(events, head)


def two_steps():
    return compile_plan(
        Procedure(
            title="Dua langkah",
            steps=(
                Step(row=1, no="1", activities=("Menyusun",), performers=("Analis",)),
                Step(
                    row=2,
                    no="2",
                    activities=("Memeriksa",),
                    performers=("Kabag",),
                    decision=Decision(approve_row=None, return_row=1, condition="setuju"),
                ),
            ),
        )
    )


def test_a_step_that_is_not_open_cannot_be_finished():
    plan = two_steps()
    with pytest.raises(AlreadyDone):
        advance(plan, opened(plan), Deed(row=2, answer=Answer.APPROVE))


def test_a_finished_case_takes_no_more_deeds():
    plan = two_steps()
    state = advance(plan, opened(plan), Deed(row=1, answer=Answer.FINISH))
    state = advance(plan, state, Deed(row=2, answer=Answer.APPROVE))
    assert state.finished
    with pytest.raises(AlreadyDone):
        advance(plan, state, Deed(row=2, answer=Answer.APPROVE))


def test_a_decision_knows_approve_and_return_only():
    plan = two_steps()
    state = advance(plan, opened(plan), Deed(row=1, answer=Answer.FINISH))
    with pytest.raises(NoSuchWay):
        advance(plan, state, Deed(row=2, answer=Answer.FINISH))


def test_a_return_says_why():
    plan = two_steps()
    state = advance(plan, opened(plan), Deed(row=1, answer=Answer.FINISH))
    with pytest.raises(ReasonMissing):
        advance(plan, state, Deed(row=2, answer=Answer.RETURN, reason=" \n"))


def test_what_hinders_a_procedure_is_named_row_by_row():
    procedure = Procedure(
        title="Cacat",
        steps=(
            Step(row=1, no="1", activities=("a",), performers=()),
            Step(
                row=2,
                no="2",
                activities=("b",),
                performers=("Kabag",),
                decision=Decision(approve_row=None, return_row=None),
            ),
        ),
    )
    assert [text.split(",")[0][:9] for text in obstacles(procedure)] == ["Langkah 1", "Langkah 2"]
    with pytest.raises(ProcedureError, match="Langkah 1 belum punya pelaksana"):
        compile_plan(procedure)


def chain_of_three():
    step = {"no": None, "performers": ("Kabag",)}
    decision = Decision(approve_row=None, return_row=1, condition="setuju")
    return compile_plan(
        Procedure(
            title="Tiga langkah",
            steps=(
                Step(row=1, activities=("Menyusun",), **step),
                Step(row=2, activities=("Memaraf",), **step),
                Step(row=3, activities=("Memeriksa",), decision=decision, **step),
            ),
        )
    )


def test_a_file_returned_straight_back_skips_the_steps_between():
    plan = chain_of_three()
    state = opened(plan)
    for row in (1, 2):
        state = advance(plan, state, Deed(row=row, answer=Answer.FINISH))
    deed = Deed(row=3, answer=Answer.RETURN, reason="Salah ketik.", straight_back=True)
    state = advance(plan, state, deed)
    assert (state.row, state.resume) == (1, 3)
    state = advance(plan, state, Deed(row=1, answer=Answer.FINISH))
    assert (state.row, state.resume) == (3, END)


def test_a_superior_sends_back_to_any_earlier_step_with_a_reason():
    plan = chain_of_three()
    state = advance(plan, opened(plan), Deed(row=1, answer=Answer.FINISH))
    with pytest.raises(ReasonMissing):
        send_back(plan, state, SendBack(row=2, to_row=1, reason=""))
    with pytest.raises(NoSuchWay):
        send_back(plan, state, SendBack(row=2, to_row=2, reason="x"))
    after = send_back(plan, state, SendBack(row=2, to_row=1, reason="Belum dikoordinasikan."))
    assert (after.row, after.rework) == (1, 1)


@pytest.mark.parametrize("change", [{"key": UUID(int=99)}, {"id": 99}])
def test_an_event_that_was_given_another_key_or_number_is_found(change):
    from dataclasses import replace

    event = Event(
        case=7, seq=1, kind=Kind.OPENED, row=0, to_row=1, actor=1, position=1, at=START, reason="",
        data='{"version": 1}', key=UUID(int=1), id=41, hash="",
    )  # fmt: skip
    sealed = seal("", event)
    assert faults([sealed], sealed.hash) == ()
    assert faults([replace(sealed, **change)], sealed.hash)


def test_an_event_of_the_version_that_hashed_no_key_is_still_whole():
    from dataclasses import replace

    event = Event(
        case=7, seq=1, kind=Kind.OPENED, row=0, to_row=1, actor=1, position=1, at=START, reason="",
        data='{"version": 1}', key=UUID(int=1), id=41, hash="",
    )  # fmt: skip
    earlier = replace(event, hash=chained("", event, keyed=False))
    assert faults([earlier], earlier.hash) == ()
    assert faults([replace(earlier, reason="lain")], earlier.hash)
