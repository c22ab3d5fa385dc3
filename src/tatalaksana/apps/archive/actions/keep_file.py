"""Keep a file: as a new document, or as the next version of one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tatalaksana.apps.archive.models import Document, DocumentVersion
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared import files
from tatalaksana.apps.shared.action import action


@action("archive.keep_file")
def keep_file(
    holder: Holder,
    *,
    document: Document | None,
    name: str,
    file_name: str,
    chunks: Iterable[bytes],
    now: datetime,
) -> DocumentVersion:
    """Store the bytes and add a version to `document`, or to a new document called `name`.

    The same file sent again by the same person, because nobody had answered, is the version there
    is. The caller has judged whether the holder may. Errors: FileTooLarge TL701, FileEmpty TL702.
    """
    stored = files.store(chunks)
    if document is None:
        document = Document.objects.create(agency_id=holder.agency, name=name, created_at=now)
    Document.objects.select_for_update().get(pk=document.pk)
    last = document.versions.order_by("-number").first()
    sent = (stored.sha256, file_name[-200:], holder.person)
    if last and (last.sha256, last.file_name, last.uploaded_by_id) == sent:
        return last
    return DocumentVersion.objects.create(
        agency_id=holder.agency,
        document=document,
        number=last.number + 1 if last else 1,
        file_name=file_name[-200:],
        sha256=stored.sha256,
        size=stored.size,
        uploaded_by_id=holder.person,
        uploaded_at=now,
    )
