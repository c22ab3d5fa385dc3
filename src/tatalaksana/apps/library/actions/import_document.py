"""Import a document: every procedure in it becomes a draft to be looked at."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from django.db.models import Max

from tatalaksana.apps.library.corrections import vocabulary_of
from tatalaksana.apps.library.errors import ImportedBefore
from tatalaksana.apps.library.models import Procedure, Source, Version
from tatalaksana.apps.library.queries import same_source
from tatalaksana.apps.library.sheets import keep_as_read
from tatalaksana.apps.library.suggest import suggest_bindings
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.office.queries import unit_of
from tatalaksana.apps.shared import audit, files
from tatalaksana.apps.shared.action import action
from tatalaksana.core.base.errors import ReaderStopped, TooSlow
from tatalaksana.core.procedure.exchange import plain, procedure_from
from tatalaksana.core.procedure.titles import readable
from tatalaksana.core.reading.apart.desk import Document, Outcome
from tatalaksana.core.reading.apart.turn import read_in_turn
from tatalaksana.core.reading.understand.office_vocabulary import OfficeVocabulary

if TYPE_CHECKING:
    from tatalaksana.apps.office.models import Unit

logger = logging.getLogger(__name__)
TITLE_LENGTH = 300
WITHOUT_WAITING = (
    "Unggah lewat “Impor satu folder”: di sana pindaian dibaca tanpa ditunggui dan mendapat waktu "
    "menurut jumlah halamannya."
)
Plain = Mapping[str, Any]


@action("library.import_document")
def import_document(
    holder: Holder, *, unit: int, name: str, data: bytes, again: bool = True, now: datetime
) -> tuple[Version, ...]:
    """Read `data` and keep each procedure as a draft of `unit`, with suggested positions.

    Errors, nothing is kept then: NotYours TL601; NotFound TL602 for a foreign unit; FileTooLarge
    TL701; ImportedBefore TL606 for bytes that were imported before, without `again`; ReadingError
    TL2xx when the document cannot be read.
    """
    require_procedure_keeper(holder)
    there = unit_of(holder.agency, unit)
    files.require_fit(len(data))
    if not again:
        require_new(holder.agency, data)
    outcome = read_apart(data, name, vocabulary_of(holder.agency))
    stored = files.store([data])
    keep_as_read(stored.sha256, outcome.as_read)
    source, versions = keep_readings(
        holder, there, name=name, stored=stored, readings=outcome.readings, now=now
    )
    audit.write(
        "library.import_document",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("source", source.pk),
        name=source.name,
        procedures=len(versions),
    )
    return versions


def require_new(agency: int, data: bytes) -> None:
    """Errors: ImportedBefore TL606, with the earlier import as `source`."""
    before = same_source(agency, hashlib.sha256(data).hexdigest())
    if before is not None:
        raise ImportedBefore(
            f"Dokumen yang sama sudah diimpor dengan nama “{before.name}”.",
            hint="Bila memang hendak diimpor sekali lagi, nyatakan itu; setiap SOP di dalamnya "
            "mendapat satu draf baru.",
            field="again",
            source=before,
        )


def read_apart(data: bytes, name: str, vocabulary: OfficeVocabulary) -> Outcome:
    """What the document says, read within the usual time and memory: a person waits for it.

    Errors: ReadingError TL2xx.
    """
    with NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        try:
            outcome = read_in_turn(Document(Path(file.name), name, vocabulary, waited_for=True))
        except ChildProcessError as down:
            raise ReaderStopped(
                "Proses pembaca sedang tidak dapat dijalankan di server.",
                hint="Coba lagi sebentar lagi.",
            ) from down
    if outcome.detail:
        logger.warning(
            "Reading %s stumbled: %s", name, outcome.detail, extra={"action": "import.stumbled"}
        )
    if outcome.pictures and isinstance(outcome.refusal, TooSlow):
        raise TooSlow(outcome.refusal.message, hint=WITHOUT_WAITING)
    if outcome.refusal is not None:
        raise outcome.refusal
    return outcome


def keep_readings(
    holder: Holder,
    unit: Unit,
    *,
    name: str,
    stored: files.StoredFile,
    readings: Iterable[Plain],
    now: datetime,
) -> tuple[Source, tuple[Version, ...]]:
    """Keep what a stored document says: each procedure is a draft of `unit`."""
    source = Source.objects.create(
        agency_id=holder.agency,
        name=name[:200],
        sha256=stored.sha256,
        size=stored.size,
        uploaded_by_id=holder.person,
        uploaded_at=now,
    )
    return source, tuple(draft_of(holder, unit, one, source, now) for one in readings)


def draft_of(holder: Holder, unit: Unit, reading: Plain, source: Source, now: datetime) -> Version:
    """Keep one reading (see plain_reading) as the next version of the procedure of that title."""
    content = procedure_from(reading)
    procedure, _ = Procedure.objects.get_or_create(
        agency_id=holder.agency,
        unit=unit,
        title=(readable(content.title) or f"Tanpa judul ({source.name})")[:TITLE_LENGTH],
    )
    Procedure.objects.select_for_update().get(pk=procedure.pk)  # others count versions after us
    version = Version.objects.create(
        agency_id=holder.agency,
        procedure=procedure,
        number=next_number(procedure),
        content=plain(content),
        evidence=reading["evidence"],
        doubts=reading["doubts"],
        origins=reading["origins"],
        source=source,
        source_lines=reading["lines"],
        created_by_id=holder.person,
        created_at=now,
    )
    suggest_bindings(version, content.performers)
    return version


def next_number(procedure: Procedure) -> int:
    """The number of the next version."""
    last = Version.objects.filter(agency=procedure.agency_id, procedure=procedure).aggregate(
        last=Max("number")
    )["last"]
    return int(last or 0) + 1
