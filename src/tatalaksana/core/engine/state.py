"""Advance a case: one deed moves it from one state to the next, or is refused."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tatalaksana.core.base.errors import NotAllowed
from tatalaksana.core.engine.plan import END, Answer, Plan


class ReasonMissing(NotAllowed):
    """A return says why."""

    code = "TL302"


class NoSuchWay(NotAllowed):
    """The step has no way for this answer."""

    code = "TL303"


class AlreadyDone(NotAllowed):
    """The step is no longer open."""

    code = "TL304"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseState:
    """Where a case stands. `row` END means finished; `rework` counts the returns taken."""

    row: int
    seq: int = 1  #: the number of its last event; opening the case is event 1
    rework: int = 0

    @property
    def finished(self) -> bool:
        """Whether the case has run to its end."""
        return self.row == END


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What somebody wants to do with the open step."""

    row: int
    answer: Answer
    reason: str = ""


def opened(plan: Plan) -> CaseState:
    """The state of a case just opened: its first row is open."""
    return CaseState(row=plan.steps[0].row)


def advance(plan: Plan, state: CaseState, deed: Deed) -> CaseState:
    """Return the state after `deed`; the state before is not changed.

    Errors: AlreadyDone TL304 when the row is not open, NoSuchWay TL303 when the step has no
    such way, ReasonMissing TL302 when a return gives no reason. Source: the procedure's own
    arrows.
    """
    if deed.row != state.row or state.finished:
        raise AlreadyDone(
            f"Langkah {deed.row} sudah tidak terbuka.",
            hint="Muat ulang halaman untuk melihat keadaan terakhir.",
        )
    ways = plan.step(deed.row).ways
    if deed.answer not in ways:
        raise NoSuchWay(
            f"Langkah {deed.row} tidak mengenal jawaban ini.",
            hint="Pilih salah satu tombol pada halaman tugas.",
        )
    returning = deed.answer is Answer.RETURN
    if returning and not deed.reason.strip():
        raise ReasonMissing(
            "Alasan pengembalian belum diisi.",
            hint="Tulis apa yang harus diperbaiki agar penerima tahu harus berbuat apa.",
        )
    return replace(state, row=ways[deed.answer], seq=state.seq + 1, rework=state.rework + returning)


def run(plan: Plan, deeds: tuple[Deed, ...]) -> CaseState:
    """The state after opening a case and doing `deeds` in order."""
    state = opened(plan)
    for deed in deeds:
        state = advance(plan, state, deed)
    return state
