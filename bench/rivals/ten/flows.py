"""The process as a flow of Viewflow, with the lock it recommends on PostgreSQL."""

from __future__ import annotations

from typing import Any

from viewflow import this
from viewflow.workflow import flow, lock
from viewflow.workflow.models import Process

from bench.rivals.process import REVIEWS, ROWS


def returned(activation: Any) -> bool:
    """What the review said."""
    return bool(activation.process.data.get("returns"))


def nodes() -> dict[str, Any]:
    """The tasks and gateways by their names."""
    made: dict[str, Any] = {"start": flow.StartHandle().Next(this.s1), "finish": flow.End()}
    for row in range(1, ROWS + 1):
        after = getattr(this, f"s{row + 1}" if row < ROWS else "finish")
        if row in REVIEWS:
            back = getattr(this, f"s{REVIEWS[row]}")
            made[f"s{row}"] = flow.View(None).Next(getattr(this, f"g{row}"))
            made[f"g{row}"] = flow.If(returned).Then(back).Else(after)
        else:
            made[f"s{row}"] = flow.View(None).Next(after)
    return made


class TenFlow(flow.Flow):  # type: ignore[misc]
    """Ten steps, two of them reviews."""

    process_class = Process
    lock_impl = lock.SelectForUpdateLock()
    locals().update(nodes())
