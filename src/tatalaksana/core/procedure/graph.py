"""Questions to the graph of a procedure: what follows, what leads back, what is out of reach."""

from __future__ import annotations

from tatalaksana.core.procedure.model import Procedure, Step


def next_row(procedure: Procedure, step: Step) -> int | None:
    """The row after `step` on the way forward; None when the procedure ends there."""
    if step.decision is not None and step.decision.approve_row is not None:
        return step.decision.approve_row
    return step.row + 1 if step.row < len(procedure.steps) else None


def return_row(step: Step) -> int | None:
    """The row a refusal of `step` goes back to; None when the step returns nowhere."""
    return step.decision.return_row if step.decision is not None else None


def straight_run(procedure: Procedure) -> tuple[int, ...]:
    """The rows from first to last when everything is approved; stops at a loop."""
    rows: list[int] = []
    row: int | None = 1 if procedure.steps else None
    while row is not None and row not in rows and 1 <= row <= len(procedure.steps):
        rows.append(row)
        row = next_row(procedure, procedure.step(row))
    return tuple(rows)


def unreachable(procedure: Procedure) -> tuple[int, ...]:
    """The rows that no way from the first row leads to."""
    seen: set[int] = set()
    waiting = [1] if procedure.steps else []
    while waiting:
        row = waiting.pop()
        if row in seen or not 1 <= row <= len(procedure.steps):
            continue
        seen.add(row)
        step = procedure.step(row)
        waiting += [r for r in (next_row(procedure, step), return_row(step)) if r is not None]
    return tuple(step.row for step in procedure.steps if step.row not in seen)
