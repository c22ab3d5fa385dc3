"""Move several running cases to the version in force, each where its open step goes on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from tatalaksana.apps.cases.actions.move_case import move_case
from tatalaksana.apps.cases.mapping import StepMap, proposed, require_map
from tatalaksana.apps.cases.models import Task
from tatalaksana.apps.cases.older_versions import AT_ONCE
from tatalaksana.apps.cases.writing import Finished
from tatalaksana.apps.library.queries import version_of, version_to_start
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """What a click asks of each case."""

    version: int
    reason: str
    key: UUID
    now: datetime
    maps: Mapping[int, StepMap]


def move_cases(
    holder: Holder,
    *,
    tasks: Sequence[int],
    version: int,
    reason: str,
    key: UUID,
    now: datetime,
    maps: Mapping[int, StepMap] | None = None,
) -> tuple[Outcome, ...]:
    """Move the case of each open task of `tasks` whose step goes on in `version`.

    How, tells the map of its version in `maps`; where there is none, likeness. Each move is an
    event, and one refusal keeps no other case back; the keys of the events follow from `key`, so
    the same click counts once.
    Errors: NotYours TL601, NotFound TL602, Invalid TL603 when the version is not in force or
    a map cannot be, ReasonMissing TL302; what is refused of one case alone stands in its outcome.
    """
    require_procedure_keeper(holder)
    version_to_start(holder.agency, version)
    require_reason(clean(reason), MOVE)
    for old, chosen in (maps or {}).items():
        require_map(holder.agency, version_of(holder.agency, old).pk, version, chosen)
    asked = Moving(version=version, reason=reason, key=key, now=now, maps=maps or {})
    found = Task.objects.filter(agency=holder.agency, pk__in=tasks[:AT_ONCE])
    return tuple(
        outcome(holder, task, asked)
        for task in found.select_related("case").order_by("case__opened_at", "case__pk")
    )


def outcome(holder: Holder, task: Task, asked: Moving) -> Outcome:
    """Move one case, or say why not."""
    try:
        old = task.case.version_id
        chosen = asked.maps.get(old) or proposed(holder.agency, old, asked.version)
        to_row = chosen.to_row(task.row)
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
            version=asked.version,
            to_row=to_row,
            reason=asked.reason,
            key=uuid5(asked.key, str(task.pk)),
            now=asked.now,
            rows=chosen.rows,
        )
    except TatalaksanaError as refused:
        return Outcome(case=task.case_id, done=None, refused=refused)
    return Outcome(case=task.case_id, done=done, refused=None)
