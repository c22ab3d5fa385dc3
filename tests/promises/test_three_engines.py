"""A random procedure on a random path: three engines stand at the same row after every deed.

Memory (core/engine, built anew from its events after every deed), PostgreSQL (through the actions,
everything kept in memory forgotten after every deed), and SpiffWorkflow (through our BPMN, written
down and read back after every deed) as long as the deeds are such that BPMN can say.
`EXAMPLES=thorough` runs many more and longer paths.
"""

from __future__ import annotations

import os
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tatalaksana.apps.cases.actions.cancel_case import cancel_case
from tatalaksana.apps.cases.actions.correct_deed import correct_deed
from tatalaksana.apps.cases.actions.finish_step import finish_step
from tatalaksana.apps.cases.actions.hold_file import hold_file
from tatalaksana.apps.cases.actions.move_case import move_case
from tatalaksana.apps.cases.actions.release_file import release_file
from tatalaksana.apps.cases.actions.resume_case import resume_case
from tatalaksana.apps.cases.actions.send_back import send_back
from tatalaksana.apps.cases.actions.start_case import start_case
from tatalaksana.apps.cases.actions.suspend_case import suspend_case
from tatalaksana.apps.cases.models import Case, Task
from tatalaksana.apps.cases.open_task import open_task
from tatalaksana.apps.cases.queries import open_task_in
from tatalaksana.apps.cases.verification import chain_of, faults_of
from tatalaksana.apps.library import queries
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.core.engine import state as engine
from tatalaksana.core.engine.events import rebuild
from tatalaksana.core.engine.plan import Answer, Plan, compile_plan
from tests.core.engine.procedures import runnable
from tests.promises.another_engine import AnotherEngine
from tests.promises.world import World, make_world

THOROUGH = os.environ.get("EXAMPLES") == "thorough"
REASON = "Perbaiki lampirannya."
OPEN = precondition(lambda self: not self.state.finished)
GOING = precondition(lambda self: not self.state.finished and not self.state.suspended)
LATER = precondition(lambda self: self.state.row > 1 and not self.state.suspended)


