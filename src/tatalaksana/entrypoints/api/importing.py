"""Importing: a document is read, each procedure in it becomes a draft to be looked at."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ninja import File, Form, Router, UploadedFile

from tatalaksana.apps.library.actions.import_document import import_document
from tatalaksana.apps.library.queries import (
    doubts_by_weight,
    source_of,
    sources_of,
    versions_from,
)
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.entrypoints.api.caller import Call
from tatalaksana.entrypoints.api.cursors import listed
from tatalaksana.entrypoints.api.deeds import digest_of, made
from tatalaksana.entrypoints.api.forms import require_known
from tatalaksana.entrypoints.api.typed import (
    USUAL,
    Cursor,
    Key,
    Limit,
    Number,
    Portion,
    Sent,
    Shown,
    Truth,
    TypedId,
)

router = Router(tags=["importing"])
LATEST = ("-uploaded_at", "-pk")


class SourceLine(Shown):
    """A document that was imported."""

    source: int
    name: str
    size: int
    sha256: str
    uploaded_by: int | None
    uploaded_at: datetime


class DoubtsShown(Shown):
    """How many doubts have this weight: 3 = must be answered, 2 = look at it, 1 = small."""

    weight: int
    count: int


class ReadingShown(Shown):
    """A procedure of the document, and the version it became."""

    procedure: int
    title: str
    version: int
    number: int
    status: str
    steps: int
    doubts: list[DoubtsShown]


class SourceShown(SourceLine):
    """What a document gave, the version with the heaviest doubts first."""

    versions: list[ReadingShown]


class DocumentSent(Sent):
    """The unit whose procedures it holds; `again` also when it was imported before."""

    unit: TypedId
    again: Truth = False


def told_source(source: Any) -> dict[str, Any]:
    """A document."""
    return {
        "source": source.pk,
        "name": source.name,
        "size": source.size,
        "sha256": source.sha256,
        "uploaded_by": source.uploaded_by_id,
        "uploaded_at": source.uploaded_at,
    }


def told_reading(version: Any) -> dict[str, Any]:
    """A version with what is to be looked at."""
    counted = doubts_by_weight(version)
    return {
        "procedure": version.procedure_id,
        "title": version.procedure.title,
        "version": version.pk,
        "number": version.number,
        "status": version.status,
        "steps": len(version.content["steps"]),
        "doubts": [{"weight": weight, "count": count} for weight, count in counted.items()],
    }


def told_whole(source: Any) -> dict[str, Any]:
    """A document with what it gave."""
    return {**told_source(source), "versions": [told_reading(one) for one in versions_from(source)]}


@router.get("/sources", response=Portion[SourceLine])
def sources(request: Call, cursor: Cursor | None = None, limit: Limit = USUAL) -> Any:
    """The documents that were imported, the latest first; for keepers of procedures."""
    require_procedure_keeper(request.auth)
    rows = sources_of(request.auth.agency)
    return listed("sources", rows, LATEST, (cursor, limit), told_source)


@router.get("/sources/{source}", response=SourceShown)
def source(request: Call, source: Number) -> Any:
    """What a document gave."""
    return told_whole(source_of(request.auth.agency, source))


@router.post("/sources", response={201: SourceShown})
def document_import(
    request: Call, key: Key, sent: Form[DocumentSent], file: File[UploadedFile]
) -> Any:
    """Read a document while you wait; each procedure in it is a draft then, none is in force."""
    require_known(request, sent)
    name = file.name or ""

    def deed(now: datetime) -> Any:
        data = b"".join(file.chunks())  # from its beginning, also when the deed is tried again
        read = import_document(request.auth, **sent.model_dump(), name=name, data=data, now=now)
        return told_whole(read[0].source)

    return made(request, key, sent, SourceShown, deed, file=digest_of(file), name=name)
