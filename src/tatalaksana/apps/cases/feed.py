"""The events of an agency in the order of their ids, for whoever follows them to the end.

Ids are given before the transaction that holds them ends, so a lower one may appear after a higher
one. A `Mark` tells when this cannot happen any more: who took an id had written a row before (every
deed changes its task or its case first), hence had a transaction id; once all transactions up to
that of the mark have ended, no id up to the mark is still to appear.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from tatalaksana.apps.cases.models import Event

FEED = """
select e.id, e.case_id, e.kind from cases_event e
where e.agency_id = %(agency)s and e.id > %(behind)s and e.kind = any(%(kinds)s)
    and not e.id = any(%(but)s::bigint[])
order by e.id limit %(size)s
"""
LAST = "select coalesce(pg_sequence_last_value(pg_get_serial_sequence('cases_event', 'id')), 0)"
CURRENT = "select pg_current_xact_id()::text::bigint"
#: a transaction id lower than the mark's is one of another server: the data were restored there
ENDED = """
select pg_snapshot_xmin(pg_current_snapshot())::text::bigint > %(xid)s
    or pg_current_xact_id()::text::bigint < %(xid)s
"""


@dataclass(frozen=True, slots=True)
class Mark:
    """An id, and a transaction that began after it was given."""

    event: int
    xid: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FedEvent:
    """One event by its numbers: nothing of what the case is about, and nobody's name."""

    id: int
    kind: str
    year: int
    number: int
    seq: int
    row: int
    to_row: int
    at: datetime


def new_mark() -> Mark:
    """A mark behind every id that is given by now; inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute(LAST)
        (event,) = cursor.fetchone()
        cursor.execute(CURRENT)  # after it: this number is higher than those of all who took ids
        (xid,) = cursor.fetchone()
    return Mark(event, xid)


def is_passed(mark: Mark) -> bool:
    """Whether no event up to the mark is still to appear."""
    with connection.cursor() as cursor:
        cursor.execute(ENDED, {"xid": mark.xid})
        return bool(cursor.fetchone()[0])


def events_behind(
    agency: int, behind: int, kinds: Collection[str], but: Iterable[int], size: int
) -> list[tuple[int, int, str]]:
    """The next `size` events with an id above `behind`, without those of `but`: id, case, kind."""
    values: dict[str, Any] = {
        "agency": agency,
        "behind": behind,
        "kinds": list(kinds),
        "but": list(but),
        "size": size,
    }
    with connection.cursor() as cursor:
        cursor.execute(FEED, values)
        return [(event, case, kind) for event, case, kind in cursor.fetchall()]


def fed_event(agency: int, event: int) -> FedEvent:
    """One event by its numbers."""
    found = Event.objects.select_related("case").get(agency=agency, pk=event)
    return FedEvent(
        id=found.pk,
        kind=found.kind,
        year=found.case.year,
        number=found.case.number,
        seq=found.seq,
        row=found.row,
        to_row=found.to_row,
        at=found.at,
    )
