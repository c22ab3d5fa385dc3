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


class Suspended(NotAllowed):
    """The case stands until it is resumed."""

    code = "TL309"


class NothingToCorrect(NotAllowed):
    """There is no deed, or none any more, that a correction could take back."""

    code = "TL310"


@dataclass(frozen=True, slots=True)
class Refusal:
    """What somebody who gave no reason is told."""

    message: str
    hint: str


RETURN = Refusal(
    "Alasan pengembalian belum diisi.",
    "Tulis apa yang harus diperbaiki agar penerima tahu harus berbuat apa.",
)
OUTSIDE = Refusal(
    "Keterangan belum diisi.",
    "Tulis pada siapa berkas ini berada dan apa yang ditunggu.",
)
SUSPEND = Refusal(
    "Alasan penghentian belum diisi.",
    "Tulis mengapa berkas ini dihentikan dan apa yang ditunggu.",
)
SET_ASIDE = Refusal(
    "Alasan melanjutkan tanpa pelaksana itu belum diisi.",
    "Tulis mengapa bagiannya tidak ditunggu.",
)
TAKE_AWAY = Refusal(
    "Alasan pengalihan belum diisi.",
    "Tulis mengapa tugas ini dialihkan kepada orang lain.",
)
CANCEL = Refusal(
    "Alasan pembatalan belum diisi.",
    "Tulis mengapa berkas ini dibatalkan.",
)
UNAWAIT = Refusal(
    "Alasan tidak menunggu belum diisi.",
    "Tulis mengapa langkah ini dilanjutkan tanpa berkas yang belum selesai.",
)
MOVE = Refusal(
    "Alasan pemindahan belum diisi.",
    "Tulis mengapa berkas ini dilanjutkan dengan versi lain.",
)

