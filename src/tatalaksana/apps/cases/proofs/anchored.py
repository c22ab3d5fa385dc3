"""Whether the chains still hold what anchors have sealed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from tatalaksana.apps.cases.anchors import (
    anchor_file,
    anchors_in_file,
    heads_between,
    kept_anchors,
)
from tatalaksana.apps.cases.models import Case, ChainAnchor, Counter
from tatalaksana.core.engine.anchors import Anchor, Head, digest_of


def faults_of_kept_anchors(
    agency: int, code: str, anchors: Iterable[Anchor] | None = None
) -> Iterator[tuple[Case | None, str]]:
    """What differs from `anchors`; without them from those in the file of the agency with `code`,
    and where there is none from those of the database.

    Errors: AnchorUnreadable TL902.
    """
    if anchors is None:
        file = anchor_file(code)
        anchors = anchors_in_file(file) if file.exists() else kept_anchors(agency)
    yield from faults_of_anchors(agency, anchors)


def faults_of_anchors(agency: int, anchors: Iterable[Anchor]) -> Iterator[tuple[Case | None, str]]:
    """What differs from `anchors`, the first one first, and in which case; None = it is not told.

    Each covers what happened since the one before, so all of them together cost one look at every
    event. The anchors of the database are compared too.
    """
    given = dict(Counter.objects.filter(agency=agency).values_list("year", "last"))
    before, after, number = "", 0, 0
    for one in anchors:
        number += 1
        if (one.number, one.before) != (number, before) or own_seal_broken(one):
            yield None, f"Jangkar {one.number} diubah, atau jangkar sebelumnya hilang."
        row = ChainAnchor.objects.filter(agency=agency, number=one.number).first()
        if row is None or row.digest != one.digest:
            yield None, f"Jangkar {one.number} hilang dari basis data, atau diubah di sana."
        yield from faults_of_counters(agency, one, given)
        heads = heads_between(agency, after, one.upto)
        if digest_of(one, heads) != one.digest:
            yield from differences(agency, one, heads)
        number, before, after = one.number, one.digest, one.upto


def own_seal_broken(anchor: Anchor) -> bool:
    """Whether an anchor that tells its heads does not seal them."""
    return anchor.heads is not None and digest_of(anchor, anchor.heads) != anchor.digest


def faults_of_counters(
    agency: int, anchor: Anchor, given: Mapping[int, int]
) -> Iterator[tuple[Case | None, str]]:
    """The years in which fewer numbers are given now than when the anchor was dropped."""
    for year, last in anchor.counters.items():
        if given.get(year, 0) < last:
            case = Case(agency_id=agency, year=year, number=last)
            yield case, f"Nomor ini sudah diberikan ketika jangkar {anchor.number} dibuat."


def differences(
    agency: int, anchor: Anchor, heads: Iterable[Head]
) -> Iterator[tuple[Case | None, str]]:
    """Which cases are not what `anchor` sealed; where it does not tell its heads, when it was."""
    day = anchor.at.date().isoformat()
    sealed = set(anchor.heads or ())
    if not sealed or own_seal_broken(anchor):
        yield None, f"Peristiwa yang dijangkarkan pada {day} (jangkar {anchor.number}) berubah."
        return
    differing = {(head.year, head.number) for head in sealed ^ set(heads)}
    for year, number in sorted(differing):
        case = Case(agency_id=agency, year=year, number=number)
        yield case, f"Rantainya bukan yang dijangkarkan pada {day} (jangkar {anchor.number})."
