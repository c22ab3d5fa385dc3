"""Move a running case to another version of its procedure, where the steps correspond."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from tatalaksana.apps.cases.mapping import Rows, StepMap, require_map, stored
from tatalaksana.apps.cases.models import CaseBinding, SubCase
from tatalaksana.apps.cases.older_versions import goes_on
from tatalaksana.apps.cases.open_task import OpenTask, open_task
from tatalaksana.apps.cases.whole_time import keep_due
from tatalaksana.apps.cases.writing import Actor, Ending, Finished, already_done, end_task
from tatalaksana.apps.library.queries import version_of, version_to_start
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.apps.shared.texts import clean
from tatalaksana.core.engine.events import ROWS, VERSION, Kind
from tatalaksana.core.engine.plan import Plan
from tatalaksana.core.engine.state import move


@action("cases.move")
def move_case(
    holder: Holder,
    *,
    task: int,
    version: int,
    to_row: int,
    reason: str,
    key: UUID,
    now: datetime,
    rows: Rows | None = None,
) -> Finished:
    """Let the case of the open `task` go on by `version` in force, open at `to_row`.

    What was done stays done; the event tells which rows of both versions are the same work: `rows`,
    as she says, or by likeness.
    Errors: NotFound TL602; NotYours TL601 unless she keeps procedures; AlreadyDone TL304; Invalid
    TL603 when the version is not in force, of another procedure, or the case's own, and for `rows`
    that cannot be; NoSuchWay TL303; ReasonMissing TL302; MovedOn TL604.
    """
    require_procedure_keeper(holder)
    found = open_task(holder, task, now)
    plan, _ = version_to_start(holder.agency, version)
    old, new = (version_of(holder.agency, one) for one in (found.version, version))
    if old.procedure_id != new.procedure_id:
        raise Invalid("Versi itu milik prosedur lain.", hint="Pilih versi prosedur berkas ini.")
    require_roles(holder, found.case, plan)
    if found.done_at is not None and found.version != version:
        raise already_done()
    if found.done_at is None and found.version == version:
        raise Invalid("Berkas ini sudah berjalan dengan versi itu.")
    reason = clean(reason)
    if found.done_at is None:
        move(found.state, plan, found.row, to_row, reason)
    same = stored(same_work(holder, found, version, rows))
    ending = Ending(
        kind=Kind.MOVED.value,
        answer=Kind.MOVED.value,
        to_row=to_row,
        resume=0,
        reason=reason,
        data={VERSION: version, ROWS: same},
    )
    keeper = next(one.id for one in holder.positions if one.keeps_procedures)
    actor = Actor(holder=holder, acting_as=keeper, key=key, now=now)
    finished = end_task(actor, found, plan, ending, version=version)
    if not finished.repeated:
        follow(holder, found.case, same)
        keep_due(holder, found.case)
    return finished


def same_work(holder: Holder, task: OpenTask, version: int, rows: Rows | None) -> Rows:
    """Which rows are the same work. Errors: Invalid TL603 for `rows` that cannot be."""
    if rows is None or task.done_at is not None:  # of a click sent again only the key counts
        return goes_on(holder.agency, task.version, version)
    return require_map(holder.agency, task.version, version, StepMap(rows)).rows


def require_roles(holder: Holder, case: int, plan: Plan) -> None:
    """Errors: Invalid TL603 when `plan` lacks a role that the case binds itself."""
    own = CaseBinding.objects.filter(agency=holder.agency, case=case).exclude(role__in=plan.roles)
    lost = own.values_list("role", flat=True).first()
    if lost is not None:
        raise Invalid(
            f"Versi itu tidak mengenal pelaksana “{lost}”, yang dalam berkas ini dipegang unitnya"
            " sendiri.",
            hint="Selesaikan berkas ini dengan versinya sendiri.",
        )


def follow(holder: Holder, case: int, rows: Mapping[str, int]) -> None:
    """Let the sub-cases of `case` hang on the rows their steps have now.

    Where the step that waited is gone, nothing waits any more.
    """
    for link in SubCase.objects.filter(agency=holder.agency, parent=case):
        there = rows.get(str(link.row))
        link.row, link.waits = there or link.row, link.waits and there is not None
        link.save(update_fields=["row", "waits"])
