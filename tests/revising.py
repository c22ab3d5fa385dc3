"""New versions of procedures of the cast."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from tatalaksana.apps.library.actions.correct import correct
from tatalaksana.apps.library.actions.put_in_force import put_in_force
from tatalaksana.apps.library.actions.revise import revise
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.library.queries import content_of
from tatalaksana.core.procedure.model import Procedure, Step

ADDED = "Memaraf koordinasi dengan bagian terkait"


def with_a_new_second_step(content: Procedure) -> Procedure:
    """The procedure with one more step after the first; the arrows go where they went."""
    first, *rest = (
        shifted(step, lambda row: row if row < 2 else row + 1) for step in content.steps
    )
    added = Step(row=2, no="2", activities=(ADDED,), performers=first.performers)
    return replace(content, steps=(first, added, *rest))


def without_the_second_step(content: Procedure) -> Procedure:
    """The procedure without its second step; what went back to it goes back to the first."""
    first, _gone, *rest = (
        shifted(step, lambda row: row if row < 2 else row - 1) for step in content.steps
    )
    return replace(content, steps=(first, *rest))


def shifted(step: Step, there: Callable[[int], int]) -> Step:
    """The step at its new row, with its arrows."""

    def later(row: int | None) -> int | None:
        return None if row is None else there(row)

    decision = step.decision and replace(
        step.decision,
        approve_row=later(step.decision.approve_row),
        return_row=later(step.decision.return_row),
    )
    return replace(step, row=there(step.row), decision=decision)


def new_version(
    keeper,
    version: int,
    change: Callable[[Procedure], Procedure],
    now: datetime,
    rows: Mapping[int, int] | None = None,
) -> Version:
    """The next version of the procedure, changed and put in force."""
    draft = revise(keeper, version=version, now=now)
    content = change(content_of(draft))
    correct(keeper, version=draft.pk, content=content, rows=rows, now=now)
    return put_in_force(keeper, version=draft.pk, now=now)
