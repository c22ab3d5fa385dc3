"""Start a case from a step that names another SOP."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid5

from tatalaksana.apps.cases.actions.start_case import Started, start_case
from tatalaksana.apps.cases.linking import link_cases, parent_task
from tatalaksana.apps.cases.models import SubCase
from tatalaksana.apps.cases.writing import Actor
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid

LINK = "link"  #: the click that opens a case writes two events; this parts their keys


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

    The chain of the parent tells that it was linked.
    Errors: those of start_case; NotYours TL601 when the task is another's; AlreadyDone TL304 when
    it is not open any more; Suspended TL309.
    """
    found, acting = parent_task(holder, task, now)
    started = start_case(holder, version=version, title=title, key=key, now=now)
    if started.case == found.case:
        raise Invalid("Berkas tidak dapat menjadi turunannya sendiri.", hint="Muat ulang halaman.")
    if not SubCase.objects.filter(agency=holder.agency, child=started.case).exists():
        actor = Actor(holder=holder, acting_as=acting, key=uuid5(key, LINK), now=now)
        link_cases(actor, found, [started.case], waits=waits)
    return started
