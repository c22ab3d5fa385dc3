"""Finish a step: done, approved, or returned with a reason."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError, connection

from tatalaksana.apps.cases.ahead import Ahead, ahead
from tatalaksana.apps.cases.open_task import OpenTask, open_task
from tatalaksana.apps.cases.policy import require_actor
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.action import ACTIONS
from tatalaksana.apps.shared.errors import MovedOn
from tatalaksana.core.engine.events import KINDS
from tatalaksana.core.engine.plan import Answer
from tatalaksana.core.engine.state import AlreadyDone, CaseState, Deed, advance

FINISH = """
select r_seq, r_task, r_repeated from cases_finish(%(agency)s, %(case)s, %(task)s, %(seq)s,
    %(kind)s, %(answer)s, %(row)s, %(to)s, %(actor)s, %(as)s, %(at)s, %(reason)s, %(data)s,
    %(key)s, %(position)s, %(others)s, %(allowed)s, %(due)s)
"""
MOVED_ON = "TL305"  #: the database's word for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What came of it: where the case stands now, and the task that opened."""

    case: int
    seq: int
    to_row: int
    task: int | None
    position: int | None
    repeated: bool  #: the same click had been counted before


def finish_step(
    holder: Holder,
    *,
    task: int,
    answer: Answer,
    key: UUID,
    now: datetime,
    reason: str = "",
    checked: Sequence[str] = (),
) -> Finished:
    """End the task with `answer`; the same `key` counts once, however often it is sent.

    `checked` are the Kelengkapan ticked by the actor. One read and one function of the database:
    state, event, next task and deadline are written together or not at all.
    Errors: NotFound TL602, NotYours TL601, AlreadyDone TL304, NoSuchWay TL303, ReasonMissing
    TL302, MovedOn TL604.
    """
    found = open_task(holder, task, now)
    require_actor(holder, found)
    plan = kept_plan(holder.agency, found.version)
    reason = reason.strip()
    if found.done_at is None:
        state = CaseState(row=found.case_row, seq=found.seq, rework=found.rework)
        after = advance(plan, state, Deed(row=found.row, answer=answer, reason=reason))
        to_row, seq = after.row, found.seq
    else:  # the database says whether this is the same click again
        to_row, seq = plan.step(found.row).ways.get(answer, 0), found.seq
    following = ahead(plan, to_row, found.positions, holder.zone, now)
    deed = deed_of(holder, found, answer, reason, checked) | {"key": key, "at": now, "seq": seq}
    return write(deed, to_row, following)


def deed_of(
    holder: Holder, task: OpenTask, answer: Answer, reason: str, checked: Sequence[str]
) -> dict[str, Any]:
    """The part of the statement that says who did what."""
    return {
        "agency": holder.agency,
        "case": task.case,
        "task": task.id,
        "kind": KINDS[answer].value,
        "answer": answer.value,
        "row": task.row,
        "actor": holder.person,
        "as": task.position,
        "reason": reason,
        "data": json.dumps({"checked": list(checked)}, ensure_ascii=False) if checked else "{}",
    }


def write(deed: dict[str, Any], to_row: int, following: Ahead) -> Finished:
    """Call the database function; one statement is one transaction."""
    values = deed | {
        "to": to_row,
        "position": following.position,
        "others": following.others,
        "allowed": following.allowed,
        "due": following.due,
    }
    try:
        with connection.cursor() as cursor:
            cursor.execute(FINISH, values)
            seq, opened, repeated = cursor.fetchone()
    except DatabaseError as refused:
        if getattr(refused.__cause__, "sqlstate", "") != MOVED_ON:
            raise
        raise MovedOn(
            "Berkas ini baru saja berubah oleh orang lain.", hint="Muat ulang lalu ulangi."
        ) from refused
    if seq is None:
        raise AlreadyDone(
            "Tugas ini sudah diselesaikan.", hint="Muat ulang halaman untuk melihat keadaannya."
        )
    return Finished(
        case=deed["case"],
        seq=seq,
        to_row=to_row,
        task=opened,
        position=following.position,
        repeated=repeated,
    )


ACTIONS["cases.finish"] = finish_step
