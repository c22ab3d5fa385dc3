"""A colleague is asked for an opinion: the task stays with whoever asks, and its clock goes on."""

from __future__ import annotations

from dataclasses import replace

from tatalaksana.core.base.errors import NotAllowed
from tatalaksana.core.engine.state import (
    AlreadyDone,
    CaseState,
    Refusal,
    require_going,
    require_reason,
)

QUESTION = Refusal(
    "Pertanyaan belum diisi.",
    "Tulis apa yang ingin Anda ketahui dari rekan itu.",
)
ANSWER = Refusal(
    "Pendapat belum diisi.",
    "Tulis pendapat Anda; dokumen boleh dilampirkan di sampingnya.",
)


class OpinionAwaited(NotAllowed):
    """An opinion that was asked for has not been given yet."""

    code = "TL312"


def consult(state: CaseState, row: int, question: str) -> CaseState:
    """Return the state after somebody was asked `question` about the open `row`.

    Errors: AlreadyDone TL304 when the row is not open, Suspended TL309, ReasonMissing TL302.
    """
    require_going(state, row)
    require_reason(question, QUESTION)
    return replace(state, seq=state.seq + 1, asked=state.asked + 1)


def give_opinion(state: CaseState, row: int, text: str) -> CaseState:
    """Return the state after one of those who were asked gave an opinion.

    Errors: AlreadyDone TL304 when the row is not open or nobody is asked, Suspended TL309,
    ReasonMissing TL302.
    """
    require_reason(text, ANSWER)
    return answered(state, row)


def call_off(state: CaseState, row: int) -> CaseState:
    """Return the state after a question was withdrawn. Errors: as of `give_opinion`."""
    return answered(state, row)


def answered(state: CaseState, row: int) -> CaseState:
    """Return the state with one open question less."""
    require_going(state, row)
    if not state.asked:
        raise AlreadyDone("Pertanyaan ini sudah dijawab atau ditarik.", hint="Muat ulang halaman.")
    return replace(state, seq=state.seq + 1, asked=state.asked - 1)


def require_heard(state: CaseState, *, without: bool) -> None:
    """Errors: OpinionAwaited TL312 while an opinion is awaited, unless one goes on `without`."""
    if state.asked and not without and not state.finished:
        raise OpinionAwaited(
            "Pendapat yang diminta untuk langkah ini belum diberikan.",
            hint="Tunggu jawabannya, tarik pertanyaannya, atau centang “Selesaikan tanpa menunggu"
            " pendapat”.",
        )
