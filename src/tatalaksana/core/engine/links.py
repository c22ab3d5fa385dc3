"""The cases that were opened from a step of another: linked, waited for, or not any more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from tatalaksana.core.engine.state import (
    UNAWAIT,
    CaseState,
    Link,
    require_going,
    require_reason,
)


def link(state: CaseState, row: int, children: Iterable[int], *, waits: bool) -> CaseState:
    """Return the state after the cases `children` were opened from the open `row`.

    With `waits` the row cannot be finished before they end.
    Errors: AlreadyDone TL304 when the row is not open, Suspended TL309.
    """
    require_going(state, row)
    made = tuple(Link(child=child, row=row, waits=waits) for child in children)
    return replace(state, seq=state.seq + 1, links=state.links + made)


def unawait(state: CaseState, row: int, children: Iterable[int], reason: str) -> CaseState:
    """Return the state after the open `row` waits for the cases `children` no more.

    Errors: AlreadyDone TL304 when the row is not open, Suspended TL309, ReasonMissing TL302.
    """
    require_going(state, row)
    require_reason(reason, UNAWAIT)
    gone = set(children)
    links = tuple(replace(one, waits=one.waits and one.child not in gone) for one in state.links)
    return replace(state, seq=state.seq + 1, links=links)


def followed(links: Iterable[Link], rows: Mapping[str, int]) -> tuple[Link, ...]:
    """The links of a case that was moved: each at the row its step has now, by `rows`.

    Where the step is gone, nothing waits any more.
    """
    return tuple(
        replace(
            one,
            row=rows.get(str(one.row), one.row),
            waits=one.waits and str(one.row) in rows,
        )
        for one in links
    )
