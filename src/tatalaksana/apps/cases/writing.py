"""Writing one deed of a case: the calls of the database functions, and what came of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from django.db import DatabaseError

from tatalaksana.apps.cases.ahead import Ahead, ahead
from tatalaksana.apps.cases.models import Event
from tatalaksana.apps.cases.open_task import OpenTask
from tatalaksana.apps.cases.policy import on_behalf
from tatalaksana.apps.cases.remembered import remember
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.errors import Invalid, MovedOn
from tatalaksana.apps.shared.function_calls import FunctionCall
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.core.engine.deadline import Clock
from tatalaksana.core.engine.events import TO, Kind
from tatalaksana.core.engine.plan import Answer, Plan
from tatalaksana.core.engine.state import AlreadyDone

NOTHING = "{}"  #: the data of most events
#: the answers after which a case is worked over again
COMES_BACK = frozenset({Answer.RETURN.value, Kind.SENT_BACK.value})
FINISH = FunctionCall(
    "cases_finish",
    agency="bigint", case="bigint", version="bigint", task="bigint", seq="integer", head="text",
    kind="text", answer="text", row="integer", to="integer", actor="bigint", acting_as="bigint",
    at="timestamptz", reason="text", data="text", key="uuid", resume="integer", roles="text[]",
    allowed="integer", due="timestamptz", before="integer", draft="integer",
)  # fmt: skip
NOTE = FunctionCall(
    "cases_note",
    agency="bigint", case="bigint", task="bigint", seq="integer", kind="text", actor="bigint",
    acting_as="bigint", at="timestamptz", reason="text", data="text", key="uuid",
    allowed="integer", consumed="integer", since="timestamptz", due="timestamptz", person="bigint",
)  # fmt: skip


#: what the functions refuse, as a person reads it
REFUSED: dict[str, tuple[type[TatalaksanaError], str, str]] = {
    "TL305": (
        MovedOn,
        "Berkas ini baru saja berubah oleh orang lain.",
        "Muat ulang lalu ulangi.",
    ),
    "TL313": (
        Invalid,
        "Langkah ini menunggu bagian pelaksana lain.",
        "Tunggu mereka menyatakan selesai; lihat bagian turut serta.",
    ),
    "TL307": (
        Invalid,
        "Langkah ini menunggu berkas terkait selesai.",
        "Selesaikan dahulu berkas itu.",
    ),
    "TL311": (
        Invalid,
        "Berkas induk sudah berjalan terus karena berkas ini selesai.",
        "Mulai berkas baru, atau minta atasan mengembalikan berkas induk.",
    ),
}
UNIQUE_VIOLATION = "23505"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who does a deed: who acts, in which position, by which click, when."""

    holder: Holder
    acting_as: int
    key: UUID
    now: datetime


def end_task(
    actor: Actor, task: OpenTask, plan: Plan, ending: Ending, *, version: int | None = None
) -> Finished:
    """End `task` and open what follows by `plan`; one statement is one transaction.

    `version` is the one the case goes on by, when it is another than before.
    Errors: AlreadyDone TL304 when another click ended it, MovedOn TL604 when the case has changed
    since `task` was read, Invalid TL603 when the next performer has no position or a sub-case must
    end first.
    """
    following = ahead(actor.holder, plan, ending.to_row, actor.now)
    values = common(actor, task, ending.kind, ending.reason, ending.data) | {
        "head": task.head,
        "version": version or task.version,
        "answer": ending.answer,
        "row": task.row,
        "to": ending.to_row,
        "resume": ending.resume,
        "before": task.deed_row,
        "draft": following.draft,
        "roles": following.roles,
        "allowed": following.allowed,
        "due": following.due,
    }
    seq, head, opened, position, person, awaits, drafter, repeated = call(FINISH, values)
    if seq is None:
        raise already_done()
    if opened is not None:
        told = (opened, position, person, awaits, drafter)
        then = Then(actor.now, seq, head, values["version"], *told)
        remember(actor.holder.agency, opened_after(task, ending, following, then))
    return Finished(
        case=task.case,
        seq=seq,
        to_row=ending.to_row,
        task=opened,
        position=position,
        repeated=repeated,
    )


