"""The events of a case: append-only, chained by hash, enough to rebuild the case.

The same hash is computed by the database when the event is written (apps/cases) and here when
it is verified, so a row changed behind the application's back is found.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from tatalaksana.core.engine.links import followed, link, unawait
from tatalaksana.core.engine.opinions import call_off, consult, give_opinion
from tatalaksana.core.engine.parts import set_aside, take_part
from tatalaksana.core.engine.plan import Answer, Plan
from tatalaksana.core.engine.state import (
    CaseState,
    Deed,
    NothingToCorrect,
    SendBack,
    address,
    advance,
    cancel,
    correct,
    hold,
    move,
    opened,
    release,
    resume,
    retime,
    send_back,
    suspend,
)

SEPARATOR = "\x1f"  #: cannot be typed into a form field, so no two texts run together
STRAIGHT_BACK = "straight_back"  #: the key in `data` of a return that wants the file back
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Kind(StrEnum):
    """What happened."""

    OPENED = "opened"
    FINISHED = "finished"
    APPROVED = "approved"
    RETURNED = "returned"
    SENT_BACK = "sent_back"  #: by a superior, outside the arrows of the SOP
    HELD = "held"  #: the file went to an outside party; the clock stands still
    RELEASED = "released"  #: it came back; the clock runs again
    RESCHEDULED = "rescheduled"  #: the calendar changed, the deadline was computed anew
    MOVED = "moved"  #: the case goes on by another version of its procedure
    ADDRESSED = "addressed"  #: one of several holders took the step, gave it back or handed it on
    SUSPENDED = "suspended"  #: the case stands, with its clock, until it is resumed or cancelled
    RESUMED = "resumed"
    LINKED = "linked"  #: cases were opened from the step, which may wait for their end
    UNAWAITED = "unawaited"  #: the step goes on without some of those it waited for
    CONSULTED = "consulted"  #: a colleague was asked for an opinion; the task stays where it is
    OPINION = "opinion"  #: the colleague gave it
    CALLED_OFF = "called_off"  #: the question was withdrawn
    TOOK_PART = "took_part"  #: one of several performers has done her part of the step
    SET_ASIDE = "set_aside"  #: the part of one of them is waited for no more
    TEAM_ASKED = "team_asked"  #: a team is to be formed, or changed, by the decree of this case
    TEAM_FORMED = "team_formed"  #: a keeper of the office has done so
    ATTACHED = "attached"  #: a document, or its next version, came into the case file
    CANCELLED = "cancelled"  #: the case ended before its work was done
    CORRECTED = "corrected"  #: the last deed was a wrong click; the step it ended is open again


#: the kinds by which a file goes back
RETURNS = frozenset({Kind.RETURNED, Kind.SENT_BACK})
#: the deeds that a correction may take back; the others have a form and a reason of their own
CORRECTABLE = frozenset({Kind.FINISHED, Kind.APPROVED, Kind.RETURNED, Kind.SENT_BACK})
#: notes that concern the case and not the step it stood at: a correction takes back none of them
OF_THE_CASE = frozenset({Kind.SUSPENDED, Kind.RESUMED})
CORRECTS = "corrects"  #: the key in `data` of a correction: the number of the deed it takes back
POSITION = "position"  #: the key in `data` of a question: in which position she is asked
QUESTION = "question"  #: the key in `data` of an opinion: the number of the event that asked
WITHOUT = "without_opinion"  #: the key in `data` of a step ended before an opinion was given
OWN_DRAFT = "own_draft"  #: the key in `data` of a draft judged by its maker: nobody else could
ROWS = "rows"  #: the key in `data` of a move: old row -> new row, where the work is the same
TO = "to"  #: the key in `data` of the person a step was addressed to; null = all its holders
CHILDREN = "children"  #: the key in `data` of the cases that were linked, or are not waited for
WAITS = "waits"  #: the key in `data` of a link: the step cannot be finished before they end
POSITIONS = "positions"  #: the key in `data` of whose part was done, or is waited for no more
DOCUMENT = "document"  #: the key in `data` of the document that a deed brings, or rests on
LABEL = "label"  #: the key in `data` of what a document is in the case file for
NUMBER = "number"  #: the key in `data` of the version of a document
SHA256 = "sha256"  #: the key in `data` of its content
TEAM = "team"  #: the key in `data` of the composition of a team, as its decree says it
CALL = "call"  #: the key in `data` of the call to many units by which a case was opened
UNIT = "unit"  #: the key in `data` of the unit for which a case was opened
BOUND = "bound"  #: the key in `data` of what a case binds otherwise than its version
DUE = "due"  #: the key in `data` of the last day a call names, and of a deadline that moved
VERSION = "version"  #: the key in `data` of the version a case was opened with or moved to
ANSWERS = {
    Kind.FINISHED: Answer.FINISH,
    Kind.APPROVED: Answer.APPROVE,
    Kind.RETURNED: Answer.RETURN,
}
KINDS = {answer: kind for kind, answer in ANSWERS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One deed as it was written. `row` is where it happened, `to_row` what opened next."""

    case: int
    seq: int  #: 1, 2, 3 … within the case
    kind: Kind
    row: int
    to_row: int
    actor: int  #: the person
    position: int  #: the position acted in
    at: datetime  #: timezone-aware
    reason: str
    data: str  #: canonical JSON of what the deed tells: what was ticked, which document came
    key: UUID  #: of the click that wrote it
    id: int  #: its number among the events of the database
    hash: str  #: hexadecimal


