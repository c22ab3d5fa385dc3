"""Documents of a case: attaching a file."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from ninja import File, Form, Router, UploadedFile

from tatalaksana.apps.cases.actions.attach_document import LABEL_LENGTH, attach_document
from tatalaksana.entrypoints.api import cases_shown as shown
from tatalaksana.entrypoints.api.caller import Call
from tatalaksana.entrypoints.api.deeds import digest_of, made
from tatalaksana.entrypoints.api.forms import require_known
from tatalaksana.entrypoints.api.typed import Key, Number, Sent, line

router = Router(tags=["tasks"])


class LabelSent(Sent):
    """The name of a document: an Output, a Kelengkapan, or one of its own."""

    label: line(LABEL_LENGTH)  # type: ignore[valid-type]


@router.post("/tasks/{task}/documents", response={201: shown.FileShown})
def task_attach(
    request: Call, task: Number, key: Key, sent: Form[LabelSent], file: File[UploadedFile]
) -> Any:
    """Attach a file to the case; a label that is there already gets a new version."""
    require_known(request, sent)

    def deed(now: datetime) -> Any:
        kept = attach_document(
            request.auth,
            task=task,
            label=sent.label,
            file_name=file.name or sent.label[:200],
            chunks=list(file.chunks()),
            now=now,
        )
        return shown.told_file(kept)

    return made(request, key, sent, shown.FileShown, deed, file=digest_of(file))
