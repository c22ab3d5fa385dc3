"""Move several running cases to the version in force, each where its open step goes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from tatalaksana.apps.cases.actions.move_case import move_case
from tatalaksana.apps.cases.models import Task
from tatalaksana.apps.cases.older_versions import AT_ONCE, goes_on
from tatalaksana.apps.cases.writing import Finished
from tatalaksana.apps.library.queries import version_to_start
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.apps.shared.texts import clean
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.core.engine.state import MOVE, require_reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one case: moved, or refused and why."""

    case: int
    done: Finished | None
    refused: TatalaksanaError | None


def move_cases(
    holder: Holder, *, tasks: Sequence[int], version: int, reason: str, key: UUID, now: datetime
) -> tuple[Outcome, ...]:
    """Move the case of each open task of `tasks` whose step goes on in `version`.

    Each move is an event and a transaction of its own, so that one refusal keeps no other case
    back; the keys of the events follow from `key`, so the same click counts once.
    Errors: NotYours TL601, NotFound TL602, Invalid TL603 when the version is not in force,
    ReasonMissing TL302; what is refused of one case alone stands in its outcome.
    """
    require_procedure_keeper(holder)
    version_to_start(holder.agency, version)
    require_reason(clean(reason), MOVE)
    found = Task.objects.filter(agency=holder.agency, pk__in=tasks[:AT_ONCE])
    return tuple(
        outcome(holder, task, version=version, reason=reason, key=key, now=now)
        for task in found.select_related("case").order_by("case__opened_at", "case__pk")
    )


def outcome(
    holder: Holder, task: Task, *, version: int, reason: str, key: UUID, now: datetime
) -> Outcome:
    """Move one case, or say why not."""
    try:
        to_row = goes_on(holder.agency, task.case.version_id, version).get(task.row)
        if task.done_at is not None:  # ended since the list was shown; move_case says how
            to_row = task.row
        if to_row is None:
            raise Invalid(
                "Langkah yang sedang terbuka tidak ada padanannya di versi yang berlaku.",
                hint="Pilih sendiri langkah tempat berkas ini dilanjutkan.",
            )
        done = move_case(
            holder,
            task=task.pk,
            version=version,
            to_row=to_row,
            reason=reason,
            key=uuid5(key, str(task.pk)),
            now=now,
        )
    except TatalaksanaError as refused:
        return Outcome(case=task.case_id, done=None, refused=refused)
    return Outcome(case=task.case_id, done=done, refused=None)