def chained(before: str, event: Event, *, keyed: bool = True) -> str:
    """The hash of `event` that follows an event with the hash `before`.

    Units: SHA-256, hexadecimal; the moment counts as whole microseconds since 1970 UTC. Not
    `keyed`: as events were written that hash neither their key nor their number.
    """
    micros = (event.at - EPOCH) // timedelta(microseconds=1)
    fields = (
        before, event.case, event.seq, event.kind.value, event.row, event.to_row,
        event.actor, event.position, micros, event.reason, event.data,
        *((event.key, event.id) if keyed else ()),
    )  # fmt: skip
    return hashlib.sha256(SEPARATOR.join(map(str, fields)).encode()).hexdigest()


def fits(before: str, event: Event) -> bool:
    """Whether `event` says what its hash was made of, now or by an earlier version.

    What hashes its key and number does not pass for an earlier event: that would be another hash.
    """
    return event.hash in (chained(before, event), chained(before, event, keyed=False))


def faults(events: Sequence[Event], head: str | None = None) -> tuple[str, ...]:
    """What is wrong with the chain: one sentence each, empty when it is whole.

    `head` is the hash the case row holds; a chain that was cut short does not reach it.
    """
    found: list[str] = []
    before = ""
    for expected, event in enumerate(events, start=1):
        if event.seq != expected:
            found.append(f"Peristiwa {expected} hilang atau tertukar (ditemukan {event.seq}).")
        if not fits(before, event):
            found.append(f"Peristiwa {event.seq} tidak cocok dengan sidik jarinya.")
        before = event.hash
    if head is not None and head != before:
        last = events[-1].seq if events else 0
        found.append(f"Peristiwa {last + 1} hilang, atau sidik jari pada berkas diubah.")
    return tuple(found)


def rebuild(plans: Callable[[int], Plan], events: Sequence[Event]) -> CaseState:
    """The state the events lead to, computed from nothing but the plans and the events.

    `plans` gives the plan of a version; the opening event and every move name theirs. A deed that
    was corrected leaves nothing but its number. Errors: those of the deeds, when one could not
    have happened; NothingToCorrect TL310 for a correction of no deed.
    """
    return replayed(plans, events)[0]


def replayed(
    plans: Callable[[int], Plan], events: Sequence[Event]
) -> tuple[CaseState, list[tuple[Event, CaseState]]]:
    """As `rebuild`, and the deeds that stand, each with the state before it; the last one last."""
    plan = plans(version_in(events[0]))
    state = opened(plan)
    before: list[tuple[Event, CaseState]] = []
    for event in events[1:]:
        if event.kind is Kind.CORRECTED:
            deed, there = taken_back(event, before)
            state = correct(state, there, event.row, deed.row, event.reason)
            continue
        if event.kind not in NOTES:
            before.append((event, state))
        if event.kind is Kind.MOVED:
            plan = plans(version_in(event))
        state = after(plan, state, event)
    return state, before


def taken_back(event: Event, before: list[tuple[Event, CaseState]]) -> tuple[Event, CaseState]:
    """The deed that the correction `event` takes back, with the state before it; `before` loses it.

    Errors: NothingToCorrect TL310 unless it is the last deed that stands, and one of a click.
    """
    if not before or before[-1][0].seq != corrects(event):
        raise NothingToCorrect(f"Peristiwa {corrects(event)} bukan yang terakhir.")
    if before[-1][0].kind not in CORRECTABLE or before[-1][0].row != event.to_row:
        raise NothingToCorrect(f"Peristiwa {corrects(event)} tidak dapat dikoreksi.")
    return before.pop()


def corrects(event: Event) -> int:
    """The number of the deed a correction takes back."""
    return int(json.loads(event.data)[CORRECTS])


