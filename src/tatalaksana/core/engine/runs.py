"""The spans in which the clock of a step ran: it stands while the file is outside or suspended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tatalaksana.core.engine.events import Kind

#: the spans, the first from the opening of the step, the last without an end while the clock runs
Runs = list[tuple[datetime, datetime | None]]

STOPS = {Kind.HELD: Kind.RELEASED, Kind.SUSPENDED: Kind.RESUMED}  #: and what ends each
STOPPING = frozenset(STOPS) | frozenset(STOPS.values())


def runs_of(opened_at: datetime, notes: Iterable[tuple[str, datetime]]) -> Runs:
    """The spans of a step opened at `opened_at`; `notes` are the kinds of STOPPING in order.

    Both stops may overlap: a suspended file that comes back from outside still stands. Of a whole
    case `notes` hold the deeds too: with each the file is here and the case goes on.
    """
    runs: Runs = [(opened_at, None)]
    standing: set[str] = set()
    for kind, at in notes:
        if at < opened_at:  # of an earlier step of the case
            continue
        stood = bool(standing)
        if kind in STOPS:
            standing.add(STOPS[Kind(kind)])
        elif kind in STOPPING:
            standing.discard(kind)
        else:
            standing.clear()
        if standing and not stood:
            runs[-1] = (runs[-1][0], at)
        elif stood and not standing:
            runs.append((at, None))
    return runs
