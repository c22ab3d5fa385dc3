"""Random procedures that can run, for the property tests of the engine."""

from hypothesis import strategies as st

from tatalaksana.core.procedure.model import Decision, Procedure, Step

ROLES = ("Kasubbag", "Analis", "Kabag", "Karo", "Sekda")


@st.composite
def runnable(draw: st.DrawFn, most: int = 8) -> Procedure:
    """A procedure whose decisions return to an earlier row and go on to a later one."""
    rows = draw(st.integers(1, most))
    steps = []
    for row in range(1, rows + 1):
        decision = None
        if row > 1 and draw(st.booleans()):
            decision = Decision(
                approve_row=draw(st.none() | st.integers(row + 1, rows)) if row < rows else None,
                return_row=draw(st.integers(1, row - 1)),
                condition=draw(st.sampled_from(["setuju", "sudah lengkap", "kelengkapan", ""])),
            )
        steps.append(
            Step(
                row=row,
                no=str(row),
                activities=(f"Mengerjakan {row}",),
                performers=tuple(draw(st.lists(st.sampled_from(ROLES), min_size=1, max_size=2))),
                decision=decision,
            )
        )
    return Procedure(title="Acak", performers=ROLES, steps=tuple(steps))
