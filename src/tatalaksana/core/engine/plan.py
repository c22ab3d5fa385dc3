"""Compile a procedure into the immutable table by which a case runs.

A case holds one open row at a time; the table says, for every row and answer, which row
follows. Nothing is invented here: every way is in the procedure.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tatalaksana.core.base.errors import ProcedureError
from tatalaksana.core.base.worktime import DAYS_A_MONTH, DAYS_A_WEEK, MINUTES_A_DAY
from tatalaksana.core.engine.signing import decides, draft_judged, signs
from tatalaksana.core.engine.wording import Words, words_of
from tatalaksana.core.procedure.graph import next_row, return_row
from tatalaksana.core.procedure.model import Duration, Procedure, Step, Unit

LONGEST_MONTH = 31  #: calendar days
#: working minutes of a unit, for judging what is absurd
MINUTES = {
    Unit.MINUTE: 1,
    Unit.HOUR: 60,
    Unit.DAY: MINUTES_A_DAY,
    Unit.CALENDAR_DAY: DAYS_A_MONTH * MINUTES_A_DAY // LONGEST_MONTH,
    Unit.FULL_DAY: DAYS_A_MONTH * MINUTES_A_DAY // LONGEST_MONTH,
    Unit.WEEK: DAYS_A_WEEK * MINUTES_A_DAY,
    Unit.MONTH: DAYS_A_MONTH * MINUTES_A_DAY,
}
LONGEST = 5 * 12 * MINUTES[Unit.MONTH]  #: working minutes; no step of an office takes longer
END = 0  #: the row "after the last": the case is finished


class Answer(StrEnum):
    """How a step can be ended."""

    FINISH = "finish"  #: a step without a branch is done
    APPROVE = "approve"  #: the branch goes forward
    RETURN = "return"  #: the branch goes back, with a reason


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStep:
    """One row of the plan."""

    row: int
    performers: tuple[str, ...]  #: roles as printed, the responsible one first
    ways: dict[Answer, int]  #: answer -> row; END finishes the case
    duration: Duration | None
    words: Words  #: what the buttons say, in the document's own words
    signs: bool  #: its performer signs: nobody does it for her
    draft: int  #: the row that made what it judges; 0 = it judges nothing that another row made
    decides: bool  #: it branches, or its performer approves in the document's words

    @property
    def responsible(self) -> str:
        """The role that must act."""
        return self.performers[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What a case of one version runs by."""

    title: str
    steps: tuple[PlannedStep, ...]

    def step(self, row: int) -> PlannedStep:
        """Return the step of `row`. Errors: ProcedureError TL100 when there is none."""
        if not 1 <= row <= len(self.steps):
            raise ProcedureError(f"Prosedur ini tidak punya langkah {row}.", place=self.title)
        return self.steps[row - 1]

    @property
    def roles(self) -> tuple[str, ...]:
        """Every role that takes part, in the order of first appearance."""
        return tuple(dict.fromkeys(role for step in self.steps for role in step.performers))


def obstacles(procedure: Procedure) -> tuple[str, ...]:
    """Why the procedure cannot run as it stands, one sentence each; empty = it can."""
    if not procedure.steps:
        return ("Prosedur ini belum punya langkah.",)
    found = [
        f"Langkah {step.row} belum punya pelaksana."
        for step in procedure.steps
        if not step.performers
    ]
    for step in procedure.steps:
        ahead, back = next_row(procedure, step), return_row(step)
        if step.decision is not None and back is None:
            found.append(f"Langkah {step.row} memutuskan, tetapi tidak jelas kembali ke mana.")
        if back is not None and not 1 <= back < step.row:
            found.append(f"Langkah {step.row} kembali ke baris {back}, bukan langkah sebelumnya.")
        if ahead is not None and not step.row < ahead <= len(procedure.steps):
            found.append(f"Langkah {step.row} maju ke baris {ahead}, bukan langkah sesudahnya.")
    found += [
        f"Waktu langkah {step.row} ({step.duration_text}) lebih dari lima tahun."
        for step in procedure.steps
        if step.duration is not None and step.duration.value * MINUTES[step.duration.unit] > LONGEST
    ]
    return tuple(found)


def compile_plan(procedure: Procedure) -> Plan:
    """Return the plan of `procedure`.

    Errors: ProcedureError TL100 naming every obstacle; a plan is made whole or not at all.
    """
    wrong = obstacles(procedure)
    if wrong:
        raise ProcedureError(
            " ".join(wrong), place=procedure.title, hint="Lengkapi di halaman tinjauan prosedur."
        )
    return Plan(
        title=procedure.title,
        steps=tuple(planned(procedure, step) for step in procedure.steps),
    )


def planned(procedure: Procedure, step: Step) -> PlannedStep:
    """One step with its ways."""
    ahead = next_row(procedure, step) or END
    back = return_row(step)
    ways = {Answer.FINISH: ahead} if back is None else {Answer.APPROVE: ahead, Answer.RETURN: back}
    return PlannedStep(
        row=step.row,
        performers=step.performers,
        ways=ways,
        duration=step.duration,
        words=words_of(step),
        signs=signs(step),
        decides=decides(step),
        draft=draft_judged(procedure.steps, step.row),
    )
