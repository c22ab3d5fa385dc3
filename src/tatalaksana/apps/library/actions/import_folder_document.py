"""Import one document of a folder: what was read of it becomes drafts, once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from tatalaksana.apps.library.actions.import_document import keep_readings
from tatalaksana.apps.library.folders import State, locked_waiting
from tatalaksana.apps.library.models import FolderDocument
from tatalaksana.apps.library.queries import same_source
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.office.queries import unit_of
from tatalaksana.apps.shared import audit, files
from tatalaksana.apps.shared.action import action

LONGEST = 200  #: letters the library keeps of a document's name


@action("library.import_folder_document")
def import_folder_document(
    holder: Holder, *, document: int, readings: Sequence[Mapping[str, Any]], now: datetime
) -> FolderDocument | None:
    """Keep what was read of a document that still waits; None when it does not wait any more.

    A job that runs twice therefore imports once. `readings` are plain readings. A document whose
    bytes were imported meanwhile is only recognised.
    Errors: NotYours TL601; NotFound TL602 when the unit is gone.
    """
    require_procedure_keeper(holder)
    entry = locked_waiting(holder.agency, document)
    if entry is None:
        return None
    before = same_source(holder.agency, entry.sha256)
    if before is not None:
        entry.state, entry.source = State.KNOWN, before
    else:
        stored = files.StoredFile(entry.sha256, entry.size)
        unit = unit_of(holder.agency, entry.folder.unit_id)
        entry.source, _ = keep_readings(
            holder,
            unit,
            name=entry.name[-LONGEST:],  # the end of a long path is the name of the file
            stored=stored,
            readings=readings,
            now=now,
        )
        entry.state = State.DONE
    entry.ended_at = now
    entry.save(update_fields=["state", "source", "ended_at"])
    audit.write(
        "library.import_folder_document",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("folder", entry.folder_id),
        name=entry.name,
        folder=entry.folder.name,
    )
    return entry
