"""Importing the documents of a folder, each read in a process of its own."""

from __future__ import annotations

import logging

from django.utils import timezone

from tatalaksana.apps.library.actions.import_folder_document import import_folder_document
from tatalaksana.apps.library.actions.refuse_folder_document import refuse_folder_document
from tatalaksana.apps.library.corrections import vocabulary_of
from tatalaksana.apps.library.folders import waiting_document
from tatalaksana.apps.library.sheets import keep_as_read
from tatalaksana.apps.office.queries import holder_at
from tatalaksana.apps.shared import files
from tatalaksana.apps.shared.errors import Busy, NotYours
from tatalaksana.core.base.errors import ReaderStopped, TatalaksanaError
from tatalaksana.core.reading.apart.desk import Document
from tatalaksana.core.reading.apart.turn import read_in_turn

logger = logging.getLogger(__name__)


def import_waiting(agency: int, document: int, *, last: bool) -> None:
    """Import the document, or refuse it with the reason; nothing when it does not wait any more.

    A fault that is not the document's is raised, so that the job is tried again (a busy database
    is one); on the `last` try the document is refused instead of waiting for ever.
    """
    try:
        import_or_refuse(agency, document)
    except TatalaksanaError as refused:
        if isinstance(refused, Busy) and not last:
            raise
        refuse_folder_document(agency, document=document, refusal=refused, now=timezone.now())
    except Exception:
        if last:
            refusal = ReaderStopped(
                "Dokumen ini tidak dapat disimpan karena gangguan di server.",
                hint="Impor lagi; bila tetap demikian, hubungi pengelola sistem.",
            )
            refuse_folder_document(agency, document=document, refusal=refusal, now=timezone.now())
        raise


def import_or_refuse(agency: int, document: int) -> None:
    """One try. Errors: those of the document, which refuse it; others of the machine."""
    entry = waiting_document(agency, document)
    if entry is None:
        return
    holder = holder_at(entry.folder.received_by.account_id or 0, agency, timezone.now())
    if holder is None:
        raise NotYours("Yang mengunggah folder ini tidak lagi bekerja di instansi ini.")
    path = files.path_of(entry.sha256)
    if not path.exists():
        files.content_of(entry.sha256)  # says why it is missing
    outcome = read_in_turn(Document(path, entry.name, vocabulary_of(agency)))
    if outcome.detail:
        logger.warning(
            "Reading %s stumbled: %s",
            entry.pk,
            outcome.detail,
            extra={"action": "import.stumbled", "document": entry.pk},
        )
    if outcome.refusal is not None:
        raise outcome.refusal
    keep_as_read(entry.sha256, outcome.as_read)
    import_folder_document(holder, document=document, readings=outcome.readings, now=timezone.now())
