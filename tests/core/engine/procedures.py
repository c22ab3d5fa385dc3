"""Random procedures that can run, for the property tests of the engine."""

from decimal import Decimal
from functools import cache
from itertools import product

from hypothesis import strategies as st

from tatalaksana.core.procedure.model import Decision, Duration, Procedure, Step, Unit

ROLES = ("Kasubbag", "Analis", "Kabag", "Karo", "Sekda")
PERFORMERS = st.sampled_from([(one,) for one in ROLES] + list(product(ROLES, ROLES)))
CONDITIONS = ("setuju", "sudah lengkap", "kelengkapan", "")
VALUES = st.sampled_from([Decimal(value) for value in ("0.5", "1", "3", "45")])
DURATIONS = st.none() | st.builds(Duration, VALUES, st.sampled_from(Unit))


@cache
def decisions(row: int, rows: int) -> st.SearchStrategy[Decision | None]:
    """No decision, or one that returns to any row before and goes on to any row after, or ends."""
    return (
        st.sampled_from(
            [
                Decision(approve_row=onward, return_row=back, condition=condition)
                for onward in (None, *range(row + 1, rows + 1))
                for back in range(1, row)
                for condition in CONDITIONS
            ]
        )
        if row > 1
        else st.none()
    )


@st.composite
def runnable(draw: st.DrawFn, most: int = 8) -> Procedure:
    """A procedure whose decisions return to an earlier row and go on to a later one."""
    rows = draw(st.integers(1, most))
    steps = [
        Step(
            row=row,
            no=str(row),
            activities=(f"Mengerjakan {row}",),
            performers=draw(PERFORMERS),
            decision=draw(decisions(row, rows)) if draw(st.booleans()) else None,
            duration=draw(DURATIONS),
        )
        for row in range(1, rows + 1)
    ]
    return Procedure(title="Acak", performers=ROLES, steps=tuple(steps))
