"""A deed of the door: done once for its key, and answered the same again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from ninja import Schema, Status, UploadedFile

from tatalaksana.apps.access.once import once
from tatalaksana.entrypoints.api.caller import Call

CREATED = 201


def done(
    request: Call,
    key: UUID,
    sent: Schema | None,
    shown: type[Schema],
    deed: Callable[[datetime], Any],
    **more: Any,
) -> Mapping[str, Any]:
    """Do `deed` (moment -> what `shown` shows) once for `key`.

    What counts as the same request: method, address, body, and `more`, e.g. the digest of a file.
    Errors: KeyTaken TL613; those of `deed`.
    """
    now = timezone.now()
    asked = {
        "method": request.method,
        "path": request.path,
        "sent": sent.model_dump(mode="json") if sent is not None else None,
        **more,
    }

    def answer() -> dict[str, Any]:
        return shown.model_validate(deed(now), from_attributes=True).model_dump(mode="json")

    return once(request.auth, key=key, asked=asked, now=now, deed=answer)


def made(
    request: Call,
    key: UUID,
    sent: Schema | None,
    shown: type[Schema],
    deed: Callable[[datetime], Any],
    **more: Any,
) -> Status[Any]:
    """As `done`, of a deed by which something new is there."""
    return Status(CREATED, done(request, key, sent, shown, deed, **more))


def digest_of(file: UploadedFile) -> str:
    """The SHA-256 of an uploaded file."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
