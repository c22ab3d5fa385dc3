"""Ask a colleague for an opinion: the task stays, and the answer comes back to whoever asks."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from tatalaksana.apps.cases.linking import parent_task
from tatalaksana.apps.cases.models import Consultation
from tatalaksana.apps.cases.writing import Actor, note, noted_before
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.queries import colleagues_at
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.apps.shared.texts import clean
from tatalaksana.core.engine import opinions
from tatalaksana.core.engine.events import POSITION, TO, Kind


@action("cases.consult")
def consult(
    holder: Holder,
    *,
    task: int,
    position: int,
    person: int,
    question: str,
    key: UUID,
    now: datetime,
) -> None:
    """Ask `person`, who holds `position` today, `question` about the open `task`.

    She may read the case until she answers. The clock goes on. The same `key` asks once.
    Errors: NotFound TL602; NotYours TL601 when the task is another's; AlreadyDone TL304; Suspended
    TL309; ReasonMissing TL302; MovedOn TL604; Invalid TL603 when she asks herself, or `person` does
    not hold `position` or cannot sign in.
    """
    found, acting = parent_task(holder, task, now)
    if noted_before(holder, found, Kind.CONSULTED, key):
        return
    today = now.astimezone(ZoneInfo(holder.zone)).date()
    if person == holder.person:
        raise Invalid(
            "Pendapat tidak dapat diminta dari diri sendiri.", hint="Pilih rekan yang lain."
        )
    if person not in colleagues_at(holder.agency, position, today):
        raise Invalid(
            "Rekan itu tidak memegang jabatan tersebut hari ini, atau belum mempunyai akun.",
            hint="Pilih salah satu nama pada daftar.",
        )
    question = clean(question)
    opinions.consult(found.state, found.row, question)
    actor = Actor(holder=holder, acting_as=acting, key=key, now=now)
    told = {TO: person, POSITION: position}
    clock, due = found.clock, found.due_at
    seq = note(actor, found, Kind.CONSULTED, clock, due=due, reason=question, data=told)
    Consultation.objects.create(
        agency_id=holder.agency,
        case_id=found.case,
        task_id=found.id,
        seq=seq,
        position_id=position,
        person_id=person,
        asker_id=holder.person,
        question=question,
        asked_at=now,
    )
