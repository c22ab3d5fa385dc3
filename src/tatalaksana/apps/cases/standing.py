"""Events as the core knows them, and which of them stand: not undone by a correction."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q

from tatalaksana.apps.cases.models import Event
from tatalaksana.core.engine import events as chain

#: whether a correction took back the event, or the click that opened the step it was noted in
WITHDRAWN = ~Q(kind__in=chain.OF_THE_CASE) & Exists(
    Event.objects.filter(
        agency=OuterRef("agency"),
        case=OuterRef("case"),
        corrects__lte=OuterRef("seq"),
        seq__gte=OuterRef("seq"),
    )
)


def as_event(row: Event) -> chain.Event:
    """A row as the core verifies it. Errors: ValueError for a kind the core does not know."""
    return chain.Event(
        case=row.case_id,
        seq=row.seq,
        kind=chain.Kind(row.kind),
        row=row.row,
        to_row=row.to_row,
        actor=row.actor_id,
        position=row.position_id,
        at=row.at,
        reason=row.reason,
        data=row.data,
        key=row.key,
        id=row.pk,
        hash=row.hash,
    )


def standing(rows: Iterable[Event]) -> list[Event]:
    """Those of the events of one case, in order, that stand."""
    events = list(rows)
    stands = {one.seq for one in chain.standing([as_event(row) for row in events])}
    return [row for row in events if row.seq in stands]