class Engines(RuleBasedStateMachine):
    """One case on three engines."""

    world: World

    @initialize(procedure=runnable())
    def start(self, procedure) -> None:
        self.before = self.world.version
        self.whole = transaction.atomic()
        self.whole.__enter__()
        self.version = self.world.put_in_force(procedure)
        self.plans: dict[int, Plan] = {self.version: compile_plan(procedure)}
        self.procedure = procedure
        self.clicks: list[tuple[UUID, int, dict]] = []  #: what was answered before, and stands
        self.open_case()

    def open_case(self) -> None:
        first = self.holder_of_role(self.plan.steps[0].responsible)
        started = start_case(
            first, version=self.version, title="Acak", key=uuid4(), now=self.world.later()
        )
        self.case = started.case
        self.state = engine.opened(self.plan)
        self.another: AnotherEngine | None = AnotherEngine(self.procedure)
        #: what may be corrected: the state before, the task, click, and what BPMN was told
        self.deeds: list[tuple[engine.CaseState, int, tuple | None, list[Answer] | None]] = []
        self.wrong: list[tuple[UUID, int, dict]] = []  #: the clicks that were corrected
        self.told: list[Answer] | None = []

    def remember(self, click: tuple[UUID, int, dict] | None) -> None:
        """A deed is about to be done, which may turn out to be wrong."""
        told = list(self.told) if self.another and self.told is not None else None
        self.deeds.append((self.state, self.task.pk, click, told))

    def teardown(self) -> None:
        if hasattr(self, "whole"):
            transaction.set_rollback(True)
            self.whole.__exit__(None, None, None)
            self.world.version = self.before

    @property
    def plan(self) -> Plan:
        return self.plans[self.version]

    def holder_of_role(self, role: str):
        position = queries.positions_by_role(self.world.agency, self.version)[role]
        return self.world.holders[position]

    @property
    def task(self) -> Task:
        return open_task_in(self.world.agency, self.case)

    @property
    def actor(self):
        """Who has the task: the head where its holder made the draft that it judges."""
        task = self.task
        return self.world.head if task.other_eyes else self.world.holders[task.position_id]

    def doer_of(self, task: int):
        """Who ended the task."""
        person = Task.objects.get(pk=task).done_by_id
        return next(
            one for one in (self.world.head, *self.world.holders.values()) if one.person == person
        )

    # what people do

    @precondition(lambda self: self.state.finished)
    @rule()
    def next_case_is_opened(self) -> None:
        self.open_case()

    @GOING
    @rule(choice=st.integers(0, 1), straight=st.booleans())
    def answer(self, choice, straight) -> None:
        ways = sorted(self.plan.step(self.state.row).ways)
        answer = ways[choice % len(ways)]
        straight = straight and answer is Answer.RETURN
        deed = engine.Deed(row=self.state.row, answer=answer, reason=REASON, straight_back=straight)
        said = {"answer": answer, "reason": REASON if answer is Answer.RETURN else ""}
        said["straight_back"] = straight
        key, task = uuid4(), self.task.pk
        self.remember((key, task, said))
        if straight or self.state.resume:
            self.another = None
        self.state = engine.advance(self.plan, self.state, deed)
        finish_step(self.actor, task=task, key=key, now=self.world.later(), **said)
        self.clicks.append((key, task, said))
        if self.another:
            self.another.answer(answer)
            self.told = [*(self.told or []), answer]

    @LATER
    @rule(to_row=st.integers(1, 7), straight=st.booleans())
    def superior_sends_back(self, to_row, straight) -> None:
        to_row = 1 + (to_row - 1) % (self.state.row - 1)
        deed = engine.SendBack(
            row=self.state.row, to_row=to_row, reason=REASON, straight_back=straight
        )
        self.remember(None)
        self.state = engine.send_back(self.plan, self.state, deed)
        send_back(
            self.world.head, task=self.task.pk, to_row=to_row, reason=REASON,
            straight_back=straight, key=uuid4(), now=self.world.later(),
        )  # fmt: skip
        self.another = None

    @precondition(lambda self: self.deeds and not self.state.suspended)
    @rule()
    def a_wrong_click_is_corrected(self) -> None:
        before, task, click, told = self.deeds.pop()
        self.state = engine.correct(self.state, before, self.state.row, before.row, REASON)
        correct_deed(self.world.head, task=task, reason=REASON, key=uuid4(), now=self.world.later())
        if click:
            self.clicks.remove(click)
            self.wrong.append(click)
        self.another, self.told = None, told
        if told is not None:
            self.another = AnotherEngine(self.procedure)
            for answer in told:
                self.another.answer(answer)

    @GOING
    @precondition(lambda self: not self.state.held)
    @rule()
    def file_goes_outside(self) -> None:
        self.state = engine.hold(self.state, self.state.row, REASON)
        hold_file(self.actor, task=self.task.pk, reason=REASON, key=uuid4(), now=self.world.later())

    @precondition(lambda self: self.state.held)
    @rule()
    def file_comes_back(self) -> None:
        self.state = engine.release(self.state, self.state.row)
        release_file(self.actor, task=self.task.pk, key=uuid4(), now=self.world.later())

    @GOING
    @rule()
    def case_is_suspended(self) -> None:
        self.state = engine.suspend(self.state, self.state.row, REASON)
        suspend_case(
            self.world.head, task=self.task.pk, reason=REASON, key=uuid4(), now=self.world.later()
        )

    @precondition(lambda self: self.state.suspended)
    @rule()
    def case_goes_on(self) -> None:
        self.state = engine.resume(self.state, self.state.row)
        resume_case(self.world.head, task=self.task.pk, key=uuid4(), now=self.world.later())

    @OPEN
    @precondition(lambda self: self.state.seq > 6)  # else few paths would be long
    @rule()
    def case_is_cancelled(self) -> None:
        self.state, self.deeds = engine.cancel(self.state, self.state.row, REASON), []
        cancel_case(
            self.world.head, task=self.task.pk, reason=REASON, key=uuid4(), now=self.world.later()
        )
        self.another = None

    @GOING
    @precondition(lambda self: len(self.plans) < 3)
    @rule(procedure=runnable(), to_row=st.integers(1, 8))
    def case_moves_to_a_new_version(self, procedure, to_row) -> None:
        self.version = self.world.put_in_force(procedure)
        self.plans[self.version], self.procedure = compile_plan(procedure), procedure
        to_row = 1 + (to_row - 1) % len(procedure.steps)
        self.deeds = []
        self.state = engine.move(self.state, self.plan, self.state.row, to_row, REASON)
        move_case(
            self.world.head, task=self.task.pk, version=self.version, to_row=to_row,
            reason=REASON, key=uuid4(), now=self.world.later(),
        )  # fmt: skip
        self.another = None

    # what people should not be able to do

    @precondition(lambda self: self.clicks)
    @rule(data=st.data())
    def an_old_click_comes_again(self, data) -> None:
        """It was counted: the same answer again, and nothing happens."""
        key, task, said = data.draw(st.sampled_from(self.clicks))
        holder = self.doer_of(task)
        again = finish_step(holder, task=task, key=key, now=self.world.later(), **said)
        assert again.repeated

    @precondition(lambda self: self.wrong)
    @rule(data=st.data())
    def a_corrected_click_comes_again(self, data) -> None:
        """It never finishes the step that is open again."""
        key, task, said = data.draw(st.sampled_from(self.wrong))
        found = Task.objects.get(pk=task)
        holder = self.world.head if found.other_eyes else self.world.holders[found.position_id]
        if found.done_at is None and not self.state.suspended:
            self.refused(
                lambda: finish_step(holder, task=task, key=key, now=self.world.later(), **said),
                "TL304",
            )

    @precondition(lambda self: self.clicks)
    @rule(data=st.data())
    def a_done_task_is_clicked_anew(self, data) -> None:
        _, task, said = data.draw(st.sampled_from(self.clicks))
        holder = self.world.holders[Task.objects.get(pk=task).position_id]
        self.refused(
            lambda: finish_step(holder, task=task, key=uuid4(), now=self.world.later(), **said),
            "TL304",
        )

    @OPEN
    @rule(answer=st.sampled_from(list(Answer)))
    def somebody_else_answers(self, answer) -> None:
        mine = self.task.position_id
        other = next(one for seat, one in self.world.holders.items() if seat != mine)
        if self.task.other_eyes:
            other = self.world.holders[mine]  # who made the draft does not judge it
        task = self.task.pk
        self.refused(
            lambda: finish_step(
                other, task=task, answer=answer, reason=REASON, key=uuid4(), now=self.world.later()
            ),
            "TL601",
        )

    @precondition(lambda self: self.state.suspended)
    @rule()
    def a_suspended_case_is_worked_on(self) -> None:
        way = sorted(self.plan.step(self.state.row).ways)[0]
        actor, task = self.actor, self.task.pk
        self.refused(
            lambda: finish_step(
                actor, task=task, answer=way, reason=REASON, key=uuid4(), now=self.world.later()
            ),
            "TL309",
        )

    def refused(self, deed, code) -> None:
        with pytest.raises(TatalaksanaError) as told, transaction.atomic():
            deed()
        assert told.value.code == code

    # what must be true after each deed

    @invariant()
    def postgresql_stands_where_memory_stands(self) -> None:
        if not hasattr(self, "case"):
            return
        queries._plan.cache_clear()
        queries._content.cache_clear()
        case = Case.objects.get(pk=self.case)
        told = (case.row, case.seq, case.rework, case.resume, case.cancelled, case.version_id)
        mine = self.state
        assert told == (
            mine.row, mine.seq, mine.rework, mine.resume, mine.cancelled, self.version
        )  # fmt: skip
        if not mine.finished:
            assert open_task(self.actor, self.task.pk, self.world.now).state == mine
        else:
            assert self.task is None
        assert kept_plan(self.world.agency, self.version) == self.plan
        assert list(faults_of(case)) == []

    @invariant()
    def the_events_alone_lead_there(self) -> None:
        if hasattr(self, "case"):
            self.state = self.rebuilt()

    def rebuilt(self) -> engine.CaseState:
        """The state of memory, built anew; it must be the one before."""
        events = chain_of(Case.objects.get(pk=self.case))
        built = rebuild(self.plans.__getitem__, events)
        assert built == self.state
        return replace(built)

    @invariant()
    def another_engine_stands_there_too(self) -> None:
        if getattr(self, "another", None):
            assert self.another.row == self.state.row


def test_three_engines_stand_at_the_same_row_after_every_deed(db, now):
    world = make_world(now)

    class Here(Engines):
        pass

    Here.world = world
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=1000 if THOROUGH else 10,
            stateful_step_count=50 if THOROUGH else 15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
