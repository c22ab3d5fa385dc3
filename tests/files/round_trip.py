"""What a pen wrote and a reader read back, compared."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache

from tatalaksana.core.procedure.model import Procedure, Step
from tatalaksana.core.reading.read import read
from tests.core.reading.scoring import SEEDS

#: what no drawing shows: the unit of a header, and who of a meeting answers for it
NOT_SHOWN = {"003-01": {"duration", "performers"}}


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


def without_conditions(procedure: Procedure) -> Procedure:
    """A condition is said by words, not by the drawing; the words are the activity's."""
    steps = (
        replace(s, decision=s.decision and replace(s.decision, condition=""))
        for s in procedure.steps
    )
    return replace(procedure, steps=tuple(steps))
