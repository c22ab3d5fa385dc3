"""Address a task to one of those who hold its position: taken, handed on, or given back to all."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from tatalaksana.apps.cases.open_task import OpenTask, open_task
from tatalaksana.apps.cases.policy import require_actor, superior_position
from tatalaksana.apps.cases.writing import Actor, already_done, note, noted_before
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.queries import colleagues_at
from tatalaksana.apps.shared.action import ACTIONS
from tatalaksana.apps.shared.errors import Invalid, NotYours
from tatalaksana.apps.shared.texts import clean
from tatalaksana.core.engine.events import TO, Kind
from tatalaksana.core.engine.state import TAKE_AWAY, address, require_reason

SEVERAL = 2  #: holders of a position, from which on they have something to share


def address_task(
    holder: Holder, *, task: int, to: int | None, key: UUID, now: datetime, reason: str = ""
) -> OpenTask:
    """Address the open `task` to the person `to`, who holds its position today; None to all.

    Who may do the task takes it, hands it on, or gives back what was taken; a superior addresses
    it to anybody who holds the position, with a reason. The same `key` counts once.
    Errors: NotFound TL602, NotYours TL601, AlreadyDone TL304, Suspended TL309, ReasonMissing TL302,
    MovedOn TL604; Invalid TL603 when only one holds the position, when `to` does not hold it, or
    when nobody took what is to be given back.
    """
    found = open_task(holder, task, now)
    if noted_before(holder, found, Kind.ADDRESSED, key):
        return found
    acting = acting_position(holder, found)
    if found.done_at is not None:
        raise already_done()
    reason = clean(reason)
    if acting != found.position:
        require_reason(reason, TAKE_AWAY)
    require_choice(holder, found, to, now)
    address(found.state, found.row)
    actor = Actor(holder=holder, acting_as=acting, key=key, now=now)
    told = {TO: to}
    note(actor, found, Kind.ADDRESSED, found.clock, due=found.due_at, reason=reason, data=told)
    return found


def acting_position(holder: Holder, task: OpenTask) -> int:
    """The position she addresses it in: its own, where it is hers to do, else one above it.

    Errors: NotYours TL601.
    """
    try:
        require_actor(holder, task)
    except NotYours as refused:
        try:
            return superior_position(holder, task)
        except NotYours:
            raise refused from None
    return task.position


def require_choice(holder: Holder, task: OpenTask, to: int | None, now: datetime) -> None:
    """Errors: Invalid TL603 when the task cannot be addressed to `to`."""
    today = now.astimezone(ZoneInfo(holder.zone)).date()
    there = colleagues_at(holder.agency, task.position, today)
    handed = task.taken and task.person not in there  # to somebody who does not hold the position
    if len(there) < SEVERAL and not handed:
        raise Invalid("Jabatan tugas ini hanya dipegang satu orang.")
    if to is None and not task.taken:
        raise Invalid("Tugas ini belum diambil siapa pun.", hint="Muat ulang halaman.")
    if to is not None and to not in there:
        raise Invalid(
            "Orang itu tidak memegang jabatan tugas ini hari ini.",
            hint="Pilih salah satu nama pada daftar.",
        )


# Not by @action: its one statement is a transaction already.
ACTIONS["cases.address"] = address_task