class Then(NamedTuple):
    """What the database made of a deed: the chain as it stands, and the task that opened."""

    at: datetime
    seq: int
    head: str
    version: int
    task: int
    position: int
    person: int | None
    awaits: int
    drafter: int | None


def opened_after(task: OpenTask, ending: Ending, following: Ahead, then: Then) -> OpenTask:
    """The task that opened when `task` ended, as those read it to whom it is addressed."""
    return OpenTask(
        id=then.task,
        row=ending.to_row,
        position=then.position,
        done_at=None,
        opened_at=then.at,
        due_at=following.due,
        person=then.person,
        taken=False,
        allowed=following.allowed,
        consumed=0,
        running_since=then.at,
        outside=False,
        case=task.case,
        version=then.version,
        seq=then.seq,
        head=then.head,
        case_row=ending.to_row,
        rework=task.rework + (ending.answer in COMES_BACK),
        resume=ending.resume,
        suspended=False,
        deed_row=task.row,
        asked=0,
        drafter=then.drafter,
        addressed=True,
        waits_for=None,
        awaits=then.awaits,
    )


def note(
    actor: Actor,
    task: OpenTask,
    kind: Kind,
    clock: Clock,
    *,
    due: datetime | None,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
) -> int:
    """Write a note on `task`, which stays open with a new `clock`; the number of the event.

    `data` of an address says to whom (`TO`).
    Errors: MovedOn TL604 when the case has changed since `task` was read.
    """
    (seq,) = call(
        NOTE,
        common(actor, task, kind.value, reason, data or {})
        | {
            "allowed": clock.allowed.value if clock.allowed else None,
            "consumed": clock.consumed.value,
            "since": clock.since,
            "due": due,
            "person": (data or {}).get(TO),
        },
    )
    return int(seq)


def noted_before(holder: Holder, task: OpenTask, kind: Kind, key: UUID) -> bool:
    """Whether the click `key` has written its note on the case of `task` already."""
    return Event.objects.filter(
        agency=holder.agency, case=task.case, kind=kind, key=key, actor=holder.person
    ).exists()


def common(
    actor: Actor, task: OpenTask, kind: str, reason: str, data: Mapping[str, Any]
) -> dict[str, Any]:
    """What every event on `task` says."""
    values = event_values(actor, kind, reason, data)
    return values | {"case": task.case, "task": task.id, "seq": task.seq}


def event_values(actor: Actor, kind: str, reason: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """What every event says of the deed, and in its data for whom somebody acted."""
    told = {**data, **on_behalf(actor.holder, actor.acting_as)}
    return {
        "agency": actor.holder.agency,
        "kind": kind,
        "actor": actor.holder.person,
        "acting_as": actor.acting_as,
        "at": actor.now,
        "reason": reason,
        "data": json.dumps(told, ensure_ascii=False, sort_keys=True) if told else NOTHING,
        "key": actor.key,
    }


def call(function: FunctionCall, values: Mapping[str, Any]) -> tuple[Any, ...]:
    """The row a database function of the step answers with.

    Errors: MovedOn TL604; Invalid TL603 while a sub-case is running or when a role has no
    position; AlreadyDone TL304 when the key belongs to another deed.
    """
    try:
        return function.row(values)
    except DatabaseError as refused:
        raise told(refused) from refused


def told(refused: DatabaseError) -> Exception:
    """What the database refused, as a person reads it; an unknown refusal stays what it is."""
    cause = refused.__cause__
    if not isinstance(cause, psycopg.Error):
        return refused
    if cause.sqlstate == UNIQUE_VIOLATION:
        return already_done()
    if cause.sqlstate == "TL308":
        return Invalid(
            f"Jabatan untuk pelaksana “{cause.diag.message_detail}” belum ditetapkan.",
            hint="Minta pengelola SOP menetapkannya di halaman prosedur.",
        )
    kind, message, hint = REFUSED.get(cause.sqlstate or "", (None, "", ""))
    return kind(message, hint=hint) if kind else refused


def already_done() -> AlreadyDone:
    """Another click, or another answer, has ended the task."""
    return AlreadyDone(
        "Tugas ini sudah diselesaikan.", hint="Muat ulang halaman untuk melihat keadaannya."
    )
