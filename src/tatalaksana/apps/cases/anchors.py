"""Dropping anchors: each night, where the chains of an agency stand, outside their own rows.

In the database, append-only; in a file that is only ever added to, with the head of every case; by
their digests in every backup and in the log. Source: docs/decisions/0006, 0056.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from tatalaksana.apps.cases.feed import is_passed, new_mark
from tatalaksana.apps.cases.models import ChainAnchor, Counter, Event
from tatalaksana.core.engine.anchors import Anchor, Head, anchors_in, sealed, told

MOST = 50_000  #: events that one anchor covers, so that none needs much memory
PATIENCE = 60  #: seconds to wait for the deeds under way
HEADS = """
with last as (
    select distinct on (e.case_id) e.case_id, e.seq, e.hash from cases_event e
    where e.agency_id = %(agency)s and e.id > %(after)s and e.id <= %(upto)s
    order by e.case_id, e.seq desc
)
select c.year, c.number, last.seq, last.hash from last join cases_case c on c.id = last.case_id
"""


def heads_between(agency: int, after: int, upto: int) -> list[Head]:
    """Where the cases stand by the events above the handle `after` up to `upto`."""
    values: dict[str, Any] = {"agency": agency, "after": after, "upto": upto}
    with connection.cursor() as cursor:
        cursor.execute(HEADS, values)
        return [Head(*row) for row in cursor.fetchall()]


def kept_anchors(agency: int) -> Iterator[Anchor]:
    """The anchors in the database, the first one first, without their heads."""
    rows = ChainAnchor.objects.filter(agency=agency).order_by("number")
    for row in rows.iterator(chunk_size=1_000):
        yield as_anchor(row)


def last_anchor(agency: int) -> Anchor | None:
    """The last one in the database."""
    row = ChainAnchor.objects.filter(agency=agency).order_by("-number").first()
    return as_anchor(row) if row else None


def as_anchor(row: ChainAnchor) -> Anchor:
    """A row as the core knows it."""
    return Anchor(
        agency=row.agency_id,
        number=row.number,
        at=row.at,
        upto=row.upto,
        counters={int(year): last for year, last in row.counters.items()},
        before=row.before,
        digest=row.digest,
    )


def settled_event() -> int | None:
    """The handle of an event up to which none is still to appear; None when a deed takes too long.

    Waits for the deeds under way, so nobody calls it inside a transaction.
    """
    with transaction.atomic():
        mark = new_mark()
    until = time.monotonic() + PATIENCE
    while not is_passed(mark):
        if time.monotonic() > until:
            return None
        time.sleep(0.2)
    return mark.event


@transaction.atomic
def drop_anchors(agency: int, upto: int, now: datetime) -> list[Anchor]:
    """Seal what happened up to the event `upto` since the last anchor; nothing when nothing did."""
    last = ChainAnchor.objects.filter(agency=agency).order_by("-number").first()
    number, after, before = (last.number, last.upto, last.digest) if last else (0, 0, "")
    counters = dict(Counter.objects.filter(agency=agency).values_list("year", "last"))
    made: list[Anchor] = []
    while heads := heads_between(agency, after, end := end_of(agency, after, upto)):
        number += 1
        plain = Anchor(
            agency=agency, number=number, at=now, upto=end, counters=counters, before=before
        )
        one = sealed(plain, heads)
        ChainAnchor.objects.create(
            agency_id=agency,
            number=number,
            at=now,
            upto=end,
            counters={str(year): given for year, given in counters.items()},
            before=before,
            digest=one.digest,
        )
        made.append(one)
        after, before = end, one.digest
    return made


def end_of(agency: int, after: int, upto: int) -> int:
    """The last event of an anchor that begins above `after`: MOST events on, or `upto`."""
    rows = Event.objects.filter(agency=agency, pk__gt=after, pk__lte=upto).order_by("pk")
    found = rows.values_list("pk", flat=True)[MOST - 1 : MOST].first()
    return upto if found is None else int(found)


def anchor_file(code: str) -> Path:
    """Where the anchors of the agency with this code are added."""
    return Path(settings.DATA_FOLDER) / "anchors" / f"{code}.jsonl"


def add_to_file(agency: int, code: str) -> Path:
    """Add to the file the anchors of the database that it lacks, each with the heads it seals."""
    file = anchor_file(code)
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    after, number = 0, 0
    for there in anchors_in_file(file):
        after, number = there.upto, there.number
    handle = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as target:
        for one in kept_anchors(agency):
            if one.number > number:
                line = told(one) | {"heads": sorted(heads_between(agency, after, one.upto))}
                target.write(json.dumps(line) + "\n")
                after = one.upto
        target.flush()
        os.fsync(target.fileno())
    return file


def anchors_in_file(file: Path) -> Iterator[Anchor]:
    """The anchors in a file of lines; none when it is not there. Errors: AnchorUnreadable TL902."""
    if file.exists():
        with file.open(encoding="utf-8", errors="replace") as lines:
            yield from anchors_in(lines)
