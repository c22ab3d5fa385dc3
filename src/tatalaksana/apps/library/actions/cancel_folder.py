"""Cancel the rest of a folder: what was imported stays, what waits is not imported."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.library.folders import State, folder_of
from tatalaksana.apps.library.models import Folder, FolderDocument
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid


@action("library.cancel_folder")
def cancel_folder(holder: Holder, *, folder: int, now: datetime) -> Folder:
    """End every document that still waits; one that is being read right now is not kept either.

    Errors: NotYours TL601; NotFound TL602; Invalid TL603 when nothing waits any more.
    """
    require_procedure_keeper(holder)
    found = folder_of(holder.agency, folder)
    waiting = FolderDocument.objects.filter(agency=holder.agency, folder=found, state=State.WAITING)
    count = waiting.update(state=State.CANCELLED, ended_at=now)
    if not count:
        raise Invalid("Semua dokumen folder ini sudah selesai.", hint="Muat ulang halaman.")
    Folder.objects.filter(pk=found.pk).update(cancelled_by=holder.person, cancelled_at=now)
    audit.write(
        "library.cancel_folder",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("folder", found.pk),
        name=found.name,
        count=count,
    )
    return found
