"""What people do to a case: the deeds that end its open step, on memory and on PostgreSQL."""

from __future__ import annotations

from uuid import uuid4

from django.db import connection
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tatalaksana.apps.cases import remembered
from tatalaksana.apps.cases.actions.cancel_case import cancel_case
from tatalaksana.apps.cases.actions.correct_deed import correct_deed
from tatalaksana.apps.cases.actions.finish_step import finish_step
from tatalaksana.apps.cases.actions.move_case import move_case
from tatalaksana.apps.cases.actions.send_back import send_back
from tatalaksana.apps.cases.models import Task
from tatalaksana.apps.cases.older_versions import goes_on
from tatalaksana.core.engine import state as engine
from tatalaksana.core.engine.links import followed
from tatalaksana.core.engine.plan import Answer
from tests.core.engine.procedures import runnable
from tests.promises.another_engine import AnotherEngine
from tests.promises.engines import GOING, JOINT, OPEN, REASON, Engines

LATER = precondition(lambda self: self.state.row > 1 and not self.state.suspended)


class Deeds(Engines):
    """The deeds."""

    @precondition(lambda self: self.state.finished)
    @rule()
    def next_case_is_opened(self) -> None:
        self.open_case()

    @GOING
    @rule(straight=st.booleans(), without=st.booleans(), onward=st.booleans())
    def answer(self, straight, without, onward) -> None:
        ways = sorted(self.plan.step(self.state.row).ways)
        answer = ways[0] if onward else ways[-1]  # FINISH, or APPROVE and RETURN
        self.answers(answer, straight=straight, without=without)

    @GOING
    @rule()
    def the_work_goes_on(self) -> None:
        """Most of what happens in an office."""
        self.answers(sorted(self.plan.step(self.state.row).ways)[0], straight=False, without=True)

    def answers(self, answer, *, straight, without) -> None:
        straight = straight and answer is Answer.RETURN
        said = {"answer": answer, "reason": REASON if answer is Answer.RETURN else ""}
        said |= {"straight_back": straight, "without_opinion": without}
        key, task, actor = uuid4(), self.task.pk, self.actor
        if code := self.refusal(answer, without=without):
            now = self.world.later()
            self.refused(lambda: finish_step(actor, task=task, key=key, now=now, **said), code)
            return
        self.remember((key, task, said))
        if straight or self.state.resume:
            self.another = None
        deed = engine.Deed(row=self.state.row, answer=answer, reason=REASON, straight_back=straight)
        self.state = engine.advance(self.plan, self.state, deed)
        self.done["decided by what was known"] += (
            self.knows(task) and not connection.in_atomic_block
        )
        done = finish_step(actor, task=task, key=key, now=self.world.later(), **said)
        assert not done.repeated
        self.done[f"finish_step {answer}"] += 1
        self.clicks.append((key, task, said))
        self.step_opens()
        if self.another:
            self.another.answer(answer)
            self.told = (*(self.told or ()), answer)

    @LATER
    @rule(to_row=st.integers(1, 7), straight=st.booleans())
    def superior_sends_back(self, to_row, straight) -> None:
        to_row = 1 + (to_row - 1) % (self.state.row - 1)
        deed = engine.SendBack(
            row=self.state.row, to_row=to_row, reason=REASON, straight_back=straight
        )
        self.remember()
        self.state = engine.send_back(self.plan, self.state, deed)
        self.click(
            send_back, self.world.head, task=self.task.pk, to_row=to_row, reason=REASON,
            straight_back=straight,
        )  # fmt: skip
        self.step_opens()
        self.another = None

    @precondition(lambda self: self.deeds and not self.state.suspended)
    @rule()
    def a_wrong_click_is_corrected(self) -> None:
        before = self.deeds.pop()
        self.state = engine.correct(
            self.state, before.state, self.state.row, before.state.row, REASON
        )
        self.click(correct_deed, self.world.head, task=before.task, reason=REASON)
        self.runs, self.asked = self.clock_of_before(before), before.asked
        if before.click:
            self.clicks.remove(before.click)
            self.wrong.append(before.click)
        self.another, self.told = None, before.told
        if before.told is not None:
            self.another = AnotherEngine(self.procedure)
            for answer in before.told:
                self.another.answer(answer)

    @OPEN
    @precondition(lambda self: self.state.seq > 6)  # else few paths would be long
    @rule()
    def case_is_cancelled(self) -> None:
        self.state, self.deeds = engine.cancel(self.state, self.state.row, REASON), []
        self.click(cancel_case, self.world.head, task=self.task.pk, reason=REASON)
        self.another = None

    @GOING
    @precondition(lambda self: len(self.plans) < 3)
    @rule(procedure=runnable(), joint=JOINT, to_row=st.integers(1, 8))
    def case_moves_to_a_new_version(self, procedure, joint, to_row) -> None:
        old = self.version
        self.new_version(procedure, joint)
        to_row = 1 + (to_row - 1) % len(procedure.steps)
        self.deeds = []
        rows = goes_on(self.world.agency, old, self.version)
        links = followed(self.state.links, {str(row): there for row, there in rows.items()})
        self.state = engine.move(self.state, self.plan, self.state.row, to_row, REASON)
        self.state = engine.replace(self.state, links=links)
        self.click(
            move_case, self.world.head, task=self.task.pk, version=self.version, to_row=to_row,
            reason=REASON,
        )  # fmt: skip
        self.step_opens()
        self.another = None

    # what people should not be able to do

    @rule(data=st.data())
    def something_is_refused(self, data) -> None:
        """One rule draws which, so that deeds stay many."""
        there = {
            "an_old_click_comes_again": bool(self.clicks),
            "a_done_task_is_clicked_anew": bool(self.clicks),
            "a_corrected_click_comes_again": bool(self.wrong) and self.going,
            "somebody_else_answers": not self.state.finished,
            "a_suspended_case_is_worked_on": self.state.suspended,
            "the_process_is_started_again": True,
        }
        possible = [name for name, now in there.items() if now]
        getattr(self, data.draw(st.sampled_from(possible)))(data)

    def an_old_click_comes_again(self, data) -> None:
        """It was counted: the same answer again, and nothing happens."""
        key, task, said = data.draw(st.sampled_from(self.clicks))
        holder = self.doer_of(task)
        again = finish_step(holder, task=task, key=key, now=self.world.later(), **said)
        assert again.repeated
        self.done["finish_step repeated"] += 1

    def a_corrected_click_comes_again(self, data) -> None:
        """It never finishes the step that is open again."""
        key, task, said = data.draw(st.sampled_from(self.wrong))
        found = Task.objects.get(pk=task)
        holder = self.actor_of(found)
        if found.done_at is None:
            code = self.refusal(said["answer"], without=said["without_opinion"]) or "TL304"
            self.refused(
                lambda: finish_step(holder, task=task, key=key, now=self.world.later(), **said),
                code,
            )

    def a_done_task_is_clicked_anew(self, data) -> None:
        _, task, said = data.draw(st.sampled_from(self.clicks))
        found = Task.objects.get(pk=task)
        holder = next(
            one
            for one in self.world.holders[found.position_id]
            if not found.taken or one.person == found.person_id
        )
        self.refused(
            lambda: finish_step(holder, task=task, key=uuid4(), now=self.world.later(), **said),
            "TL304",
        )

    def somebody_else_answers(self, data) -> None:
        answer = data.draw(st.sampled_from(list(Answer)))
        task = self.task
        mine = task.position_id
        other = next(people[0] for seat, people in self.world.holders.items() if seat != mine)
        if task.other_eyes:  # who made the draft does not judge it
            people = self.world.holders[mine]
            other = next(one for one in people if one.person == task.drafter_id)
        self.refused(
            lambda: finish_step(
                other, task=task.pk, answer=answer, reason=REASON, key=uuid4(),
                now=self.world.later(),
            ),
            "TL601",
        )  # fmt: skip

    def a_suspended_case_is_worked_on(self, _data) -> None:
        way = sorted(self.plan.step(self.state.row).ways)[0]
        actor, task = self.actor, self.task.pk
        self.refused(
            lambda: finish_step(
                actor, task=task, answer=way, reason=REASON, key=uuid4(), now=self.world.later()
            ),
            "TL309",
        )

    def the_process_is_started_again(self, _data) -> None:
        """What it knew of the tasks it opened is gone."""
        remembered._known.clear()
