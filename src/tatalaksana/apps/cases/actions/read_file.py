"""Read a file of a case: who read what is kept."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from tatalaksana.apps.archive.queries import document_version_of
from tatalaksana.apps.cases.models import Case
from tatalaksana.apps.cases.policy import may_read
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import NotFound

if TYPE_CHECKING:
    from tatalaksana.apps.archive.models import DocumentVersion


@action("archive.read")
def read_file(holder: Holder, *, version: int, now: datetime) -> DocumentVersion:
    """Return the file version and note the reading.

    Errors: NotFound TL602 also when the case is not hers to read: not even its existence shows.
    """
    found = document_version_of(holder.agency, version)
    cases = Case.objects.filter(agency=holder.agency, casedocument__document=found.document_id)
    if not any(may_read(holder, case) for case in cases):
        raise NotFound("Berkas ini tidak ada di instansi Anda.")
    audit.write(
        "archive.read",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("document_version", found.pk),
        name=found.file_name,
    )
    return found
