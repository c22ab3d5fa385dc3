"""Start a case from a step that names another SOP."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tatalaksana.apps.cases.actions.start_case import Started, start_case
from tatalaksana.apps.cases.models import Case, SubCase
from tatalaksana.apps.cases.open_task import open_task
from tatalaksana.apps.cases.policy import require_actor
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.core.engine.state import AlreadyDone, require_going


@action("cases.start_subcase")
def start_subcase(
    holder: Holder,
    *,
    task: int,
    version: int,
    title: str,
    waits: bool,
    key: UUID,
    now: datetime,
) -> Started:
    """Open a case of `version` from the open `task`; with `waits` the task ends after it.

    Errors: those of start_case; NotYours TL601 when the task is another's; AlreadyDone TL304 when
    it is not open any more; Suspended TL309.
    """
    Case.objects.select_for_update().get(pk=open_task(holder, task, now).case)
    found = open_task(holder, task, now)  # again: it may have ended while we waited for the case
    require_actor(holder, found)
    if found.done_at is not None:
        raise AlreadyDone("Tugas ini sudah diselesaikan; berkas terkait tidak dapat dibuka lagi.")
    require_going(found.state, found.row)
    started = start_case(holder, version=version, title=title, key=key, now=now)
    if started.case == found.case:
        raise Invalid("Berkas tidak dapat menjadi turunannya sendiri.", hint="Muat ulang halaman.")
    SubCase.objects.get_or_create(
        agency_id=holder.agency,
        child_id=started.case,
        defaults={"parent_id": found.case, "row": found.row, "waits": waits},
    )
    return started
