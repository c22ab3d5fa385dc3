"""A task as it is read before a deed: one query, with everything the deed needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.errors import NotFound
from tatalaksana.apps.shared.function_calls import FunctionCall
from tatalaksana.core.base.worktime import WorkingMinutes
from tatalaksana.core.engine.deadline import Clock
from tatalaksana.core.engine.state import CaseState

READ = FunctionCall(
    "cases_read_task", agency="bigint", task="bigint", person="bigint", today="date"
)


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task and the state of its case at the moment of reading; as the database answers it."""

    id: int
    row: int
    position: int
    done_at: datetime | None
    opened_at: datetime
    due_at: datetime | None
    person: int | None  #: to whom it is addressed; None = whoever holds the position
    taken: bool  #: `person` took it, or was handed it; nobody else does it then
    allowed: int | None
    consumed: int
    running_since: datetime | None  #: None while the clock stands
    outside: bool  #: the file is with an outside party
    case: int
    version: int
    seq: int
    head: str  #: the hash of the last event
    case_row: int
    rework: int
    resume: int
    suspended: bool
    deed_row: int  #: the row of the last deed of the case; a note is none
    asked: int  #: opinions it still waits for
    drafter: int | None  #: who made the draft that the step judges; None where it judges none
    addressed: bool  #: to the reader, if she holds the position
    waits_for: str | None  #: the title of a sub-case that must end first
    awaits: int  #: how many parts of others must be done first

    @property
    def held(self) -> bool:
        """Whether the file is with an outside party and the clock stands."""
        return self.done_at is None and self.outside

    @property
    def state(self) -> CaseState:
        """Where the case stands, as the engine sees it."""
        return CaseState(
            row=self.case_row,
            seq=self.seq,
            rework=self.rework,
            resume=self.resume,
            held=self.held,
            suspended=self.suspended,
            asked=self.asked if self.done_at is None else 0,
        )

    @property
    def clock(self) -> Clock:
        """The budget of the step."""
        return Clock(
            allowed=None if self.allowed is None else WorkingMinutes(self.allowed),
            consumed=WorkingMinutes(self.consumed),
            since=self.running_since,
        )


def open_task(holder: Holder, task: int, now: datetime) -> OpenTask:
    """Read one task for `holder`. Errors: NotFound TL602 when the agency has no such task."""
    today = now.astimezone(ZoneInfo(holder.zone)).date()
    row = READ.row({"agency": holder.agency, "task": task, "person": holder.person, "today": today})
    if row[0] is None:
        raise NotFound("Tugas ini tidak ada di instansi Anda.")
    return OpenTask(*row)