def standing(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events without the deeds that were corrected, their corrections, and what lies between.

    What was noted in the step that a wrong click had opened went with that step, but for the time
    in which the case was suspended: that is the case's, whichever step is open.
    """
    stands: list[Event] = []
    for event in events:
        if event.kind is Kind.CORRECTED:
            stands = [one for one in stands if one.seq < corrects(event) or one.kind in OF_THE_CASE]
        else:
            stands.append(event)
    return tuple(stands)


def version_in(event: Event) -> int:
    """The version an opening or a move names."""
    return int(json.loads(event.data)[VERSION])


def after(plan: Plan, state: CaseState, event: Event) -> CaseState:
    """The state after one event. Errors: those of the deed, when it could not have happened."""
    if event.kind in NOTES:
        return noted(state, event)
    if event.kind is Kind.CANCELLED:
        return cancel(state, event.row, event.reason)
    if event.kind is Kind.MOVED:
        moved = move(state, plan, event.row, event.to_row, event.reason)
        return replace(moved, links=followed(state.links, json.loads(event.data)[ROWS]))
    straight = bool(json.loads(event.data).get(STRAIGHT_BACK, False))
    if event.kind is Kind.SENT_BACK:
        sent = SendBack(
            row=event.row, to_row=event.to_row, reason=event.reason, straight_back=straight
        )
        return send_back(plan, state, sent)
    done = Deed(
        row=event.row, answer=ANSWERS[event.kind], reason=event.reason, straight_back=straight
    )
    return advance(plan, state, done)


def noted(state: CaseState, event: Event) -> CaseState:
    """The state after an event that leaves the task open. Errors: those of the deed."""
    return NOTED[event.kind](state, event)


def positions_in(event: Event) -> tuple[int, ...]:
    """Whose part an event tells of."""
    return tuple(json.loads(event.data)[POSITIONS])


def hung(state: CaseState, event: Event) -> CaseState:
    """The state after cases were linked, or are waited for no more. Errors: those of the deed."""
    told = json.loads(event.data)
    if event.kind is Kind.LINKED:
        return link(state, event.row, told[CHILDREN], waits=told[WAITS])
    return unawait(state, event.row, told[CHILDREN], event.reason)


#: what each kind that leaves the task open makes of a state
NOTED: dict[Kind, Callable[[CaseState, Event], CaseState]] = {
    Kind.HELD: lambda state, event: hold(state, event.row, event.reason),
    Kind.RELEASED: lambda state, event: release(state, event.row),
    Kind.RESCHEDULED: lambda state, event: retime(state, event.row),
    Kind.ADDRESSED: lambda state, event: address(state, event.row),
    Kind.SUSPENDED: lambda state, event: suspend(state, event.row, event.reason),
    Kind.RESUMED: lambda state, event: resume(state, event.row),
    Kind.TOOK_PART: lambda state, event: take_part(state, event.row, positions_in(event)),
    Kind.SET_ASIDE: lambda state, event: set_aside(
        state, event.row, positions_in(event), event.reason
    ),
    Kind.ATTACHED: lambda state, event: address(state, event.row),
    Kind.TEAM_ASKED: lambda state, event: address(state, event.row),
    Kind.TEAM_FORMED: lambda state, event: retime(state, event.row),
    Kind.LINKED: hung,
    Kind.UNAWAITED: hung,
    Kind.CONSULTED: lambda state, event: consult(state, event.row, event.reason),
    Kind.OPINION: lambda state, event: give_opinion(state, event.row, event.reason),
    Kind.CALLED_OFF: lambda state, event: call_off(state, event.row),
}
#: the kinds that leave the open task open
NOTES = frozenset(NOTED)


def void(events: Sequence[Event]) -> frozenset[int]:
    """The numbers of the approvals that a later return has made void.

    Everything approved after the step a file returns to must be approved again; where the mended
    file comes straight back, the rows between are not asked again and stand. After a move each
    approval stands at the row its work has now, and what lies at or after the open row is asked
    again; where the new version has no such work, nobody asks and it stands.
    """
    gone: set[int] = set()
    rows: dict[int, int] = {}  # of the approvals that stand, by number
    for event in standing(events):
        again: Container[int] = ()
        if event.kind is Kind.APPROVED:
            rows[event.seq] = event.row
        elif event.kind is Kind.MOVED:
            there = json.loads(event.data)[ROWS]
            rows = {seq: there[str(row)] for seq, row in rows.items() if str(row) in there}
            again = range(event.to_row, max(rows.values(), default=0) + 1)
        elif event.kind in RETURNS:
            straight = bool(json.loads(event.data).get(STRAIGHT_BACK, False))
            again = {event.to_row, event.row} if straight else range(event.to_row, event.row + 1)
        gone |= {seq for seq, row in rows.items() if row in again}
    return frozenset(gone)
