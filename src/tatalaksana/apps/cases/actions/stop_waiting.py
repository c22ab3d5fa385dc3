"""Let a step go on without the cases it waits for that have not ended."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tatalaksana.apps.cases.linking import parent_task
from tatalaksana.apps.cases.models import SubCase
from tatalaksana.apps.cases.open_task import OpenTask
from tatalaksana.apps.cases.writing import Actor, note, noted_before
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.texts import clean
from tatalaksana.core.engine.events import CHILDREN, Kind
from tatalaksana.core.engine.state import UNAWAIT, AlreadyDone, require_reason


@action("cases.stop_waiting")
def stop_waiting(holder: Holder, *, task: int, reason: str, key: UUID, now: datetime) -> OpenTask:
    """Let the open `task` wait no more for the cases opened from it that still run.

    They run on and stay linked; the event names them and says why. The same `key` counts once.
    Errors: NotFound TL602; NotYours TL601; AlreadyDone TL304 when the task is done or waits for
    none; Suspended TL309; ReasonMissing TL302; MovedOn TL604.
    """
    found, acting = parent_task(holder, task, now)
    if noted_before(holder, found, Kind.UNAWAITED, key):
        return found
    running = SubCase.objects.filter(
        agency=holder.agency,
        parent=found.case,
        row=found.row,
        waits=True,
        child__closed_at__isnull=True,
    ).order_by("child")
    children = list(running.values_list("child", flat=True))
    if not children:
        raise AlreadyDone("Langkah ini tidak menunggu berkas lain.", hint="Muat ulang halaman.")
    reason = clean(reason)
    require_reason(reason, UNAWAIT)
    actor = Actor(holder=holder, acting_as=acting, key=key, now=now)
    told = {CHILDREN: children}
    note(actor, found, Kind.UNAWAITED, found.clock, due=found.due_at, reason=reason, data=told)
    SubCase.objects.filter(agency=holder.agency, child__in=children).update(waits=False)
    return found
