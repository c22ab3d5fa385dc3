"""Reading and mending the texts of a procedure, place by place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar, cast

from tatalaksana.core.procedure.model import Procedure, Step

IDENTITY_LISTS = (
    "agency", "legal_basis", "qualifications", "related", "equipment", "warning", "records",
    "performers",
)  # fmt: skip
STEP_LISTS = ("activities", "inputs", "outputs")
Mend = Callable[[Procedure], Procedure]
Change = Callable[[str], str]
T = TypeVar("T", Procedure, Step)


@dataclass(frozen=True, slots=True)
class Passage:
    """One text of a procedure and where it stands; row None = the identity block."""

    row: int | None
    field: str
    text: str


@lru_cache(maxsize=2)  # a dozen checks ask for the same procedure in turn
def passages(procedure: Procedure) -> tuple[Passage, ...]:
    """Return every text a person wrote, from the title to the last note."""
    return tuple(written(procedure))


def written(procedure: Procedure) -> Iterator[Passage]:
    """Yield the texts one by one."""
    yield Passage(None, "title", procedure.title)
    for field in IDENTITY_LISTS:
        for text in getattr(procedure, field):
            yield Passage(None, field, text)
    for step in procedure.steps:
        for field in STEP_LISTS:
            for text in getattr(step, field):
                yield Passage(step.row, field, text)
        if step.note:
            yield Passage(step.row, "note", step.note)


def rewrite(row: int | None, field: str, change: Change) -> Mend:
    """Return a mend that puts every text of one field through `change`.

    A column header is rewritten together with the steps that name it.
    """

    def mend(procedure: Procedure) -> Procedure:
        if row is not None:
            return with_step(procedure, changed(procedure.step(row), field, change))
        mended = changed(procedure, field, change)
        if field == "performers":
            steps = tuple(changed(step, field, change) for step in procedure.steps)
            mended = replace(mended, steps=steps)
        return mended

    return mend


def changed(thing: T, field: str, change: Change) -> T:
    """Return a procedure or step whose texts in `field` went through `change`."""
    value = getattr(thing, field)
    new = tuple(map(change, value)) if isinstance(value, tuple) else change(value)
    copy: T = replace(cast(Any, thing), **{field: new})
    return copy


def with_step(procedure: Procedure, step: Step) -> Procedure:
    """Return the procedure with another step in that row."""
    steps = tuple(step if step.row == old.row else old for old in procedure.steps)
    return replace(procedure, steps=steps)
