"""Writing one deed of a case: the call of the database function, and what came of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DatabaseError

from tatalaksana.apps.cases.ahead import ahead
from tatalaksana.apps.cases.open_task import OpenTask
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.errors import Invalid, MovedOn
from tatalaksana.apps.shared.prepared import first_row
from tatalaksana.core.engine.plan import Plan
from tatalaksana.core.engine.state import AlreadyDone

FINISH = """
select r_seq, r_task, r_repeated from cases_finish(%(agency)s, %(case)s, %(task)s, %(seq)s,
    %(kind)s, %(answer)s, %(row)s, %(to)s, %(actor)s, %(as)s, %(at)s, %(reason)s, %(data)s,
    %(key)s, %(resume)s, %(position)s, %(others)s::bigint[], %(allowed)s, %(due)s)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a task ends, in the words of the tables."""

    kind: str
    answer: str
    to_row: int
    resume: int  #: the row the mended file goes straight back to; 0 = the usual way
    reason: str
    data: Mapping[str, Any]  #: what was ticked, and whether the file comes straight back


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """What came of it: where the case stands now, and the task that opened."""

    case: int
    seq: int
    to_row: int
    task: int | None
    position: int | None
    repeated: bool  #: the same click had been counted before


def end_task(
    holder: Holder,
    task: OpenTask,
    plan: Plan,
    ending: Ending,
    *,
    acting_as: int,
    key: UUID,
    now: datetime,
) -> Finished:
    """End `task` and open what follows; one statement is one transaction.

    Errors: AlreadyDone TL304 when another click ended it, MovedOn TL604 when the case has changed
    since `task` was read, Invalid TL603 when the next performer has no position.
    """
    following = ahead(plan, ending.to_row, task.positions, holder.zone, now)
    values = {
        "agency": holder.agency,
        "case": task.case,
        "task": task.id,
        "seq": task.seq,
        "kind": ending.kind,
        "answer": ending.answer,
        "row": task.row,
        "to": ending.to_row,
        "actor": holder.person,
        "as": acting_as,
        "at": now,
        "reason": ending.reason,
        "data": json.dumps(ending.data, ensure_ascii=False, sort_keys=True),
        "key": key,
        "resume": ending.resume,
        "position": following.position,
        "others": following.others,
        "allowed": following.allowed,
        "due": following.due,
    }
    seq, opened, repeated = call(values)
    if seq is None:
        raise already_done()
    return Finished(
        case=task.case,
        seq=seq,
        to_row=ending.to_row,
        task=opened,
        position=following.position,
        repeated=repeated,
    )


def call(values: Mapping[str, Any]) -> tuple[Any, ...]:
    """The row the database function answers with.

    Errors: MovedOn TL604; Invalid TL603 while a sub-case is running; AlreadyDone TL304 when the
    key belongs to another deed.
    """
    try:
        row = first_row(FINISH, values)
    except DatabaseError as refused:
        told = REFUSALS.get(getattr(refused.__cause__, "sqlstate", "") or "")
        if told is None:
            raise
        raise told() from refused
    assert row is not None  # noqa: S101 - a function with out parameters gives one row
    return row


def moved_on() -> MovedOn:
    """Somebody else changed the case in between."""
    return MovedOn("Berkas ini baru saja berubah oleh orang lain.", hint="Muat ulang lalu ulangi.")


def waits() -> Invalid:
    """A case opened from this step must end first."""
    return Invalid(
        "Langkah ini menunggu berkas terkait selesai.", hint="Selesaikan dahulu berkas itu."
    )


def already_done() -> AlreadyDone:
    """Another click, or another answer, has ended the task."""
    return AlreadyDone(
        "Tugas ini sudah diselesaikan.", hint="Muat ulang halaman untuk melihat keadaannya."
    )


#: what the database says, as a person reads it
REFUSALS = {"TL305": moved_on, "TL307": waits, "23505": already_done}
