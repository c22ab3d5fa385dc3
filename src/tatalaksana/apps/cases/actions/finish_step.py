"""Finish a step: done, approved, or returned with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from tatalaksana.apps.cases.models import Event, SubCase
from tatalaksana.apps.cases.open_task import OpenTask, open_task
from tatalaksana.apps.cases.own_drafts import require_other_eyes
from tatalaksana.apps.cases.parts import parts_of
from tatalaksana.apps.cases.policy import acting_in, require_may_finish
from tatalaksana.apps.cases.remembered import recall
from tatalaksana.apps.cases.whole_time import end_held
from tatalaksana.apps.cases.writing import Actor, Ending, Finished, already_done, end_task
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.action import ACTIONS
from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.apps.shared.texts import clean
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.core.engine.events import KINDS, OWN_DRAFT, STRAIGHT_BACK, WITHOUT
from tatalaksana.core.engine.opinions import require_heard
from tatalaksana.core.engine.plan import END, Answer, Plan
from tatalaksana.core.engine.state import Deed, advance


def finish_step(
    holder: Holder,
    *,
    task: int,
    answer: Answer,
    key: UUID,
    now: datetime,
    reason: str = "",
    checked: Sequence[str] = (),
    straight_back: bool = False,
    without_opinion: bool = False,
) -> Finished:
    """End the task with `answer`; the same `key` counts once, however often it is sent.

    `checked` are the Kelengkapan ticked by the actor; `straight_back` asks that a returned file
    comes back to this step without the steps between. One function of the database: state, event,
    next task and deadline are written together or not at all. Before it one read, unless this
    process opened the task itself and nothing has happened in the case since.
    Errors: NotFound TL602, NotYours TL601, AlreadyDone TL304, NoSuchWay TL303, ReasonMissing
    TL302, Suspended TL309, OpinionAwaited TL312 unless she ends it `without_opinion`, MovedOn
    TL604, Invalid TL603 while a sub-case it waits for is running.
    """
    said = clean(reason)
    asked = Asked(answer, key, now, said, tuple(checked), straight_back, without_opinion)
    # Inside another transaction a refusal of the database would end that too.
    known = None if connection.in_atomic_block else recall(holder, task)
    if known is not None:
        with suppress(TatalaksanaError):
            done = finish(holder, known, asked)
            if not done.repeated:
                return done
    return finish(holder, open_task(holder, task, now), asked)


class Asked(NamedTuple):
    """The click, as it came."""

    answer: Answer
    key: UUID
    now: datetime
    reason: str
    checked: tuple[str, ...]
    straight_back: bool
    without_opinion: bool = False


def finish(holder: Holder, found: OpenTask, asked: Asked) -> Finished:
    """End `found` as `asked`, decided by what is known of it."""
    counted = counted_before(holder, found, asked) if found.done_at is not None else None
    if counted is not None:
        return counted
    acting = acting_in(holder, found, asked.now)
    plan = kept_plan(holder.agency, found.version)
    if found.row > len(plan.steps):  # done under an earlier version, which had more steps
        raise already_done()
    require_may_finish(holder, found, plan.step(found.row))
    own_draft = require_other_eyes(holder, found, asked.now)
    straight_back = asked.straight_back and asked.answer is Answer.RETURN
    deed = Deed(
        row=found.row, answer=asked.answer, reason=asked.reason, straight_back=straight_back
    )
    to_row, resume = ends_in(plan, found, deed)
    if found.waits_for and asked.answer is not Answer.RETURN and found.done_at is None:
        raise waits_for(found)
    require_heard(found.state, without=asked.without_opinion)
    if found.awaits and asked.answer is not Answer.RETURN and found.done_at is None:
        raise waits_for_parts(holder, found)
    data: dict[str, object] = {"checked": list(asked.checked)} if asked.checked else {}
    ending = Ending(
        kind=KINDS[asked.answer].value,
        answer=asked.answer.value,
        to_row=to_row,
        resume=resume,
        reason=asked.reason,
        data=data
        | ({STRAIGHT_BACK: True} if straight_back else {})
        | ({WITHOUT: True} if found.asked else {})
        | ({OWN_DRAFT: True} if own_draft else {}),
    )
    actor = Actor(holder=holder, acting_as=acting, key=asked.key, now=asked.now)
    end = end_held if found.held else end_task
    return end(actor, found, plan, ending)


def counted_before(holder: Holder, task: OpenTask, asked: Asked) -> Finished | None:
    """What the same click was answered; None where it is another.

    The version the case goes on by now, and whose task it would be, have no say in it any more.
    """
    click = Event.objects.filter(
        agency=holder.agency,
        case=task.case,
        row=task.row,
        kind=KINDS[asked.answer],
        key=asked.key,
        actor=holder.person,
    )
    seq, to_row = click.values_list("seq", "to_row").first() or (None, END)
    if seq is None:
        return None
    return Finished(case=task.case, seq=seq, to_row=to_row, task=None, position=None, repeated=True)


def waits_for_parts(holder: Holder, task: OpenTask) -> Invalid:
    """What is told of a step that other performers have not done their part of, naming them."""
    names = ", ".join(part.position.name for part in parts_of(holder.agency, task.id) if part.open)
    return Invalid(
        f"Langkah ini menunggu bagian {names}.",
        hint="Tunggu mereka menyatakan selesai, atau lanjutkan tanpa mereka dengan alasan.",
    )


def waits_for(task: OpenTask) -> Invalid:
    """What is told of a step that waits for one related case, or for many."""
    running = SubCase.objects.filter(
        parent=task.case, row=task.row, waits=True, child__closed_at__isnull=True
    ).count()
    if running <= 1:
        return Invalid(
            f"Langkah ini menunggu berkas “{task.waits_for}” selesai.",
            hint="Selesaikan dahulu berkas itu; lihat bagian berkas terkait.",
        )
    return Invalid(
        f"Langkah ini menunggu {running} berkas selesai, di antaranya “{task.waits_for}”.",
        hint="Tunggu semuanya, atau lanjutkan tanpa menunggu dengan alasan; lihat berkas terkait.",
    )


def ends_in(plan: Plan, task: OpenTask, deed: Deed) -> tuple[int, int]:
    """The row that opens next, and the row to resume at.

    A task that is done already goes to the database all the same: only there is known whether
    this is the same click again.
    """
    if task.done_at is not None:
        return plan.step(task.row).ways.get(deed.answer, 0), 0
    after = advance(plan, task.state, deed)
    return after.row, after.resume


# Not by @action: its one statement is a transaction already.
ACTIONS["cases.finish"] = finish_step
