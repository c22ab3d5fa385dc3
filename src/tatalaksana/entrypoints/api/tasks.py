"""Tasks: what is done with a step, and with the case it belongs to."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Annotated, Any, Literal
from uuid import UUID

from ninja import Router
from pydantic import Field, StringConstraints

from tatalaksana.apps.cases.actions.address_task import address_task
from tatalaksana.apps.cases.actions.attach_document import LABEL_LENGTH
from tatalaksana.apps.cases.actions.correct_deed import correct_deed
from tatalaksana.apps.cases.actions.finish_step import finish_step
from tatalaksana.apps.cases.actions.hand_over import hand_over
from tatalaksana.apps.cases.actions.hold_file import hold_file
from tatalaksana.apps.cases.actions.release_file import release_file
from tatalaksana.apps.cases.actions.send_back import send_back
from tatalaksana.apps.cases.actions.set_aside import set_aside
from tatalaksana.apps.cases.actions.start_case import TITLE_LENGTH
from tatalaksana.apps.cases.actions.start_subcase import start_subcase
from tatalaksana.apps.cases.actions.stop_waiting import stop_waiting
from tatalaksana.apps.cases.actions.take_part import take_part
from tatalaksana.apps.cases.queries import task_of
from tatalaksana.apps.cases.writing import Finished
from tatalaksana.apps.office.holder import Holder
from tatalaksana.core.engine.plan import END, Answer
from tatalaksana.entrypoints.api import cases_shown as shown
from tatalaksana.entrypoints.api.caller import Call
from tatalaksana.entrypoints.api.cases import StartedShown, started_told
from tatalaksana.entrypoints.api.deeds import done, made
from tatalaksana.entrypoints.api.typed import (
    Id,
    Key,
    Number,
    Reason,
    Remark,
    Row,
    Sent,
    Shown,
    line,
)

router = Router(tags=["tasks"])


class FinishSent(Sent):
    """The answer of a step that goes forward, and the Kelengkapan that were there."""

    answer: Literal["finish", "approve"]
    checked: list[Annotated[str, StringConstraints(max_length=LABEL_LENGTH)]] = Field(
        default_factory=list, max_length=200
    )


class ReturnSent(Sent):
    """Why the file goes back by the arrow of the SOP."""

    reason: Reason
    straight_back: bool = False


class SendBackSent(ReturnSent):
    """To which step a superior sends the file back, and why."""

    to_row: Row


class AddressSent(Sent):
    """Whom the task is addressed to; null gives it back to all who hold the position."""

    to: Id | None
    reason: Remark = ""


class HandSent(Sent):
    """To whom the task is handed for this step, in which position of hers, and why."""

    to: Id
    position: Id
    reason: Reason


class ReasonSent(Sent):
    """Why."""

    reason: Reason


class RemarkSent(Sent):
    """What there is to say; may be empty."""

    reason: Remark = ""


class SetAsideSent(ReasonSent):
    """Whose part is waited for no more."""

    position: Id


class SubcaseSent(Sent):
    """A case of another SOP; with `waits` the step ends after it."""

    version: Id
    title: line(TITLE_LENGTH)  # type: ignore[valid-type]
    waits: bool = False


class FinishedShown(Shown):
    """Where the case stands now: row 0 = it has ended; the task that opened."""

    seq: int
    to_row: int
    ended: bool
    task: int | None
    position: int | None


def finished_told(finished: Finished) -> dict[str, Any]:
    """What came of ending a task."""
    return {
        "seq": finished.seq,
        "to_row": finished.to_row,
        "ended": finished.to_row == END,
        "task": finished.task,
        "position": finished.position,
    }


def ended(request: Call, task: int, key: UUID, sent: Sent, action: Any) -> Any:
    """Do an action that ends a task, with what was sent."""

    def deed(now: datetime) -> Any:
        told = action(request.auth, task=task, **sent.model_dump(), key=key, now=now)
        return finished_told(told)

    return done(request, key, sent, FinishedShown, deed)


def noted(request: Call, task: int, key: UUID, sent: Sent, action: Any) -> Any:
    """Do an action that leaves the task open; the answer is the task as it is then."""

    def deed(now: datetime) -> Any:
        action(request.auth, task=task, **sent.model_dump(), key=key, now=now)
        return shown.told_task(task_of(request.auth, task))

    return done(request, key, sent, shown.TaskShown, deed)


@router.get("/tasks/{task}", response=shown.TaskShown)
def task(request: Call, task: Number) -> Any:
    """One task: what is to be done, and the answers it knows."""
    return shown.told_task(task_of(request.auth, task))


@router.post("/tasks/{task}/finish", response=FinishedShown)
def task_finish(request: Call, task: Number, key: Key, sent: FinishSent) -> Any:
    """Finish or approve a step. A step that signs is finished in person only."""
    return ended(request, task, key, sent, go_forward)


def go_forward(holder: Holder, *, answer: str, **sent: Any) -> Finished:
    """Finish a step by the word of its answer."""
    return finish_step(holder, answer=Answer(answer), **sent)


@router.post("/tasks/{task}/return", response=FinishedShown)
def task_return(request: Call, task: Number, key: Key, sent: ReturnSent) -> Any:
    """Return the file by the arrow of the SOP."""
    return ended(request, task, key, sent, partial(finish_step, answer=Answer.RETURN))


@router.post("/tasks/{task}/send-back", response=FinishedShown)
def task_send_back(request: Call, task: Number, key: Key, sent: SendBackSent) -> Any:
    """As a superior, send the file back to a step that was done before."""
    return ended(request, task, key, sent, send_back)


@router.post("/tasks/{task}/correct", response=FinishedShown)
def task_correct(request: Call, task: Number, key: Key, sent: ReasonSent) -> Any:
    """Take back the click that ended this task: it is open again, and both deeds stay on record."""
    return ended(request, task, key, sent, correct_deed)


@router.post("/tasks/{task}/stop-waiting", response=shown.TaskShown)
def task_stop_waiting(request: Call, task: Number, key: Key, sent: ReasonSent) -> Any:
    """Let the step wait no more for the cases that were opened from it."""
    return noted(request, task, key, sent, stop_waiting)


@router.post("/tasks/{task}/take-part", response=shown.TaskShown)
def task_take_part(request: Call, task: Number, key: Key) -> Any:
    """Say that my part of a step is done, where the office asks every performer."""

    def deed(now: datetime) -> Any:
        take_part(request.auth, task=task, key=key, now=now)
        return shown.told_task(task_of(request.auth, task))

    return done(request, key, None, shown.TaskShown, deed)


@router.post("/tasks/{task}/set-aside", response=shown.TaskShown)
def task_set_aside(request: Call, task: Number, key: Key, sent: SetAsideSent) -> Any:
    """Let the step wait no more for the part of one performer."""
    return noted(request, task, key, sent, set_aside)


@router.post("/tasks/{task}/address", response=shown.TaskShown)
def task_address(request: Call, task: Number, key: Key, sent: AddressSent) -> Any:
    """Take a task of a position that several hold, hand it on, or give it back to all."""
    return noted(request, task, key, sent, address_task)


@router.post("/tasks/{task}/hand-over", response=shown.TaskShown)
def task_hand_over(request: Call, task: Number, key: Key, sent: HandSent) -> Any:
    """Hand one task to a colleague of the unit, or somebody below, for this step. Never to sign."""
    return noted(request, task, key, sent, hand_over)


@router.post("/tasks/{task}/hold", response=shown.TaskShown)
def task_hold(request: Call, task: Number, key: Key, sent: ReasonSent) -> Any:
    """Note that the file went to an outside party; the clock stands."""
    return noted(request, task, key, sent, hold_file)


@router.post("/tasks/{task}/release", response=shown.TaskShown)
def task_release(request: Call, task: Number, key: Key, sent: RemarkSent) -> Any:
    """Note that the file came back; the clock runs again."""
    return noted(request, task, key, sent, release_file)


@router.post("/tasks/{task}/subcases", response={201: StartedShown})
def task_subcase(request: Call, task: Number, key: Key, sent: SubcaseSent) -> Any:
    """Open a case of another SOP from this step."""

    def deed(now: datetime) -> Any:
        began = start_subcase(request.auth, task=task, **sent.model_dump(), key=key, now=now)
        return started_told(request, began)

    return made(request, key, sent, StartedShown, deed)
