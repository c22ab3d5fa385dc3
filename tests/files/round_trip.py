"""What a pen wrote and a reader read back, compared."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache

from tatalaksana.core.procedure.graph import next_row, return_row
from tatalaksana.core.procedure.model import Procedure, Step
from tatalaksana.core.reading.read import read
from tests.core.reading.scoring import SEEDS


@cache
def bundled() -> dict[str, Procedure]:
    """The 37 procedures of the bundled documents, as their texts tell them."""
    return {
        f"{file.stem[:3]}-{number:02d}": one.procedure
        for file in sorted(SEEDS.glob("*.txt"))
        for number, one in enumerate(read(file.read_bytes(), file.name), start=1)
    }


def came_back(data: bytes, meant: Procedure) -> None:
    """`data` tells the procedure `meant`."""
    (got,) = read(data, "kembali")
    assert replace(got.procedure, steps=()) == replace(meant, steps=())
    assert len(got.procedure.steps) == len(meant.steps)
    for mine, other in zip(meant.steps, got.procedure.steps, strict=True):
        assert not differences(mine, other)


def differences(one: Step, other: Step) -> set[str]:
    """The fields that are not the same."""
    return {f.name for f in fields(Step) if getattr(one, f.name) != getattr(other, f.name)}


def as_drawn(procedure: Procedure) -> Procedure:
    """What a drawing of it shows. By its nature it cannot show these, and nothing else is lost:

    - The condition of a decision: the words of the activity say it, not the drawing.
    - Who of several performers answers for the step, where no arrow reaches the row or leaves it;
      and the order of those who take part: they stand in the order of their columns.
    - Whether a decision names no row to go on to, or the next one.
    - Whether a semicolon in a cell without a list parts two items: in every document it may.
    """
    names, touched = procedure.performers, rows_touched(procedure)
    found = []
    for step in procedure.steps:
        first, *rest = step.performers
        others = sorted(rest, key=names.index)
        decision = step.decision and replace(
            step.decision, condition="", approve_row=next_row(procedure, step)
        )
        doers = (
            (first, *others) if step.row in touched else sorted(step.performers, key=names.index)
        )
        activities = parted(step.activities)
        found.append(
            replace(step, performers=tuple(doers), decision=decision, activities=activities)
        )
    p = procedure
    return replace(
        p, steps=tuple(found), legal_basis=parted(p.legal_basis), related=parted(p.related),
        qualifications=parted(p.qualifications), equipment=parted(p.equipment),
        warning=parted(p.warning), records=parted(p.records),
    )  # fmt: skip


def rows_touched(procedure: Procedure) -> set[int]:
    """The rows that an arrow reaches or leaves."""
    found: set[int] = set()
    for step in procedure.steps:
        for row in (next_row(procedure, step), return_row(step)):
            found |= {step.row, row} if row is not None else set()
    return found


def parted(texts: tuple[str, ...]) -> tuple[str, ...]:
    """One text parted at its semicolons; several are parted already."""
    return tuple(texts[0].split("; ")) if len(texts) == 1 else texts


def without_conditions(procedure: Procedure) -> Procedure:
    """The procedure as a drawing can tell it back, see `as_drawn`."""
    steps = (
        replace(s, decision=s.decision and replace(s.decision, condition=""))
        for s in procedure.steps
    )
    return replace(procedure, steps=tuple(steps))
