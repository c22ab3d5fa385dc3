"""Give the opinion that a colleague asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from tatalaksana.apps.cases.actions.attach_document import keep_in_case, told_of
from tatalaksana.apps.cases.consulting import question_of, waiting_for
from tatalaksana.apps.cases.models import Consultation, Task
from tatalaksana.apps.cases.open_task import OpenTask, open_task
from tatalaksana.apps.cases.writing import Actor, already_done, note, noted_before
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import NotYours
from tatalaksana.apps.shared.texts import clean
from tatalaksana.core.engine import opinions
from tatalaksana.core.engine.events import QUESTION, Kind
from tatalaksana.core.engine.state import AlreadyDone


@dataclass(frozen=True, slots=True)
class Paper:
    """A file beside the opinion."""

    name: str
    chunks: Iterable[bytes]


@action("cases.give_opinion")
def give_opinion(
    holder: Holder,
    *,
    consultation: int,
    text: str,
    key: UUID,
    now: datetime,
    paper: Paper | None = None,
) -> None:
    """Answer the question; the task stays with whoever asked. The same `key` answers once.

    `paper` is kept in the case file as the opinion of the position; the event tells its SHA-256.
    Errors: NotFound TL602; NotYours TL601 unless she was asked, acts for the one who was, or holds
    the position since; AlreadyDone TL304 when it was answered or withdrawn, or the step is ended;
    Suspended TL309; ReasonMissing TL302; FileTooLarge TL701; FileEmpty TL702; MovedOn TL604.
    """
    asked = question_of(holder, consultation)
    found = locked_task(holder, asked, now)
    if noted_before(holder, found, Kind.OPINION, key):
        return
    waiting = waiting_for(holder, asked, now)
    if waiting is None:
        raise NotYours(
            "Pendapat ini tidak diminta dari Anda.",
            hint=f"Yang dimintai pendapat {asked.person.name} ({asked.position.name}).",
        )
    text = clean(text)
    require_open_question(asked, found)
    opinions.give_opinion(found.state, found.row, text)
    told: dict[str, Any] = {QUESTION: asked.seq}
    if paper is not None:
        label, name, chunks = f"Pendapat {asked.position.name}", paper.name, paper.chunks
        kept = keep_in_case(holder, found, label=label, name=name, chunks=chunks, now=now)
        told |= told_of(kept, label)
    actor = Actor(holder=holder, acting_as=waiting.position, key=key, now=now)
    note(actor, found, Kind.OPINION, found.clock, due=found.due_at, reason=text, data=told)
    close(asked, now, by=holder.person)


def locked_task(holder: Holder, asked: Consultation, now: datetime) -> OpenTask:
    """The task of a question; every deed on it waits for ours. Errors: NotFound TL602."""
    tasks = Task.objects.filter(agency=holder.agency, pk=asked.task_id)
    list(tasks.select_for_update(no_key=True))
    asked.refresh_from_db(fields=["closed_at"])
    return open_task(holder, asked.task_id, now)


def require_open_question(asked: Consultation, task: OpenTask) -> None:
    """Errors: AlreadyDone TL304 when the question, or its step, has ended."""
    if task.done_at is not None:
        raise already_done()
    if asked.closed_at is not None:
        raise AlreadyDone("Pertanyaan ini sudah dijawab atau ditarik.", hint="Muat ulang halaman.")


def close(asked: Consultation, now: datetime, by: int | None = None) -> None:
    """Note that the question waits no more; `by` whom it was answered, None = withdrawn."""
    asked.closed_at, asked.answered_by_id = now, by
    asked.save(update_fields=["closed_at", "answered_by"])
