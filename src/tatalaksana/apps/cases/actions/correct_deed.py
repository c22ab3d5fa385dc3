"""Correct a wrong click: a new event takes the last deed back, and its step is open again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from tatalaksana.apps.cases.correcting import correcting_position, not_the_last
from tatalaksana.apps.cases.models import Case, Event, Task
from tatalaksana.apps.cases.rescheduling import clock_of
from tatalaksana.apps.cases.standing import as_event
from tatalaksana.apps.cases.taking_part import take_up_again
from tatalaksana.apps.cases.whole_time import keep_due
from tatalaksana.apps.cases.writing import Actor, Finished, call, event_values
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.apps.office.calendar import calendar_for
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import NotFound
from tatalaksana.apps.shared.function_calls import FunctionCall
from tatalaksana.apps.shared.texts import clean
from tatalaksana.core.engine import events as chain
from tatalaksana.core.engine.state import AlreadyDone, CaseState, correct

CORRECT = FunctionCall(
    "cases_correct",
    agency="bigint", case="bigint", task="bigint", again="bigint", seq="integer",
    corrects="integer", row="integer", to="integer", rework="integer", resume="integer",
    before="integer", actor="bigint", acting_as="bigint", at="timestamptz", reason="text",
    data="text", key="uuid", allowed="integer", consumed="integer", since="timestamptz",
    due="timestamptz",
)  # fmt: skip


@action("cases.correct")
def correct_deed(holder: Holder, *, task: int, reason: str, key: UUID, now: datetime) -> Finished:
    """Take back the click that ended `task`: what it opened is gone, `task` is open as it was.

    Its clock went on meanwhile; it is addressed to whom it was; a case that the click had ended is
    running again. Both deeds stay on record, and figures count neither. The same `key` counts once.
    Errors: NotFound TL602; NotYours TL601 unless she clicked herself, a little while ago, and
    nobody has done anything since, or stands above the position of `task`, or keeps procedures and
    may read the case; AlreadyDone TL304 when the task is open; NothingToCorrect TL310 when a later
    step was finished, or the task was not ended by a click; Suspended TL309; ReasonMissing TL302;
    MovedOn TL604; Invalid TL603 when a case that waited for this one has gone on.
    """
    found = locked(holder.agency, task)
    again, case = found.again, found.case
    before = Event.objects.filter(
        agency=holder.agency, case=case.pk, kind=chain.Kind.CORRECTED, key=key, actor=holder.person
    ).first()
    if before is not None:
        return finished(case, before.seq, again, repeated=True)
    if again.done_at is None:
        raise AlreadyDone("Langkah ini sedang terbuka; tidak ada klik yang perlu dikoreksi.")
    rows = list(Event.objects.filter(agency=holder.agency, case=case.pk).order_by("seq"))
    events = tuple(map(as_event, rows))
    state, deeds = chain.replayed(partial(kept_plan, holder.agency), events)
    if not deeds or not is_end_of(again, deeds[-1][0]):
        raise not_the_last(again)
    acting = correcting_position(holder, case, again, deeds[-1][0], now)
    reason = clean(reason)
    after = correct(state, deeds[-1][1], case.row, again.row, reason)
    actor = Actor(holder=holder, acting_as=acting, key=key, now=now)
    seq = write(actor, found, [deed for deed, _ in deeds], after, reason)
    return finished(case, seq, again, repeated=False)


@dataclass(frozen=True, slots=True)
class Locked:
    """A case and what a correction changes in it, kept until the transaction ends."""

    case: Case
    again: Task  #: the one to be open again
    opened: Task | None  #: the one that is open now


def locked(agency: int, task: int) -> Locked:
    """The task, the open one of its case and the case, kept until the transaction ends.

    Errors: NotFound TL602.
    """
    found = Task.objects.filter(agency=agency, pk=task).first()
    if found is None:
        raise NotFound("Tugas ini tidak ada di instansi Anda.")
    # First the tasks, then their case, as every deed does: two deeds never wait for each other.
    tasks = Task.objects.filter(agency=agency, case=found.case_id).order_by("pk")
    kept = list(tasks.select_for_update(no_key=True))
    case = Case.objects.select_for_update(no_key=True).get(agency=agency, pk=found.case_id)
    again = next(one for one in kept if one.pk == task)
    return Locked(case, again, next((one for one in kept if one.done_at is None), None))


def is_end_of(task: Task, deed: chain.Event) -> bool:
    """Whether `deed` is the click that ended `task`."""
    clicked = deed.kind in chain.CORRECTABLE
    return clicked and (task.row, task.done_at) == (deed.row, deed.at)


def write(
    actor: Actor, found: Locked, deeds: Sequence[chain.Event], after: CaseState, reason: str
) -> int:
    """Write the correction of the last of `deeds`, those that stand; the number of its event."""
    case, again, deed = found.case, found.again, deeds[-1]
    clock, due = clock_of(again, case.version_id, deed.seq, calendar_for(actor.holder))
    told = {chain.CORRECTS: deed.seq}
    values = event_values(actor, chain.Kind.CORRECTED.value, reason, told) | {
        "case": case.pk,
        "seq": case.seq,
        "task": found.opened.pk if found.opened else None,
        "again": again.pk,
        "corrects": deed.seq,
        "row": case.row,
        "to": again.row,
        "rework": after.rework,
        "resume": after.resume,
        "before": deeds[-2].row if len(deeds) > 1 else 0,
        "allowed": clock.allowed.value if clock.allowed else None,
        "consumed": clock.consumed.value,
        "since": clock.since,
        "due": due,
    }
    seq, _repeated = call(CORRECT, values)
    take_up_again(actor.holder.agency, again.pk)
    keep_due(actor.holder, case.pk)
    return int(seq)


def finished(case: Case, seq: int, again: Task, *, repeated: bool) -> Finished:
    """What came of it: the task that is open again."""
    return Finished(
        case=case.pk,
        seq=seq,
        to_row=again.row,
        task=again.pk,
        position=again.position_id,
        repeated=repeated,
    )
