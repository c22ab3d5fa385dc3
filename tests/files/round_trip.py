"""What a pen wrote and a reader read back, compared."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache

from tatalaksana.core.procedure.graph import next_row
from tatalaksana.core.procedure.model import Procedure, Step
from tatalaksana.core.reading.read import read
from tests.core.reading.scoring import SEEDS


LISTS = ("legal_basis", "qualifications", "related", "equipment", "warning", "records")


@cache
def bundled() -> dict[str, Procedure]:
    """The 37 procedures of the bundled documents, as their texts tell them."""
    return {
        f"{file.stem[:3]}-{number:02d}": one.procedure
        for file in sorted(SEEDS.glob("*.txt"))
        for number, one in enumerate(read(file.read_bytes(), file.name), start=1)
    }


def came_back(data: bytes, meant: Procedure, but: set[str] | None = None) -> None:
    """`data` tells the procedure `meant`; the fields of its steps in `but` may differ."""
    (got,) = read(data, "kembali")
    assert replace(got.procedure, steps=()) == replace(meant, steps=())
    assert len(got.procedure.steps) == len(meant.steps)
    found: set[str] = set()
    for mine, other in zip(meant.steps, got.procedure.steps, strict=True):
        found |= differences(mine, other)
    assert found <= (but or set())


def differences(one: Step, other: Step) -> set[str]:
    """The fields that are not the same."""
    return {f.name for f in fields(Step) if getattr(one, f.name) != getattr(other, f.name)}


def as_drawn(procedure: Procedure) -> Procedure:
    """What a drawing of it shows, by its nature; each difference has its reason.

    - The condition of a decision is said by the words of the activity, not by the drawing.
    - Several performers of a row: the arrows tell the one who answers for it, the others stand
      in the order of their columns.
    - A decision that goes on to no row goes on to the next one.
    - A semicolon parts the items of a cell that shows no list, as in every document; in the
      columns of documents so does a comma.
    """
    names = procedure.performers
    found = []
    for step in procedure.steps:
        first, *rest = step.performers or ("",)
        decision = step.decision and replace(
            step.decision, condition="", approve_row=next_row(procedure, step)
        )
        others = sorted(rest, key=names.index)
        found.append(
            replace(
                step,
                performers=(first, *others),
                decision=decision,
                activities=parted(step.activities),
            )
        )
    lists = {name: parted(getattr(procedure, name)) for name in LISTS}
    return replace(procedure, steps=tuple(found), **lists)


def parted(texts: tuple[str, ...]) -> tuple[str, ...]:
    """One text parted at its semicolons; several are parted already."""
    return tuple(texts[0].split("; ")) if len(texts) == 1 else texts


def without_conditions(procedure: Procedure) -> Procedure:
    """A condition is said by words, not by the drawing; the words are the activity's."""
    steps = (
        replace(s, decision=s.decision and replace(s.decision, condition=""))
        for s in procedure.steps
    )
    return replace(procedure, steps=tuple(steps))
