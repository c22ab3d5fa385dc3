"""Change the office's calendar and move every open deadline by it, together or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tatalaksana.apps.cases.rescheduling import Moves, reschedule
from tatalaksana.apps.office.actions.add_day_off import add_day_off
from tatalaksana.apps.office.actions.remove_day_off import remove_day_off
from tatalaksana.apps.office.days_off import OwnDay, words
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What was changed, and what it did to the open deadlines."""

    days: tuple[OwnDay, ...]  #: what was added or removed
    moves: Moves
    trace: int | None  #: in the audit trail; None when nothing moved


@action("cases.change_calendar")
def change_calendar(
    holder: Holder, *, add: Sequence[OwnDay] = (), remove: int | None = None, now: datetime
) -> Changed:
    """Add days to the office's own calendar, or remove one, and move the open deadlines.

    Each moved deadline is an event in the chain of its case; the whole is one trace.
    Errors: those of add_day_off and remove_day_off; then nothing has changed.
    """
    for one in add:
        add_day_off(holder, day=one.day, kind=one.kind, name=one.name, now=now)
    days = list(add)
    if remove is not None:
        gone = remove_day_off(holder, number=remove, now=now)
        days.append(OwnDay(day=gone.day, kind=gone.kind, name=gone.name))
    if not days:
        return Changed(days=(), moves=Moves(cases=()), trace=None)
    reason = reason_for(days, removed=remove is not None)
    moves = reschedule(holder, reason, now, [one.day for one in days])
    return Changed(days=tuple(days), moves=moves, trace=traced(holder, moves, now))


def traced(
    holder: Holder, moves: Moves, now: datetime, deed: str = "cases.change_calendar"
) -> int | None:
    """Leave a trace of what a change of the calendar moved; None when nothing moved."""
    if not moves.cases and not moves.whole:
        return None
    return audit.write(
        deed,
        agency=holder.agency,
        actor=holder.person,
        at=now,
        **moves.told,
    )


def reason_for(days: Sequence[OwnDay], *, removed: bool) -> str:
    """Why the deadlines moved, as the case pages tell it."""
    if len(days) > 1:
        return f"Kalender kerja berubah: {len(days)} hari ditambahkan."
    (one,) = days
    what = "dihapus dari kalender kantor" if removed else f"ditetapkan {one.kind}"
    return f"Kalender kerja berubah: {words(one.day)} {what} – {one.name}"
