"""Reading documents."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from tatalaksana.apps.archive.models import DocumentVersion
from tatalaksana.apps.shared.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptVersion:
    """One file version by its row."""

    document: int
    number: int
    sha256: str
    uploaded_by: int
    uploaded_at: datetime


def versions_in(agency: int, documents: Iterable[int]) -> list[KeptVersion]:
    """The file versions of `documents`, in the order of their documents and numbers."""
    rows = DocumentVersion.objects.filter(agency=agency, document__in=documents)
    return [
        KeptVersion(
            document=row.document_id,
            number=row.number,
            sha256=row.sha256,
            uploaded_by=row.uploaded_by_id,
            uploaded_at=row.uploaded_at,
        )
        for row in rows.order_by("document", "number")
    ]


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
