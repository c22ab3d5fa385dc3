"""Attach a file to the case: a new document, or the next version of one already there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from tatalaksana.apps.archive.actions.keep_file import keep_file
from tatalaksana.apps.cases.models import Case, CaseDocument, Participation
from tatalaksana.apps.cases.open_task import OpenTask, open_task
from tatalaksana.apps.cases.policy import acting_in
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.apps.shared.texts import one_line
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

    A label that is in the case file already gets a new version; the earlier ones stay.
    Errors: NotFound TL602, NotYours TL601, AlreadyDone TL304, Suspended TL309, Invalid TL603,
    FileTooLarge TL701, FileEmpty TL702.
    """
    Case.objects.select_for_update().get(pk=open_task(holder, task, now).case)
    found = open_task(holder, task, now)  # again: it may have ended while we waited for the case
    if not takes_part(holder, found):
        acting_in(holder, found, now)
    if found.done_at is not None:
        raise AlreadyDone("Tugas ini sudah diselesaikan; berkas tidak dapat ditambah lagi.")
    require_going(found.state, found.row)
    label = one_line(label)
    if not label:
        raise Invalid("Nama dokumen belum diisi.", hint="Pilih atau tulis nama dokumennya.")
    if len(label) > LABEL_LENGTH:
        raise Invalid("Nama dokumen terlalu panjang.", hint="Tulis nama yang lebih pendek.")
    return keep_in_case(holder, found, label=label, name=file_name, chunks=chunks, now=now)


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


def takes_part(holder: Holder, task: OpenTask) -> bool:
    """Whether she holds a position that takes part in the step."""
    return Participation.objects.filter(
        agency=holder.agency,
        task=task.id,
        position__in=holder.position_ids,
        position__many=False,
    ).exists()
