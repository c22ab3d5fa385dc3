"""Refuse one document of a folder, with the reason a person can act on."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.library.folders import State, locked_waiting
from tatalaksana.apps.library.models import FolderDocument
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.core.base.errors import TatalaksanaError


@action("library.refuse_folder_document")
def refuse_folder_document(
    agency: int, *, document: int, refusal: TatalaksanaError, now: datetime
) -> FolderDocument | None:
    """End a document that still waits as refused; None when it does not wait any more."""
    entry = locked_waiting(agency, document)
    if entry is None:
        return None
    entry.state, entry.code = State.REFUSED, refusal.code
    entry.reason, entry.hint, entry.ended_at = refusal.message, refusal.hint, now
    entry.save(update_fields=["state", "code", "reason", "hint", "ended_at"])
    audit.write(
        "library.refuse_folder_document",
        agency=agency,
        actor=entry.folder.received_by_id,
        at=now,
        thing=("folder", entry.folder_id),
        name=entry.name,
        folder=entry.folder.name,
        reason=refusal.message,
    )
    return entry
