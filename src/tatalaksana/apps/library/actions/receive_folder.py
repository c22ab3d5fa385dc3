"""Receive a folder of documents: each is imported in the background."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from procrastinate.contrib.django import app

from tatalaksana.apps.library.folders import State, room_of
from tatalaksana.apps.library.models import Folder, FolderDocument
from tatalaksana.apps.library.queries import known_sources
from tatalaksana.apps.library.receiving import Received
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.office.queries import unit_of
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid

JOB = "import_folder_document"
AFTER_OTHERS = -10  #: priority: the digest of the morning does not wait for a folder


@action("library.receive_folder")
def receive_folder(
    holder: Holder, *, unit: int, name: str, documents: Sequence[Received], now: datetime
) -> Folder:
    """Keep a folder whose files are stored, and let the worker import each of them.

    What the agency imported before, and what stands in the folder twice, is not imported again.
    Errors: NotYours TL601; NotFound TL602 for a foreign unit; Invalid TL603 when there is nothing
    in it or no room for it: nothing is kept then.
    """
    require_procedure_keeper(holder)
    there = unit_of(holder.agency, unit)
    if not documents:
        raise Invalid("Folder ini tidak memuat dokumen.", hint="Pilih folder yang berisi dokumen.")
    room = room_of(holder.agency, now)  # asked again: another folder may have come meanwhile
    room.require(len(documents), sum(one.size for one in documents))
    folder = Folder.objects.create(
        agency_id=holder.agency,
        unit=there,
        name=name[:200],
        received_by_id=holder.person,
        received_at=now,
    )
    kept = FolderDocument.objects.bulk_create(entries(folder, documents, now))
    waiting = [one.pk for one in kept if one.state == State.WAITING]
    audit.write(
        "library.receive_folder",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("folder", folder.pk),
        name=folder.name,
        count=len(kept),
    )
    if waiting:  # in this transaction: the jobs are there if and only if the folder is
        job = app.configure_task(JOB, priority=AFTER_OTHERS)
        job.batch_defer(*[dict[str, Any](agency=holder.agency, document=pk) for pk in waiting])
    return folder


def entries(folder: Folder, documents: Sequence[Received], now: datetime) -> list[FolderDocument]:
    """The documents of the folder with what is known of them already."""
    seen: dict[str, str] = {}
    known = known_sources(folder.agency_id, {one.sha256 for one in documents if one.sha256})
    found = []
    for one in documents:
        entry = FolderDocument(
            agency_id=folder.agency_id,
            folder=folder,
            name=one.name[:300],
            sha256=one.sha256,
            size=one.size,
        )
        if one.refusal is not None:
            entry.state, entry.code = State.REFUSED, one.refusal.code
            entry.reason, entry.hint = one.refusal.message, one.refusal.hint
        elif one.sha256 in seen:
            entry.state, entry.reason = State.TWIN, seen[one.sha256]
        elif before := known.get(one.sha256):
            entry.state, entry.source = State.KNOWN, before
        seen.setdefault(one.sha256, one.name)
        entry.ended_at = None if entry.state == State.WAITING else now
        found.append(entry)
    return found
