"""Move a running case to another version of its procedure, where the steps correspond."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tatalaksana.apps.cases.open_task import OpenTask, open_task
from tatalaksana.apps.cases.writing import Actor, Ending, Finished, already_done, end_task
from tatalaksana.apps.library.queries import kept_content, version_of, version_to_start
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.shared.action import ACTIONS
from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.apps.shared.texts import clean
from tatalaksana.core.engine.events import ROWS, VERSION, Kind
from tatalaksana.core.engine.state import move
from tatalaksana.core.procedure.correspondence import correspondence


def move_case(
    holder: Holder,
    *,
    task: int,
    version: int,
    to_row: int,
    reason: str,
    key: UUID,
    now: datetime,
) -> Finished:
    """Let the case of the open `task` go on by `version` in force, open at `to_row`.

    What was done stays done; the event tells which rows of both versions are the same work.
    Errors: NotFound TL602; NotYours TL601 unless she keeps procedures; AlreadyDone TL304; Invalid
    TL603 when the version is not in force, of another procedure, or the case's own; NoSuchWay
    TL303; ReasonMissing TL302; MovedOn TL604.
    """
    require_procedure_keeper(holder)
    found = open_task(holder, task, now)
    plan, _ = version_to_start(holder.agency, version)
    old, new = (version_of(holder.agency, one) for one in (found.version, version))
    if old.procedure_id != new.procedure_id:
        raise Invalid("Versi itu milik prosedur lain.", hint="Pilih versi prosedur berkas ini.")
    if found.done_at is not None and found.version != version:
        raise already_done()
    if found.done_at is None and found.version == version:
        raise Invalid("Berkas ini sudah berjalan dengan versi itu.")
    reason = clean(reason)
    if found.done_at is None:
        move(found.state, plan, found.row, to_row, reason)
    ending = Ending(
        kind=Kind.MOVED.value,
        answer=Kind.MOVED.value,
        to_row=to_row,
        resume=0,
        reason=reason,
        data={VERSION: version, ROWS: rows_of_move(holder, found, version)},
    )
    keeper = next(one.id for one in holder.positions if one.keeps_procedures)
    actor = Actor(holder=holder, acting_as=keeper, key=key, now=now)
    return end_task(actor, found, plan, ending, version=version)


def rows_of_move(holder: Holder, task: OpenTask, version: int) -> dict[str, int]:
    """Which row of `version` each row of the case's version became."""
    old, new = (kept_content(holder.agency, one) for one in (task.version, version))
    return {str(row): there for row, there in correspondence(old, new).items()}


# Not by @action: its one statement is a transaction already.
ACTIONS["cases.move"] = move_case