CORRECT = Refusal(
    "Alasan koreksi belum diisi.",
    "Tulis mengapa klik itu keliru; pelaksana berikutnya membaca kalimat ini.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A case that was opened from a step of this one."""

    child: int  #: the case
    row: int  #: the step it was opened from
    waits: bool  #: the step cannot be finished before the child ends


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseState:
    """Where a case stands. `row` END means finished; `rework` counts the returns taken."""

    row: int
    seq: int = 1  #: the number of its last event; opening the case is event 1
    rework: int = 0
    resume: int = END  #: the row the mended file goes straight back to; END = the usual way
    held: bool = False  #: the file is with an outside party; the clock of the open step stands
    suspended: bool = False  #: nothing is done in the case, and its clock stands
    cancelled: bool = False  #: it ended before its work was done
    asked: int = 0  #: opinions that the open step still waits for
    took_part: frozenset[int] = frozenset()  #: positions that did their part of the open step
    links: tuple[Link, ...] = ()  #: the cases opened from this one, the first one first

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
    straight_back: bool = (
        False  #: a return that wants the mended file back without the rows between
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SendBack:
    """What a superior wants: the open file goes back to a row that was done before."""

    row: int
    to_row: int
    reason: str
    straight_back: bool = False


def opened(plan: Plan) -> CaseState:
    """The state of a case just opened: its first row is open."""
    return CaseState(row=plan.steps[0].row)


def advance(plan: Plan, state: CaseState, deed: Deed) -> CaseState:
    """Return the state after `deed`; the state before is not changed.

    A file that was returned "straight back" skips the rows between once it is mended.
    Errors: AlreadyDone TL304 when the row is not open, NoSuchWay TL303 when the step has no
    such way, ReasonMissing TL302 when a return gives no reason. Source: the procedure's own
    arrows.
    """
    require_going(state, deed.row)
    ways = plan.step(deed.row).ways
    if deed.answer not in ways:
        raise NoSuchWay(
            f"Langkah {deed.row} tidak mengenal jawaban ini.",
            hint="Pilih salah satu tombol pada halaman tugas.",
        )
    if deed.answer is not Answer.RETURN:
        row = state.resume or ways[deed.answer]
        return at_step(state, row)
    require_reason(deed.reason)
    return gone_back(state, ways[Answer.RETURN], straight_back=deed.straight_back)


def send_back(plan: Plan, state: CaseState, deed: SendBack) -> CaseState:
    """Return the state after a superior has sent the open file back to an earlier row.

    Errors: AlreadyDone TL304 when the row is not open, NoSuchWay TL303 when `to_row` is no earlier
    row, ReasonMissing TL302.
    """
    require_going(state, deed.row)
    if not 1 <= deed.to_row < deed.row or deed.row > len(plan.steps):
        raise NoSuchWay(
            f"Langkah {deed.to_row} bukan langkah sebelum langkah {deed.row}.",
            hint="Pilih langkah yang sudah dikerjakan.",
        )
    require_reason(deed.reason)
    return gone_back(state, deed.to_row, straight_back=deed.straight_back)


def at_step(state: CaseState, row: int) -> CaseState:
    """`state` at another step, where nothing was asked and nobody has done a part."""
    return replace(
        state,
        row=row,
        seq=state.seq + 1,
        resume=END,
        held=False,
        asked=0,
        took_part=frozenset(),
    )


def gone_back(state: CaseState, to_row: int, *, straight_back: bool) -> CaseState:
    """The state after a return to `to_row`."""
    return replace(
        state,
        row=to_row,
        seq=state.seq + 1,
        rework=state.rework + 1,
        resume=state.row if straight_back else END,
        held=False,
        asked=0,
        took_part=frozenset(),
    )


def hold(state: CaseState, row: int, reason: str) -> CaseState:
    """Return the state after the file went to an outside party; the clock of `row` stands still.

    Errors: AlreadyDone TL304 when the row is not open or the file is outside already,
    ReasonMissing TL302.
    """
    require_going(state, row)
    if state.held:
        raise AlreadyDone("Berkas ini sudah dicatat berada di luar kantor.")
    require_reason(reason, OUTSIDE)
    return replace(state, seq=state.seq + 1, held=True)


def release(state: CaseState, row: int) -> CaseState:
    """Return the state after the file came back from outside; the clock of `row` runs again,
    unless the case is suspended.

    Errors: AlreadyDone TL304 when the row is not open or the file is not outside.
    """
    require_open(state, row)
    if not state.held:
        raise AlreadyDone("Berkas ini sudah kembali di kantor.")
    return replace(state, seq=state.seq + 1, held=False)


def address(state: CaseState, row: int) -> CaseState:
    """Return the state after the open `row` was addressed to one of its holders, or to all.

    Errors: AlreadyDone TL304 when the row is not open, Suspended TL309.
    """
    require_going(state, row)
    return replace(state, seq=state.seq + 1)


def suspend(state: CaseState, row: int, reason: str) -> CaseState:
    """Return the state after the case was stopped: nothing is done in it until it is resumed.

    Errors: AlreadyDone TL304 when the row is not open, Suspended TL309 when it stands already,
    ReasonMissing TL302.
    """
    require_going(state, row)
    require_reason(reason, SUSPEND)
    return replace(state, seq=state.seq + 1, suspended=True)


def resume(state: CaseState, row: int) -> CaseState:
    """Return the state after a suspended case goes on; a file outside is still outside.

    Errors: AlreadyDone TL304 when the row is not open or the case is not suspended.
    """
    require_open(state, row)
    if not state.suspended:
        raise AlreadyDone("Berkas ini sudah berjalan lagi.")
    return replace(state, seq=state.seq + 1, suspended=False)


def cancel(state: CaseState, row: int, reason: str) -> CaseState:
    """Return the state after the case was ended before its work was done; also a suspended one.

    Errors: AlreadyDone TL304 when the row is not open, ReasonMissing TL302.
    """
    require_open(state, row)
    require_reason(reason, CANCEL)
    return replace(
        state,
        row=END,
        seq=state.seq + 1,
        resume=END,
        held=False,
        suspended=False,
        cancelled=True,
        took_part=frozenset(),
    )


def retime(state: CaseState, row: int) -> CaseState:
    """Return the state after the deadline of the open `row` was computed anew."""
    require_open(state, row)
    return replace(state, seq=state.seq + 1)


def move(state: CaseState, plan: Plan, row: int, to_row: int, reason: str) -> CaseState:
    """Return the state after the case was moved to another version: `plan`, open at `to_row`.

    A way straight back is given up: its row may not be the same work any more.
    Errors: AlreadyDone TL304 when `row` is not open, NoSuchWay TL303 when `plan` has no `to_row`,
    ReasonMissing TL302.
    """
    require_going(state, row)
    if not 1 <= to_row <= len(plan.steps):
        raise NoSuchWay(
            f"Versi yang dituju tidak punya langkah {to_row}.",
            hint="Pilih langkah tempat berkas ini dilanjutkan.",
        )
    require_reason(reason, MOVE)
    return at_step(state, to_row)


def correct(state: CaseState, before: CaseState, row: int, to_row: int, reason: str) -> CaseState:
    """Return the state after the last deed was taken back: all is as `before` it but the number.

    Cases that were opened meanwhile are there, and stay linked to the step they were opened from.

    `row` is where the case stands now (END when it had finished), `to_row` the row the deed was
    done in, which is open again. Errors: AlreadyDone TL304 when `row` is not where it stands,
    NothingToCorrect TL310 when the deed was not done in `to_row`, Suspended TL309, ReasonMissing
    TL302.
    """
    if row != state.row or state.cancelled:
        raise AlreadyDone(
            "Berkas ini sudah berada di langkah lain.",
            hint="Muat ulang halaman untuk melihat keadaan terakhir.",
        )
    if before.row != to_row:
        raise NothingToCorrect(f"Tindakan terakhir bukan pada langkah {to_row}.")
    if state.suspended:
        require_going(state, row)
    require_reason(reason, CORRECT)
    return replace(before, seq=state.seq + 1, links=state.links)


def require_open(state: CaseState, row: int) -> None:
    """Errors: AlreadyDone TL304 when `row` is not the open one."""
    if row != state.row or state.finished:
        raise AlreadyDone(
            f"Langkah {row} sudah tidak terbuka.",
            hint="Muat ulang halaman untuk melihat keadaan terakhir.",
        )


def require_going(state: CaseState, row: int) -> None:
    """Errors: AlreadyDone TL304 when `row` is not the open one, Suspended TL309."""
    require_open(state, row)
    if state.suspended:
        raise Suspended(
            "Berkas ini sedang dihentikan.",
            hint="Yang menghentikannya, atau atasannya, dapat melanjutkannya di halaman berkas.",
        )


def require_reason(reason: str, refusal: Refusal = RETURN) -> None:
    """Errors: ReasonMissing TL302 with the words of `refusal` when there is none."""
    if not reason.strip():
        raise ReasonMissing(refusal.message, hint=refusal.hint)


def run(plan: Plan, deeds: tuple[Deed, ...]) -> CaseState:
    """The state after opening a case and doing `deeds` in order."""
    state = opened(plan)
    for deed in deeds:
        state = advance(plan, state, deed)
    return state
