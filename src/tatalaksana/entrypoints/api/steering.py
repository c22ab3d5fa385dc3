"""Steering a case: stop it, let it go on, cancel it, move it to another version."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from ninja import Router
from pydantic import Field

from tatalaksana.apps.cases.actions.cancel_case import cancel_case
from tatalaksana.apps.cases.actions.move_case import move_case
from tatalaksana.apps.cases.actions.move_cases import Outcome, move_cases
from tatalaksana.apps.cases.actions.resume_case import resume_case
from tatalaksana.apps.cases.actions.suspend_case import suspend_case
from tatalaksana.apps.cases.mapping import StepMap
from tatalaksana.apps.cases.older_versions import AT_ONCE, cases_by_key
from tatalaksana.apps.cases.queries import task_of
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.apps.shared.refusals import sentence_for
from tatalaksana.entrypoints.api import cases_shown as shown
from tatalaksana.entrypoints.api.caller import Call
from tatalaksana.entrypoints.api.deeds import done
from tatalaksana.entrypoints.api.tasks import (
    FinishedShown,
    ReasonSent,
    RemarkSent,
    ended,
    finished_told,
    noted,
)
from tatalaksana.entrypoints.api.typed import (
    MOST,
    CaseKey,
    Id,
    Key,
    Number,
    Reason,
    Row,
    Sent,
    Shown,
)

router = Router(tags=["steering"])


class RowSent(Sent):
    """A row of the old version, and the row of the new one where it goes on."""

    row: Row
    to_row: Row


RowsSent = Annotated[list[RowSent], Field(max_length=500)]


class MoveSent(ReasonSent):
    """To which version in force, and at which of its rows the case goes on."""

    version: Id
    to_row: Row
    rows: RowsSent | None = None


class MapSent(Sent):
    """How the steps of an older version go on: the same work, and where cases open in a row go on
    that is no more."""

    version: Id
    rows: RowsSent
    opens: RowsSent = Field(default_factory=list)


class MoveManySent(Sent):
    """Whose cases go on by the version in force, each where its open step goes on."""

    tasks: Annotated[list[Id], Field(min_length=1, max_length=AT_ONCE)]
    reason: Reason
    maps: Annotated[list[MapSent], Field(max_length=MOST)] = Field(default_factory=list)


class MovedShown(Shown):
    """What came of one case: where it stands, or why it stayed."""

    case: CaseKey
    done: FinishedShown | None
    refused: str | None
    code: str | None


class MovesShown(Shown):
    """What came of each case."""

    cases: list[MovedShown]


def in_sight(action: Any) -> Any:
    """`action` for those who may read the case: unseen it is done in person, on its page."""

    def deed(holder: Holder, *, task: int, **sent: Any) -> Any:
        task_of(holder, task)
        return action(holder, task=task, **sent)

    return deed


@router.post("/tasks/{task}/suspend", response=shown.TaskShown)
def case_suspend(request: Call, task: Number, key: Key, sent: ReasonSent) -> Any:
    """Let the case of this open task stand, with its clock."""
    return noted(request, task, key, sent, in_sight(suspend_case))


@router.post("/tasks/{task}/resume", response=shown.TaskShown)
def case_resume(request: Call, task: Number, key: Key, sent: RemarkSent) -> Any:
    """Let a suspended case go on."""
    return noted(request, task, key, sent, in_sight(resume_case))


@router.post("/tasks/{task}/cancel", response=FinishedShown)
def case_cancel(request: Call, task: Number, key: Key, sent: ReasonSent) -> Any:
    """End the case of this open task before its work is done."""
    return ended(request, task, key, sent, in_sight(cancel_case))


@router.post("/tasks/{task}/move", response=FinishedShown)
def case_move(request: Call, task: Number, key: Key, sent: MoveSent) -> Any:
    """Let the case of this open task go on by another version of its procedure."""
    return ended(request, task, key, sent, by_map)


def by_map(holder: Holder, *, rows: list[dict[str, int]] | None, **sent: Any) -> Any:
    """Move a case by the rows that were sent, or by likeness."""
    return move_case(
        holder, rows=None if rows is None else by_row(RowSent(**one) for one in rows), **sent
    )


def by_row(rows: Iterable[RowSent]) -> dict[int, int]:
    """Where each row goes on. Errors: Invalid TL603 for a row that is named twice."""
    found: dict[int, int] = {}
    for one in rows:
        if found.setdefault(one.row, one.to_row) != one.to_row:
            raise Invalid(
                f"Langkah {one.row} disebut dua kali.", hint="Sebut setiap langkah sekali."
            )
    return found


@router.post("/versions/{version}/move-cases", response=MovesShown)
def cases_move(request: Call, version: Number, key: Key, sent: MoveManySent) -> Any:
    """Let several cases go on by a version in force; one that is refused keeps no other back."""

    def deed(now: Any) -> Any:
        outcomes = move_cases(
            request.auth,
            tasks=sent.tasks,
            reason=sent.reason,
            maps={one.version: StepMap(by_row(one.rows), by_row(one.opens)) for one in sent.maps},
            version=version,
            key=key,
            now=now,
        )
        cases = cases_by_key(request.auth.agency, [one.case for one in outcomes])
        return {"cases": [outcome_told(one, cases[one.case]) for one in outcomes]}

    return done(request, key, sent, MovesShown, deed)


def outcome_told(outcome: Outcome, case: Any) -> dict[str, Any]:
    """What came of one case."""
    refused = outcome.refused
    return {
        "case": {"year": case.year, "number": case.number},
        "done": finished_told(outcome.done) if outcome.done else None,
        "refused": sentence_for(refused) if refused else None,
        "code": refused.code if refused else None,
    }
