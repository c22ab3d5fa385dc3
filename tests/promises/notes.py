"""What is noted of a case while its step stays open, on memory and on PostgreSQL."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tatalaksana.apps.cases.actions.address_task import address_task
from tatalaksana.apps.cases.actions.call_off import call_off
from tatalaksana.apps.cases.actions.cancel_case import cancel_case
from tatalaksana.apps.cases.actions.change_calendar import change_calendar
from tatalaksana.apps.cases.actions.consult import consult
from tatalaksana.apps.cases.actions.give_opinion import give_opinion
from tatalaksana.apps.cases.actions.hold_file import hold_file
from tatalaksana.apps.cases.actions.release_file import release_file
from tatalaksana.apps.cases.actions.resume_case import resume_case
from tatalaksana.apps.cases.actions.set_aside import set_aside
from tatalaksana.apps.cases.actions.start_subcase import start_subcase
from tatalaksana.apps.cases.actions.stop_waiting import stop_waiting
from tatalaksana.apps.cases.actions.suspend_case import suspend_case
from tatalaksana.apps.cases.actions.take_part import take_part
from tatalaksana.apps.cases.models import Consultation, Event
from tatalaksana.apps.cases.queries import open_task_in
from tatalaksana.apps.office.days_off import OwnDay, own_days
from tatalaksana.core.engine import opinions, parts
from tatalaksana.core.engine import state as engine
from tatalaksana.core.engine.links import link, unawait
from tests.promises.engines import GOING, REASON, Engines

FRIDAY = 4
MOST = 3  #: cases opened from one, and questions at a time
SPANS = (1, 50, 200, 24 * 60, 4 * 24 * 60, 20 * 24 * 60)  #: minutes


class Notes(Engines):
    """The notes: one rule draws which of those that are possible now, so that deeds stay many."""

    @rule(minutes=st.sampled_from(SPANS))
    def time_passes(self, minutes) -> None:
        self.world.later(minutes)

    @rule(data=st.data())
    def something_is_noted(self, data) -> None:
        possible = self.possible()
        if possible:
            getattr(self, data.draw(st.sampled_from(possible)))(data)

    def possible(self) -> list[str]:
        """The notes that may be written now."""
        going, held = self.going, self.state.held
        shared = going and len(self.world.holders[self.task.position_id]) > 1
        there = {
            "file_goes_outside": going and not held,
            "file_comes_back": held,
            "case_is_suspended": going,
            "case_goes_on": self.state.suspended,
            "somebody_takes_the_task": shared and not self.task.other_eyes,
            "part_is_done": going and bool(self.parts),
            "part_is_set_aside": going and bool(self.parts),
            "colleague_is_asked": going and len(self.asked) < MOST,
            "colleague_answers": going and bool(self.asked),
            "question_is_withdrawn": going and bool(self.asked),
            "subcase_is_opened": going and len(self.children) < MOST,
            "nobody_waits_any_more": going and self.waits,
            "subcase_ends": any(self.children.values()),
        }
        return [name for name, now in there.items() if now]

    def file_goes_outside(self, _data) -> None:
        self.state = engine.hold(self.state, self.state.row, REASON)
        self.click(hold_file, self.actor, task=self.task.pk, reason=REASON)
        self.clock_follows()

    def file_comes_back(self, _data) -> None:
        self.state = engine.release(self.state, self.state.row)
        self.click(release_file, self.actor, task=self.task.pk)
        self.clock_follows()

    def case_is_suspended(self, _data) -> None:
        self.state = engine.suspend(self.state, self.state.row, REASON)
        self.click(suspend_case, self.world.head, task=self.task.pk, reason=REASON)
        self.suspensions = (*self.suspensions, (self.world.now, None))
        self.clock_follows()

    def case_goes_on(self, _data) -> None:
        self.state = engine.resume(self.state, self.state.row)
        self.click(resume_case, self.world.head, task=self.task.pk)
        since, _ = self.suspensions[-1]
        self.suspensions = (*self.suspensions[:-1], (since, self.world.now))
        self.clock_follows()

    def somebody_takes_the_task(self, data) -> None:
        task = self.task
        there = [one.person for one in self.world.holders[task.position_id]]
        to = data.draw(st.sampled_from([*there, None] if task.taken else there))
        actor = self.actor if data.draw(st.booleans()) else self.world.head
        self.state = engine.address(self.state, self.state.row)
        self.click(address_task, actor, task=task.pk, to=to, reason=REASON)

    def part_is_done(self, data) -> None:
        seat = data.draw(st.sampled_from(self.parts))
        self.state = parts.take_part(self.state, self.state.row, [seat])
        self.click(take_part, self.world.holders[seat][-1], task=self.task.pk)

    def part_is_set_aside(self, data) -> None:
        seat = data.draw(st.sampled_from(self.parts))
        self.state = parts.set_aside(self.state, self.state.row, [seat], REASON)
        self.click(set_aside, self.world.head, task=self.task.pk, position=seat, reason=REASON)

    def colleague_is_asked(self, data) -> None:
        seat = data.draw(st.sampled_from(sorted(self.world.holders)))
        whom = self.world.holders[seat][-1]
        if whom.person == self.actor.person:
            return
        self.state = opinions.consult(self.state, self.state.row, REASON)
        self.click(
            consult, self.actor, task=self.task.pk, position=seat, person=whom.person,
            question=REASON,
        )  # fmt: skip
        self.asked = (*self.asked, Consultation.objects.latest("pk").pk)

    def colleague_answers(self, data) -> None:
        asked = Consultation.objects.get(pk=self.drawn_question(data))
        people = self.world.holders[asked.position_id]
        whom = next(one for one in people if one.person == asked.person_id)
        self.state = opinions.give_opinion(self.state, self.state.row, REASON)
        self.click(give_opinion, whom, consultation=asked.pk, text=REASON)

    def question_is_withdrawn(self, data) -> None:
        self.state = opinions.call_off(self.state, self.state.row)
        self.click(call_off, self.actor, consultation=self.drawn_question(data))

    def drawn_question(self, data) -> int:
        """One of those that wait, which then waits no more."""
        drawn = data.draw(st.sampled_from(self.asked))
        self.asked = tuple(one for one in self.asked if one != drawn)
        return drawn

    def subcase_is_opened(self, data) -> None:
        waits = data.draw(st.booleans())
        child = self.click(
            start_subcase, self.actor, task=self.task.pk, version=self.version, title="Anak",
            waits=waits,
        ).case  # fmt: skip
        self.children[child] = True
        self.state = link(self.state, self.state.row, [child], waits=waits)

    def nobody_waits_any_more(self, _data) -> None:
        running = [
            one.child
            for one in self.state.links
            if one.waits and one.row == self.state.row and self.children[one.child]
        ]
        self.state = unawait(self.state, self.state.row, running, REASON)
        self.click(stop_waiting, self.actor, task=self.task.pk, reason=REASON)

    def subcase_ends(self, data) -> None:
        running = sorted(child for child, runs in self.children.items() if runs)
        child = data.draw(st.sampled_from(running))
        task = open_task_in(self.world.agency, child)
        self.click(cancel_case, self.world.head, task=task.pk, reason=REASON)
        self.children[child] = False

    @GOING
    @rule(ahead=st.integers(-10, 40))
    def the_office_changes_its_calendar(self, ahead) -> None:
        """A day off, or one on which it works after all; or the day that was entered is removed."""
        day = (self.world.now + timedelta(days=ahead)).date()
        day -= timedelta(days=max(0, day.weekday() - FRIDAY))
        there = own_days(self.world.agency).filter(day=day).first()
        kind = "masuk" if not self.world.calendar.is_working_day(day) else "libur"
        change = {"add": [OwnDay(day=day, kind=kind, name="Uji")]}
        if there is not None:
            change = {"remove": there.pk}
        change_calendar(self.world.head, now=self.world.later(), **change)
        self.done["change_calendar"] += 1
        self.world.everybody_signs_in_again()
        told = Event.objects.filter(case=self.case, seq__gt=self.state.seq)
        assert set(told.values_list("kind", flat=True)) <= {"rescheduled"}
        if told.exists():
            self.state = engine.retime(self.state, self.state.row)
