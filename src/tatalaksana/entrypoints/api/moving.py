"""Before cases are moved to another version: which steps correspond, and what a move would do."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.utils import timezone
from pydantic import Field

from tatalaksana.apps.cases.mapping import Effects, StepMap, effects_of, proposed, require_map
from tatalaksana.apps.cases.older_versions import open_task_to_move, tasks_on_older
from tatalaksana.apps.library.queries import kept_content, version_of, version_to_start
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.apps.shared.paging import portion
from tatalaksana.entrypoints.api.caller import Call
from tatalaksana.entrypoints.api.cursors import key_in, told
from tatalaksana.entrypoints.api.steering import router
from tatalaksana.entrypoints.api.typed import (
    USUAL,
    CaseKey,
    Cursor,
    Limit,
    Number,
    Portion,
    Shown,
)

REFUSES = {"refuses": True}  #: a version that is not in force, a map that cannot be
ROWS_FORM = r"^([1-9][0-9]{0,4}:[1-9][0-9]{0,4}(,[1-9][0-9]{0,4}:[1-9][0-9]{0,4}){0,499})?$"
RowsAsked = Annotated[
    str,
    Field(
        pattern=ROWS_FORM,
        max_length=6_000,
        description="The rows that are the same work, as old:new, e.g. 1:1,2:3; none: by likeness.",
    ),
]


class PairShown(Shown):
    """A row of the old version, and the row of the new one that is the same work; null = none."""

    row: int
    step: str
    to_row: int | None
    to_step: str | None


class PairsShown(Shown):
    """Two versions beside each other, as likeness proposes it."""

    old: int
    new: int
    pairs: list[PairShown]
    added: list[int]


class VoidedShown(Shown):
    """An approval that would be asked again."""

    seq: int
    row: int


class PreviewShown(Shown):
    """What would come of a case that is moved; `to_row` null = somebody must choose it."""

    task: int
    case: CaseKey
    version: int
    row: int
    to_row: int | None
    due_at: datetime | None
    voided: list[VoidedShown]
    ended_waits: list[CaseKey]
    dropped_questions: int


def told_preview(task: Any, to_row: int | None, effects: Effects | None) -> dict[str, Any]:
    """What would come of one case."""
    voided = effects.voided if effects else ()
    ended = effects.ended if effects else ()
    return {
        "task": task.pk,
        "case": {"year": task.case.year, "number": task.case.number},
        "version": task.case.version_id,
        "row": task.row,
        "to_row": to_row,
        "due_at": effects.due if effects else None,
        "voided": [{"seq": event.seq, "row": event.row} for event in voided],
        "ended_waits": [{"year": one.child.year, "number": one.child.number} for one in ended],
        "dropped_questions": effects.asked if effects else 0,
    }


@router.get("/versions/{version}/pairs", response=PairsShown, openapi_extra=REFUSES)
def version_pairs(request: Call, version: Number, old: Number) -> Any:
    """Which rows of an older version of the same procedure are the same work in this one."""
    holder = request.auth
    require_procedure_keeper(holder)
    new, before = to_move_to(holder, version), version_of(holder.agency, old)
    require_same_procedure(before, new)
    rows = proposed(holder.agency, old, version).rows
    after = kept_content(holder.agency, version)
    return {
        "old": old,
        "new": version,
        "pairs": [
            {
                "row": step.row,
                "step": step.text,
                "to_row": rows.get(step.row),
                "to_step": after.step(rows[step.row]).text if step.row in rows else None,
            }
            for step in kept_content(holder.agency, old).steps
        ],
        "added": [step.row for step in after.steps if step.row not in rows.values()],
    }


@router.get("/tasks/{task}/move", response=PreviewShown, openapi_extra=REFUSES)
def case_move_preview(
    request: Call,
    task: Number,
    version: Number,
    to_row: Number | None = None,
    rows: RowsAsked | None = None,
) -> Any:
    """What would come of moving the case of this open task; nothing is moved."""
    holder = request.auth
    require_procedure_keeper(holder)
    found = open_task_to_move(holder, task)
    require_same_procedure(found.case.version, to_move_to(holder, version))
    agency, old = holder.agency, found.case.version_id
    chosen = proposed(agency, old, version)
    if rows is not None:
        chosen = StepMap(dict(pair_in(pair) for pair in rows.split(",") if pair))
    there = to_row or chosen.to_row(found.row)
    require_map(agency, old, version, StepMap(chosen.rows, {found.row: there} if there else {}))
    if there is None:
        return told_preview(found, None, None)
    (effects,) = effects_of(holder, [(found, chosen, there)], version, timezone.now())
    return told_preview(found, there, effects)


@router.get("/versions/{version}/move-cases", response=Portion[PreviewShown], openapi_extra=REFUSES)
def cases_move_preview(
    request: Call, version: Number, cursor: Cursor | None = None, limit: Limit = USUAL
) -> Any:
    """The running cases on older versions, the oldest first, and what would come of moving each."""
    holder, now = request.auth, timezone.now()
    require_procedure_keeper(holder)
    new = to_move_to(holder, version)
    name = f"older.{version}"
    order = ("case__opened_at", "case__pk")
    found = portion(
        tasks_on_older(holder.agency, new.procedure_id), order, key_in(name, cursor), limit
    )
    moves = []
    for task in found.rows:
        chosen = proposed(holder.agency, task.case.version_id, version)
        if there := chosen.to_row(task.row):
            moves.append((task, chosen, there))
    told_of = dict(
        zip([task.pk for task, _, _ in moves], effects_of(holder, moves, version, now), strict=True)
    )
    rows = {task.pk: there for task, _, there in moves}
    return told(
        name, found, lambda task: told_preview(task, rows.get(task.pk), told_of.get(task.pk))
    )


def pair_in(text: str) -> tuple[int, int]:
    """`2:3` as numbers."""
    row, _, there = text.partition(":")
    return int(row), int(there)


def to_move_to(holder: Holder, version: int) -> Any:
    """A version in force. Errors: NotFound TL602; Invalid TL603 when it is not."""
    version_to_start(holder.agency, version)
    return version_of(holder.agency, version)


def require_same_procedure(old: Any, new: Any) -> None:
    """Errors: Invalid TL603 for versions of two procedures."""
    if old.procedure_id != new.procedure_id:
        raise Invalid("Versi itu milik prosedur lain.", hint="Pilih versi prosedur berkas ini.")
