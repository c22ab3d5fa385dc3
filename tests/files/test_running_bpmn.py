"""Another engine as the judge: SpiffWorkflow runs what the pen wrote as core/engine does."""

from collections.abc import Callable

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree
from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.specs.defaults import UserTask
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow

from tatalaksana.core.drawing.arrange import outlined
from tatalaksana.core.drawing.pens.bpmn import PEN
from tatalaksana.core.engine.plan import Answer, compile_plan
from tatalaksana.core.engine.state import Deed, advance, opened
from tatalaksana.core.procedure.model import Procedure
from tests.core.engine.procedures import runnable

MOST = 200  #: tasks of a run
Answers = Callable[[int], bool]  #: whether the n-th decision of a run returns
Done = tuple[str, str]  #: task and lane
VALUES = {True: "kembali", False: "setuju"}


def straight(_: int) -> bool:
    """Everything is approved."""
    return False


def by_spiff(procedure: Procedure, answers: Answers) -> list[Done]:
    """The tasks in the order in which SpiffWorkflow offers them."""
    parser = BpmnParser()
    parser.add_bpmn_xml(etree.fromstring(PEN.draw(outlined(procedure))[0][1]))
    (process,) = parser.get_process_ids()
    workflow = BpmnWorkflow(parser.get_spec(process), parser.get_subprocess_specs(process))
    done: list[Done] = []
    deciding = {f"step_{s.row}": f"keputusan_{s.row}" for s in procedure.steps if s.decision}
    asked = 0
    workflow.do_engine_steps()
    while not workflow.completed and len(done) < MOST:
        (task,) = workflow.get_tasks(state=TaskState.READY, manual=True)
        assert isinstance(task.task_spec, UserTask)
        key = task.task_spec.bpmn_id
        done.append((key, task.task_spec.lane))
        if key in deciding:
            task.data[deciding[key]] = VALUES[answers(asked)]
            asked += 1
        task.run()
        workflow.do_engine_steps()
    return done


def by_engine(procedure: Procedure, answers: Answers) -> list[Done]:
    """The tasks in the order in which core/engine opens them."""
    plan = compile_plan(procedure)
    state, done, asked = opened(plan), [], 0
    while not state.finished and len(done) < MOST:
        step = plan.step(state.row)
        done.append((f"step_{step.row}", step.responsible))
        answer = Answer.FINISH
        if Answer.FINISH not in step.ways:
            answer = Answer.RETURN if answers(asked) else Answer.APPROVE
            asked += 1
        state = advance(plan, state, Deed(row=step.row, answer=answer, reason="Perbaiki"))
    return done


def each_once(procedure: Procedure) -> Answers:
    """Every decision on the way returns the first time it is asked, and approves then."""
    plan = compile_plan(procedure)
    state, asked, told = opened(plan), set(), []
    while not state.finished:
        row = state.row
        answer = Answer.FINISH
        if Answer.FINISH not in plan.step(row).ways:
            answer = Answer.APPROVE if row in asked else Answer.RETURN
            asked.add(row)
            told.append(answer is Answer.RETURN)
        state = advance(plan, state, Deed(row=row, answer=answer, reason="Perbaiki"))
    return lambda number: told[number]


def test_the_bundled_procedures_run_straight(bundled: tuple[Procedure, ...]) -> None:
    for procedure in bundled:
        done = by_spiff(procedure, straight)
        assert done == by_engine(procedure, straight)
        assert len(done) == len(procedure.steps)


def test_the_bundled_procedures_run_with_every_return(bundled: tuple[Procedure, ...]) -> None:
    returning = 0
    for procedure in bundled:
        answers = each_once(procedure)
        done = by_spiff(procedure, answers)
        assert done == by_engine(procedure, answers)
        decisions = sum(1 for step in procedure.steps if step.decision)
        assert len(done) >= len(procedure.steps) + 2 * decisions
        returning += decisions
    assert returning > 20


@settings(max_examples=30)
@given(runnable(), st.lists(st.booleans(), max_size=12))
def test_any_procedure_runs_alike_whatever_is_answered(
    procedure: Procedure, told: list[bool]
) -> None:
    def answers(number: int) -> bool:
        return number < len(told) and told[number]

    assume(any(step.decision for step in procedure.steps))
    assert by_spiff(procedure, answers) == by_engine(procedure, answers)
