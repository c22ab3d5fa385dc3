"""Withdraw a question that was put to a colleague and is not answered yet."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tatalaksana.apps.cases.actions.give_opinion import close, locked_task, require_open_question
from tatalaksana.apps.cases.consulting import question_of
from tatalaksana.apps.cases.policy import acting_in
from tatalaksana.apps.cases.writing import Actor, note, noted_before
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.action import action
from tatalaksana.core.engine import opinions
from tatalaksana.core.engine.events import QUESTION, Kind


@action("cases.call_off")
def call_off(holder: Holder, *, consultation: int, key: UUID, now: datetime) -> None:
    """Wait no more for an opinion; whoever was asked reads the case no longer.

    The same `key` counts once. Errors: NotFound TL602; NotYours TL601 unless the task is hers;
    AlreadyDone TL304 when it was answered or withdrawn; Suspended TL309; MovedOn TL604.
    """
    asked = question_of(holder, consultation)
    found = locked_task(holder, asked, now)
    if noted_before(holder, found, Kind.CALLED_OFF, key):
        return
    acting = acting_in(holder, found, now)
    require_open_question(asked, found)
    opinions.call_off(found.state, found.row)
    actor = Actor(holder=holder, acting_as=acting, key=key, now=now)
    told = {QUESTION: asked.seq}
    note(actor, found, Kind.CALLED_OFF, found.clock, due=found.due_at, data=told)
    close(asked, now)
