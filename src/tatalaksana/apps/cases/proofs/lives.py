"""The tasks of a case as its events tell them: what opened each, what was noted, what ended it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tatalaksana.apps.cases.models import Event
from tatalaksana.core.engine import events as chain

OPENS = frozenset({chain.Kind.OPENED, chain.Kind.MOVED})  #: the kinds that name a version
#: the deeds by which somebody does a step herself, and how a task says so
ANSWERS = {kind: answer.value for kind, answer in chain.ANSWERS.items()}
CORRECTED, OF_THE_CASE = chain.Kind.CORRECTED, chain.OF_THE_CASE


@dataclass(slots=True)
class Life:
    """What the events tell of one task."""

    opening: Event
    version: int  #: by which it was opened
    doer: int | None  #: who had done this position's work in the case before
    drafter: int | None  #: who made the draft that it judges
    notes: list[Event] = field(default_factory=list)  #: while it was open
    ended: Event | None = None
    again: int = 0  #: the correction that opened it again

    @property
    def answer(self) -> str:
        """How its task says it was ended; "" = it is open."""
        return ANSWERS.get(chain.Kind(self.ended.kind), self.ended.kind) if self.ended else ""


@dataclass(slots=True)
class Deed:
    """A deed that stands, and the task it opened."""

    event: Event
    opened: Life | None


def lives_of(
    rows: Sequence[Event], positions: Sequence[int], draft: Callable[[int, int], int]
) -> list[Life]:
    """The tasks that `rows`, the events of a case, opened; the first one first.

    `positions` are those of the tasks, in the same order; `draft` answers for a version and a row
    which row made the draft that it judges. A correction ends the task that a wrong click opened,
    and opens again the one it had ended.
    """
    lives: list[Life] = []
    path: list[Deed] = []
    version = 0
    for row in rows:
        last = path[-1].opened if path else None
        if row.kind in chain.NOTES or row.kind == CORRECTED:
            noted(row, path, last)
            continue
        if last is not None:
            last.ended = row
        version = int(json.loads(row.data)[chain.VERSION]) if row.kind in OPENS else version
        path.append(Deed(row, None))
        if row.to_row:
            wanted = draft(version, row.to_row) if row.kind != chain.Kind.OPENED else 0
            doer = doer_at(lives, positions)
            path[-1].opened = Life(row, version, doer, drafter_of(path, wanted))
            lives.append(path[-1].opened)
    return lives


def noted(row: Event, path: list[Deed], last: Life | None) -> None:
    """Let a note belong to the open task `last`, or let a correction take back the last deed."""
    if row.kind == CORRECTED:
        path.pop()
        if last is not None:
            last.ended = row
        again = path[-1].opened
        if again is not None:
            again.ended, again.again = None, row.seq
            again.notes += [one for one in last.notes if one.kind in OF_THE_CASE] if last else []
    elif last is not None:
        last.notes.append(row)


def doer_at(lives: Sequence[Life], positions: Sequence[int]) -> int | None:
    """Who did the work of the position of the next task last; None = nobody yet."""
    if len(lives) >= len(positions):
        return None
    for place in range(len(lives) - 1, -1, -1):
        ended = lives[place].ended
        done = ended is not None and ended.kind in ANSWERS
        if ended is not None and done and positions[place] == positions[len(lives)]:
            return ended.actor_id
    return None


def drafter_of(path: Sequence[Deed], draft: int) -> int | None:
    """Who finished the row `draft` last, by the deeds that stand; the rows follow the moves."""
    wanted = {draft} if draft else set()
    for deed in reversed(path):
        if not wanted:
            break
        if deed.event.kind == chain.Kind.MOVED:
            there = json.loads(deed.event.data)[chain.ROWS]
            wanted = {int(old) for old, new in there.items() if new in wanted}
        elif deed.event.kind == chain.Kind.FINISHED and deed.event.row in wanted:
            return deed.event.actor_id
    return None
