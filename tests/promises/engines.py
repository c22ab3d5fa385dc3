"""One case on three engines, and what must be true of them after every deed.

Memory is core/engine, built anew from its events; PostgreSQL is the actions, everything kept in
memory forgotten; SpiffWorkflow runs our BPMN, written down and read back, as long as the deeds are
such that BPMN can say. What memory knows of clocks, parts, questions and linked cases stands here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition

from tatalaksana.apps.cases import remembered
from tatalaksana.apps.cases.actions.start_case import start_case
from tatalaksana.apps.cases.models import Case, Task
from tatalaksana.apps.cases.open_task import open_task
from tatalaksana.apps.cases.own_drafts import OtherEyes
from tatalaksana.apps.cases.queries import open_task_in
from tatalaksana.apps.cases.verification import chain_of, faults_of_agency
from tatalaksana.apps.library import queries
from tatalaksana.apps.library.actions.ask_all import ask_all
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.apps.office.holder import Holder
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.core.engine import state as engine
from tatalaksana.core.engine.deadline import recomputed
from tatalaksana.core.engine.events import rebuild
from tatalaksana.core.engine.plan import Answer, Plan, compile_plan
from tatalaksana.core.procedure.model import Procedure
from tests.core.engine.procedures import runnable
from tests.promises.another_engine import AnotherEngine
from tests.promises.world import World

REASON = "Perbaiki lampirannya."
OPEN = precondition(lambda self: not self.state.finished)
GOING = precondition(lambda self: self.going)
JOINT = st.sets(st.integers(1, 8))  #: rows that ask every performer, where they have several
TWICE = 3  #: each third click is sent again
Runs = tuple[tuple[datetime, datetime | None], ...]
Click = tuple[UUID, int, dict[str, Any]]


@dataclass(frozen=True)
class Before:
    """How all stood before a deed, which may turn out to be wrong."""

    state: engine.CaseState
    task: int
    click: Click | None  #: None: not by an answer
    told: tuple[Answer, ...] | None  #: to BPMN, while it follows
    runs: Runs  #: in which the clock of the open step ran
    asked: tuple[int, ...]  #: the questions that wait


class Engines(RuleBasedStateMachine):
    """One case on three engines; the rules stand in the classes that inherit from this."""

    world: World
    commits = False  #: whether every deed is committed, or all of them rolled back at the end
    done: ClassVar[Counter[str]]  #: what was done how often, over all examples

    @initialize(procedure=runnable(), joint=JOINT)
    def start(self, procedure: Procedure, joint: set[int]) -> None:
        self.since = (self.world.version, self.world.now, self.world.head, self.world.holders)
        if not self.commits:
            self.whole = transaction.atomic()
            self.whole.__enter__()
        self.plans: dict[int, Plan] = {}
        self.joint: dict[int, frozenset[int]] = {}
        self.children: dict[int, bool] = {}  #: whether each still runs
        self.clicks: list[Click] = []  #: what was answered before, and stands
        self.new_version(procedure, joint)
        self.open_case()

    def new_version(self, procedure: Procedure, joint: set[int]) -> None:
        """A version that cases may go on by from now on."""
        self.version = self.world.put_in_force(procedure)
        several = {step.row for step in procedure.steps if len(step.performers) > 1}
        self.joint[self.version] = frozenset(several & joint)
        now = self.world.now
        ask_all(self.world.head, version=self.version, rows=several & joint, now=now)
        self.plans[self.version], self.procedure = compile_plan(procedure), procedure

    def open_case(self) -> None:
        first = self.position_of(self.plan.steps[0].responsible)
        started = start_case(
            self.world.holders[first][0],
            version=self.version, title="Acak", key=uuid4(), now=self.world.later(),
        )  # fmt: skip
        self.case = started.case
        self.state = engine.opened(self.plan)
        self.another: AnotherEngine | None = AnotherEngine(self.procedure)
        self.deeds: list[Before] = []  #: what may be corrected
        self.wrong: list[Click] = []  #: the clicks that were corrected
        self.told: tuple[Answer, ...] | None = ()
        self.suspensions: Runs = ()  #: of the case
        self.step_opens()

    def step_opens(self) -> None:
        """Another step is open: its clock starts, and nobody is asked."""
        self.runs: Runs = ((self.world.now, None),)
        self.asked: tuple[int, ...] = ()

    def teardown(self) -> None:
        self.done["examples"] += 1
        if hasattr(self, "whole"):
            transaction.set_rollback(True)
            self.whole.__exit__(None, None, None)
            world = self.world
            world.version, world.now, world.head, world.holders = self.since

    # what memory knows

    @property
    def plan(self) -> Plan:
        return self.plans[self.version]

    @property
    def going(self) -> bool:
        return not self.state.finished and not self.state.suspended

    def position_of(self, role: str) -> int:
        return queries.positions_by_role(self.world.agency, self.version)[role]

    @property
    def parts(self) -> tuple[int, ...]:
        """The positions whose part the open step still waits for."""
        row = self.state.row
        if row not in self.joint[self.version]:
            return ()
        responsible, *others = map(self.position_of, self.plan.step(row).performers)
        return tuple(sorted({*others} - {responsible} - self.state.took_part))

    @property
    def waits(self) -> bool:
        """Whether the open step waits for a case that was opened from it."""
        return any(
            link.waits and link.row == self.state.row and self.children[link.child]
            for link in self.state.links
        )

    def refusal(self, answer: Answer, *, without: bool) -> str:
        """The code with which the open step refuses an answer; "" where it takes it."""
        forward = answer is not Answer.RETURN
        if forward and self.waits:
            return "TL603"
        if self.state.asked and not without:
            return "TL312"
        return "TL603" if forward and self.parts else ""

    @property
    def task(self) -> Task:
        return open_task_in(self.world.agency, self.case)

    @property
    def actor(self) -> Holder:
        """Who does the open task: the head where its only holder made the draft that it judges."""
        return self.actor_of(self.task)

    def actor_of(self, task: Task) -> Holder:
        """Who does `task`, or did."""
        if task.other_eyes == OtherEyes.ABOVE:
            return self.world.head
        people = self.world.holders[task.position_id]
        if task.taken:
            return next(one for one in people if one.person == task.person_id)
        beside = task.other_eyes == OtherEyes.BESIDE
        return next(one for one in people if not beside or one.person != task.drafter_id)

    def doer_of(self, task: int) -> Holder:
        """Who ended the task."""
        everybody = [
            self.world.head,
            *(one for all_ in self.world.holders.values() for one in all_),
        ]
        person = Task.objects.get(pk=task).done_by_id
        return next(one for one in everybody if one.person == person)

    # doing it

    def click(self, deed: Callable[..., Any], who: Holder, **said: Any) -> Any:
        """Do it; each third click comes again at once and changes nothing."""
        said |= {"key": uuid4(), "now": self.world.later()}
        came = deed(who, **said)
        self.done[deed.__name__] += 1
        if self.done.total() % TWICE == 0:
            deed(who, **said)
        return came

    def remember(self, click: Click | None = None) -> None:
        """A deed is about to be done, which may turn out to be wrong."""
        told = self.told if self.another else None
        self.deeds.append(Before(self.state, self.task.pk, click, told, self.runs, self.asked))

    def refused(self, deed: Callable[[], Any], code: str) -> None:
        """`deed` is refused with `code`, and nothing happens."""
        if self.commits:
            with pytest.raises(TatalaksanaError) as told:
                deed()
        else:
            with pytest.raises(TatalaksanaError) as told, transaction.atomic():
                deed()
        assert told.value.code == code
        self.done[f"refused {code}"] += 1

    def clock_follows(self) -> None:
        """The clock stands while the file is outside, or the case is suspended."""
        stands = self.state.held or self.state.suspended
        since, until = self.runs[-1]
        if stands and until is None:
            self.runs = (*self.runs[:-1], (since, self.world.now))
        elif not stands and until is not None:
            self.runs = (*self.runs, (self.world.now, None))

    def clock_of_before(self, before: Before) -> Runs:
        """The runs of a step that is open again: it ran on, but for the time of suspensions."""
        runs = before.runs
        for stopped, resumed in self.suspensions:
            since, until = runs[-1]
            if until is None and stopped > since:
                runs = (*runs[:-1], (since, stopped), (resumed or stopped, None))
        return runs

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
            read = open_task(self.actor, self.task.pk, self.world.now).state
            assert read == replace(mine, took_part=frozenset(), links=())
        else:
            assert self.task is None
        assert kept_plan(self.world.agency, self.version) == self.plan
        assert list(faults_of_agency(self.world.agency)) == []

    @invariant()
    def the_clocks_tell_the_same_time(self) -> None:
        if not hasattr(self, "case") or self.state.finished:
            return
        duration = self.plan.step(self.state.row).duration
        clock, due = recomputed(duration, self.runs, self.world.calendar)
        allowed = clock.allowed.value if clock.allowed else None
        task = self.task
        # no calendar counts anew what nothing is promised of
        used = task.consumed if allowed is None else clock.consumed.value
        told = (task.allowed, task.consumed, task.running_since, task.due_at)
        memory = (allowed, used, clock.since, due)
        assert told == memory, f"{told} and not {memory}: {duration}, {self.runs}"

    @invariant()
    def the_open_step_waits_for_the_same(self) -> None:
        if not hasattr(self, "case") or self.state.finished:
            return
        found = open_task(self.actor, self.task.pk, self.world.now)
        assert (found.awaits, found.waits_for is not None) == (len(self.parts), self.waits)
        assert len(self.asked) == self.state.asked

    @invariant()
    def the_events_alone_lead_there(self) -> None:
        if hasattr(self, "case"):
            self.state = self.rebuilt()

    def rebuilt(self) -> engine.CaseState:
        """The state of memory, built anew; it must be the one before."""
        built = rebuild(self.plans.__getitem__, chain_of(Case.objects.get(pk=self.case)))
        assert built == self.state
        return replace(built)

    @invariant()
    def another_engine_stands_there_too(self) -> None:
        if getattr(self, "another", None):
            assert self.another.row == self.state.row

    def knows(self, task: int) -> bool:
        """Whether this process remembers `task` from opening it."""
        return (self.world.agency, task) in remembered._known
