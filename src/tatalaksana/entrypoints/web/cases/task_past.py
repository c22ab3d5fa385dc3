"""What led to a task and what ended it, found in the time line of its case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tatalaksana.apps.cases.history import Moment
from tatalaksana.core.engine.events import NOTES, RETURNS, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """The deeds of a case that the page of a task tells of."""

    sender: Moment | None  #: the deed that opened the task
    back: Moment | None  #: the return by which the file is here, also when it was moved since
    done: Moment | None  #: the deed that ended it
    corrected: Moment | None  #: the correction by which it is open again

    @property
    def returned(self) -> bool:
        """Whether the file came back."""
        return self.back is not None

    @property
    def moved(self) -> Moment | None:
        """The move to another version that opened the task."""
        return self.sender if self.sender and self.sender.event.kind == Kind.MOVED else None


def past_of(timeline: Sequence[Moment], task: Any) -> Past:
    """What the page of `task` tells of the past."""
    return Past(
        sender=opener_of(timeline, task),
        back=return_of(timeline, task),
        done=closer_of(timeline, task),
        corrected=reopener_of(timeline, task),
    )


def opener_of(timeline: Sequence[Moment], task: Any) -> Moment | None:
    """The deed that opened the task."""
    found = [m for m in deeds_in(timeline) if opens(m, task)]
    return found[-1] if found else None


def opens(moment: Moment, task: Any) -> bool:
    """Whether the deed opened the task."""
    return (moment.event.at, moment.event.to_row) == (task.opened_at, task.row)


def reopener_of(timeline: Sequence[Moment], task: Any) -> Moment | None:
    """The correction by which the open task is open again; None where a deed opened it."""
    last = next((moment for moment in reversed(tuple(deeds_in(timeline)))), None)
    if task.done_at is None and last is not None and last.event.kind == Kind.CORRECTED:
        return last
    return None


def return_of(timeline: Sequence[Moment], task: Any) -> Moment | None:
    """The return that brought the file to the task; a move since then does not hide it."""
    before: Moment | None = None
    for moment in deeds_in(timeline):
        if not moment.stands:
            continue
        if moment.event.kind != Kind.MOVED:
            before = moment if moment.event.kind in RETURNS else None
        if opens(moment, task):
            return before
    return None


def deeds_in(timeline: Sequence[Moment]) -> Iterator[Moment]:
    """The deeds that opened or ended a task; notes leave it open."""
    return (moment for moment in timeline if moment.event.kind not in NOTES)


def closer_of(timeline: Sequence[Moment], task: Any) -> Moment | None:
    """The deed that ended the task; None while it is open."""
    deeds = deeds_in(timeline)
    found = [m for m in deeds if (m.event.at, m.event.row) == (task.done_at, task.row)]
    return found[-1] if found else None
