"""A step that several positions do: each says that its part is done, or is set aside.

A return, and every other deed that ends the step, lets the marks count anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tatalaksana.core.engine.state import (
    SET_ASIDE,
    CaseState,
    require_going,
    require_reason,
)


def take_part(state: CaseState, row: int, positions: Iterable[int]) -> CaseState:
    """Return the state after `positions` have done their part of the open `row`.

    Errors: AlreadyDone TL304 when the row is not open, Suspended TL309.
    """
    require_going(state, row)
    return replace(state, seq=state.seq + 1, took_part=state.took_part | set(positions))


def set_aside(state: CaseState, row: int, positions: Iterable[int], reason: str) -> CaseState:
    """Return the state after the part of `positions` in the open `row` is waited for no more.

    Errors: AlreadyDone TL304 when the row is not open, Suspended TL309, ReasonMissing TL302.
    """
    require_reason(reason, SET_ASIDE)
    return take_part(state, row, positions)
