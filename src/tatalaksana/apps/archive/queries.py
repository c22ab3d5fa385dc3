"""Reading documents."""

from __future__ import annotations

from tatalaksana.apps.archive.models import DocumentVersion
from tatalaksana.apps.shared.errors import NotFound


def document_version_of(agency: int, version: int) -> DocumentVersion:
    """One file version with its document. Errors: NotFound TL602."""
    found = (
        DocumentVersion.objects.select_related("document", "uploaded_by")
        .filter(agency=agency, pk=version)
        .first()
    )
    if found is None:
        raise NotFound("Berkas ini tidak ada di instansi Anda.")
    return found
