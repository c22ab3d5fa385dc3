"""Folders handed in at once: how far they are, and what became of each document."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from tatalaksana.apps.library.models import Folder, FolderDocument, Version
from tatalaksana.apps.library.queries import weight_of
from tatalaksana.apps.library.receiving import Room
from tatalaksana.apps.shared.errors import NotFound

State = FolderDocument.State
DAY = timedelta(days=1)
HEAVY = 3  #: the weight of a doubt without whose answer the procedure cannot run


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a folder is. Times are clock times."""

    total: int
    counts: dict[str, int]  #: by State
    cancelled: bool
    seconds_left: int | None  #: None before anything ended, or when all has

    @property
    def ended(self) -> int:
        """Documents whose fate is known."""
        return self.total - self.counts.get(State.WAITING, 0)

    @property
    def per_cent(self) -> int:
        """How much has ended, rounded down: 100 means all."""
        return 100 * self.ended // max(1, self.total)

    @property
    def running(self) -> bool:
        """Whether documents still wait."""
        return self.ended < self.total


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One document with the procedures it gave."""

    document: FolderDocument
    versions: tuple[Version, ...]  #: the heaviest first

    @property
    def weight(self) -> int:
        """How much a person has still to look at in it."""
        return sum(map(weight_of, self.versions))

    @property
    def doubts(self) -> int:
        """The doubts that are left."""
        return sum(len(one.doubts) for one in self.versions)

    @property
    def heavy(self) -> int:
        """Those without whose answer a procedure cannot run."""
        return sum(doubt["weight"] >= HEAVY for one in self.versions for doubt in one.doubts)


def folders_of(agency: int) -> QuerySet[Folder]:
    """The folders of an agency, the latest first, with how many documents they have and wait."""
    return (
        Folder.objects.filter(agency=agency)
        .select_related("unit", "received_by")
        .annotate(
            documents=Count("folderdocument"),
            waiting=Count("folderdocument", filter=Q(folderdocument__state=State.WAITING)),
        )
        .order_by("-received_at", "-pk")
    )


def folder_of(agency: int, folder: int) -> Folder:
    """One folder. Errors: NotFound TL602."""
    found = folders_of(agency).select_related("cancelled_by").filter(pk=folder).first()
    if found is None:
        raise NotFound("Folder impor ini tidak ada di instansi Anda.")
    return found


def progress_of(folder: Folder) -> Progress:
    """How far it is; the time left is that of the documents that were read, of its own pace."""
    documents = FolderDocument.objects.filter(agency=folder.agency_id, folder=folder)
    counts = Counter(documents.values_list("state", flat=True))
    waiting, total = counts[State.WAITING], counts.total()
    read = documents.filter(ended_at__gt=folder.received_at).exclude(state=State.CANCELLED)
    span = read.aggregate(first=Min("ended_at"), last=Max("ended_at"), count=Count("pk"))
    left = None
    if waiting and span["count"] > 1:
        pace = (span["last"] - span["first"]).total_seconds() / (span["count"] - 1)
        left = round(pace * waiting)
    return Progress(
        total=total,
        counts=dict(counts),
        cancelled=folder.cancelled_at is not None,
        seconds_left=left,
    )


def rows_of(folder: Folder) -> tuple[DocumentRow, ...]:
    """Every document that has ended: the heaviest doubts first, then the refused."""
    documents = (
        FolderDocument.objects.filter(agency=folder.agency_id, folder=folder)
        .exclude(state=State.WAITING)
        .select_related("source")
    )
    given = versions_by_source(folder)
    rows = [
        DocumentRow(document=one, versions=given.get(one.source_id or 0, ())) for one in documents
    ]
    order = (State.DONE, State.REFUSED, State.KNOWN, State.TWIN, State.CANCELLED)
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                order.index(State(row.document.state)),
                -row.weight,
                -row.doubts,
                row.document.name,
            ),
        )
    )


def versions_by_source(folder: Folder) -> dict[int, tuple[Version, ...]]:
    """What the documents of the folder gave, by source, the heaviest first."""
    sources = FolderDocument.objects.filter(
        agency=folder.agency_id, folder=folder, state=State.DONE
    ).values("source")
    found: dict[int, list[Version]] = defaultdict(list)
    versions = Version.objects.filter(agency=folder.agency_id, source__in=sources)
    for one in versions.select_related("procedure").defer("content", "evidence"):
        found[one.source_id or 0].append(one)
    return {
        key: tuple(sorted(all_, key=lambda one: -weight_of(one))) for key, all_ in found.items()
    }


def waiting_document(agency: int, document: int) -> FolderDocument | None:
    """The document, if it still waits."""
    return (
        FolderDocument.objects.filter(agency=agency, pk=document, state=State.WAITING)
        .select_related("folder__received_by", "folder__unit")
        .first()
    )


def locked_waiting(agency: int, document: int) -> FolderDocument | None:
    """The document, if it still waits, locked: whoever else wants to end it waits here."""
    found = (
        FolderDocument.objects.select_for_update(of=("self",))
        .filter(agency=agency, pk=document)
        .select_related("folder")
        .first()
    )
    return found if found is not None and found.state == State.WAITING else None


def room_of(agency: int, now: datetime) -> Room:
    """What the agency has waiting, and handed in within 24 hours."""
    every = FolderDocument.objects.filter(agency=agency)
    today = every.filter(folder__received_at__gt=now - DAY).aggregate(size=Sum("size"))["size"]
    return Room(waiting=every.filter(state=State.WAITING).count(), today=today or 0)
