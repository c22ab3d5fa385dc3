"""Attach a file to the case: a new document, or the next version of one already there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_OID, uuid5

from tatalaksana.apps.archive.actions.keep_file import keep_file
from tatalaksana.apps.cases.models import CaseDocument, Participation, Task
from tatalaksana.apps.cases.open_task import OpenTask, open_task
from tatalaksana.apps.cases.policy import acting_in
from tatalaksana.apps.cases.writing import Actor, note
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.apps.shared.texts import one_line
from tatalaksana.core.engine.events import DOCUMENT, LABEL, NUMBER, SHA256, Kind
from tatalaksana.core.engine.state import AlreadyDone, require_going

if TYPE_CHECKING:
    from tatalaksana.apps.archive.models import DocumentVersion

NAME_LENGTH = 300  #: of the document in the archive, for lists; the case file knows it whole
LABEL_LENGTH = 10_000  #: longer than any Output; what is longer is no name


@action("cases.attach")
def attach_document(
    holder: Holder,
    *,
    task: int,
    label: str,
    file_name: str,
    chunks: Iterable[bytes],
    now: datetime,
) -> DocumentVersion:
    """Attach a file as `label` (an Output, a Kelengkapan, or a name of one's own).

    A label that is in the case file already gets a new version; the earlier ones stay. The chain
    of the case tells it with the SHA-256 of its content.
    Errors: NotFound TL602, NotYours TL601, AlreadyDone TL304, Suspended TL309, Invalid TL603,
    FileTooLarge TL701, FileEmpty TL702, MovedOn TL604.
    """
    found = locked(holder, task, now)
    part = part_of(holder, found)
    acting = acting_in(holder, found, now) if part is None else part
    if found.done_at is not None:
        raise AlreadyDone("Tugas ini sudah diselesaikan; berkas tidak dapat ditambah lagi.")
    require_going(found.state, found.row)
    label = one_line(label)
    if not label:
        raise Invalid("Nama dokumen belum diisi.", hint="Pilih atau tulis nama dokumennya.")
    if len(label) > LABEL_LENGTH:
        raise Invalid("Nama dokumen terlalu panjang.", hint="Tulis nama yang lebih pendek.")
    kept = keep_in_case(holder, found, label=label, name=file_name, chunks=chunks, now=now)
    # The same file again is the version there is, and told already: its key is that of the version.
    key = uuid5(NAMESPACE_OID, f"attached/{kept.pk}")
    actor = Actor(holder=holder, acting_as=acting, key=key, now=now)
    told = told_of(kept, label)
    note(actor, found, Kind.ATTACHED, found.clock, due=found.due_at, data=told)
    return kept


def locked(holder: Holder, task: int, now: datetime) -> OpenTask:
    """The task as it is, once every deed on it waits for ours. Errors: NotFound TL602."""
    # The task and not its case: every deed locks the task first, so that none waits for each other.
    list(Task.objects.select_for_update(no_key=True).filter(agency=holder.agency, pk=task))
    return open_task(holder, task, now)


def told_of(kept: DocumentVersion, label: str) -> dict[str, Any]:
    """What the event tells of a document that came into the case file."""
    return {
        LABEL: label,
        DOCUMENT: kept.document_id,
        NUMBER: kept.number,
        SHA256: kept.sha256,
    }


def keep_in_case(
    holder: Holder,
    task: OpenTask,
    *,
    label: str,
    name: str,
    chunks: Iterable[bytes],
    now: datetime,
) -> DocumentVersion:
    """Keep a file called `name` as `label` in the case of `task`; another one is its next version.

    Errors: FileTooLarge TL701, FileEmpty TL702.
    """
    place = CaseDocument.objects.filter(agency=holder.agency, case=task.case, label=label)
    there = place.select_related("document").first()
    kept = keep_file(
        holder,
        document=there.document if there else None,
        name=label[:NAME_LENGTH],
        file_name=name,
        chunks=chunks,
        now=now,
    )
    if there is None:
        CaseDocument.objects.create(
            agency_id=holder.agency,
            case_id=task.case,
            document=kept.document,
            row=task.row,
            label=label,
        )
    audit.write(
        "cases.attach",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("document_version", kept.pk),
        label=label,
        sha256=kept.sha256,
    )
    return kept


def part_of(holder: Holder, task: OpenTask) -> int | None:
    """The position in which she takes part in the step, her own first; None = she does not."""
    parts = Participation.objects.filter(
        agency=holder.agency,
        task=task.id,
        position__in=holder.position_ids,
        position__many=False,
    )
    own = {seat.id for seat in holder.positions if seat.for_person is None and not seat.vacant}
    seats = parts.values_list("position", flat=True)
    return min(seats, key=lambda seat: (seat not in own, seat), default=None)
