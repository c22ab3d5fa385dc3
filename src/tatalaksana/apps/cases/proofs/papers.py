"""The documents of a case file as its events tell them, and as their bytes lie on the disk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from tatalaksana.apps.archive.queries import KeptVersion, versions_in
from tatalaksana.apps.cases.models import Case, CaseDocument, Event
from tatalaksana.apps.shared.files import is_whole
from tatalaksana.core.engine import events as chain

BRINGS = frozenset({chain.Kind.ATTACHED, chain.Kind.OPINION})  #: the kinds that may bring a paper
LIES = "Dokumen berkas ini tidak sama dengan peristiwanya: {label}."
DAMAGED = "Isi dokumen hilang dari disk, atau diubah: {label}, versi {number}."


def faults_of_papers(case: Case, rows: list[Event]) -> Iterator[str]:
    """Whether the case file holds the documents that the events tell, with their digests.

    What was attached before the first event that tells of one, by an earlier release, is told by
    none.
    """
    told = {(data[chain.DOCUMENT], data[chain.NUMBER]): (row, data) for row, data in papers(rows)}
    files = CaseDocument.objects.filter(agency=case.agency_id, case=case.pk)
    places = {place.document_id: place for place in files}
    documents = {*places, *(document for document, _ in told)}
    kept = {(one.document, one.number): one for one in versions_in(case.agency_id, documents)}
    for key, (row, data) in told.items():
        if differs(kept.get(key), places.get(key[0]), row, data):
            yield LIES.format(label=data[chain.LABEL])
    since = min((row.at for row, _ in told.values()), default=None)
    for key in kept.keys() - told.keys():
        if since is not None and kept[key].uploaded_at >= since:
            yield LIES.format(label=kept[key].sha256)
    for document in places.keys() - {document for document, _ in kept}:
        yield LIES.format(label=places[document].label)


def differs(
    kept: KeptVersion | None, place: CaseDocument | None, row: Event, data: dict[str, Any]
) -> bool:
    """Whether the rows of a document are others than the event that brought it tells."""
    if kept is None or place is None or place.label != data[chain.LABEL]:
        return True
    said = (kept.sha256, kept.uploaded_by, kept.uploaded_at)
    first = kept.number > 1 or place.row == row.row
    return said != (data[chain.SHA256], row.actor_id, row.at) or not first


def papers(rows: list[Event]) -> Iterator[tuple[Event, dict[str, Any]]]:
    """The events that brought a document, with what they tell of it."""
    for row in (one for one in rows if one.kind in BRINGS):
        data = json.loads(row.data)
        if chain.SHA256 in data:
            yield row, data


def faults_of_files(agency: int) -> Iterator[tuple[Case, str]]:
    """The documents of all case files whose bytes are gone from the disk, or are others."""
    places = CaseDocument.objects.filter(agency=agency).select_related("case").order_by("pk")
    for place in places.iterator(chunk_size=500):
        for one in versions_in(agency, [place.document_id]):
            if not is_whole(one.sha256):
                yield place.case, DAMAGED.format(label=place.label, number=one.number)
