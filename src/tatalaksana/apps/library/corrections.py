"""An office's corrections: what the reader is given, and what the page of corrections shows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from tatalaksana.apps.library.models import Correction, Version
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.keepers import today_of
from tatalaksana.apps.office.queries import lock_agency
from tatalaksana.apps.shared.errors import NotFound
from tatalaksana.core.reading.understand.labels import fold
from tatalaksana.core.reading.understand.office_vocabulary import (
    LONGEST,
    OfficeVocabulary,
    Term,
    TermKind,
)

UNREAD_COLUMN = "RD016"  #: the doubt about a column whose header is no known word


def vocabulary_of(agency: int) -> OfficeVocabulary:
    """What words mean in the agency today: its active corrections."""
    active = corrections_of(agency).filter(active=True).order_by("made_at", "pk")
    return OfficeVocabulary(tuple(term_of(one) for one in active))


def term_of(correction: Correction) -> Term:
    """A correction as the reader takes it; its day is that of the office's zone."""
    return Term(
        kind=TermKind(correction.kind),
        read=correction.read,
        means=correction.means,
        since=correction.made_at.astimezone(ZoneInfo(correction.agency.zone)).date(),
    )


def corrections_of(agency: int) -> QuerySet[Correction]:
    """Every correction that was not removed, the active ones first, then the latest."""
    return (
        Correction.objects.filter(agency=agency)
        .select_related("agency", "made_by", "version__procedure", "replaced_by__agency")
        .order_by("-active", "-made_at", "-pk")
    )


def correction_of(agency: int, correction: int) -> Correction:
    """One correction. Errors: NotFound TL602."""
    found = corrections_of(agency).filter(pk=correction).first()
    if found is None:
        raise NotFound("Koreksi ini tidak ada di instansi Anda.")
    return found


def made_in(version: Version, since: datetime) -> QuerySet[Correction]:
    """What was remembered from one saving of a review."""
    return Correction.objects.filter(agency=version.agency_id, version=version, made_at=since)


def unknown_words(agency: int) -> tuple[str, ...]:
    """Header words of the drafts that no reader knows and nobody has explained yet."""
    drafts = Version.objects.filter(agency=agency, status=Version.Status.DRAFT)
    lists: Iterable[list[dict[str, str]]] = drafts.filter(
        doubts__contains=[{"code": UNREAD_COLUMN}]
    ).values_list("doubts", flat=True)
    known = set(
        Correction.objects.filter(agency=agency, kind=Correction.Kind.HEADER).values_list(
            "folded", flat=True
        )
    )
    words = {
        fold(word): word
        for doubts in lists
        for doubt in doubts
        if doubt["code"] == UNREAD_COLUMN and (word := quoted(doubt["what"]))
    }
    return tuple(word for folded, word in sorted(words.items()) if folded and folded not in known)


def quoted(sentence: str) -> str:
    """What a sentence quotes first."""
    return sentence.partition("“")[2].partition("”")[0]


def used_for(version: Version, name: str) -> Correction | None:
    """The correction by which a column of this draft has the name, if one gave it."""
    whys = {one["why"] for one in version.evidence if one["source"] == "correction"}
    active = corrections_of(version.agency_id).filter(
        kind=Correction.Kind.ROLE, means=name, active=True
    )
    return next(
        (one for one in active if one.version_id == version.pk or term_of(one).why in whys), None
    )


def remember(
    holder: Holder, *, kind: TermKind, read: str, means: str, version: Version | None, now: datetime
) -> Correction:
    """Keep a correction; an active one of the same word is replaced, the later counts.

    The agency is locked first: two keepers who explain one word at once do so in turn.
    Errors: SettingError TL900 (see Term) when it says nothing.
    """
    Term(kind=kind, read=read, means=means, since=today_of(holder, now))
    lock_agency(holder.agency)
    same = Correction.objects.filter(
        agency=holder.agency, kind=kind, folded=fold(read)[:LONGEST], active=True
    )
    before = list(same)
    same.update(active=False)
    made = Correction.objects.create(
        agency_id=holder.agency,
        kind=kind,
        read=read,
        folded=fold(read)[:LONGEST],
        means=means,
        version=version,
        made_by_id=holder.person,
        made_at=now,
    )
    Correction.objects.filter(pk__in=[one.pk for one in before]).update(replaced_by=made)
    return made
