"""Who takes part in tasks, and whose part is done, as the events and the version tell it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime

from tatalaksana.apps.cases.models import Participation, Task
from tatalaksana.apps.cases.proofs.known import Known
from tatalaksana.apps.cases.proofs.lives import Life
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.apps.shared.audit import done_since
from tatalaksana.core.engine.events import POSITIONS, Kind

PARTS = "Bagian pelaksana lain pada langkah {row} tidak sama dengan peristiwanya."
WHO = "Jabatan yang mengerjakan langkah {row} tidak sama dengan yang ditetapkan."
Part = tuple[int, datetime, bool]  #: who did it, when, whether it was set aside


def faults_of_parts(
    task: Task, life: Life, parts: Sequence[Participation], known: Known
) -> Iterator[str]:
    """What is wrong with who takes part in one task; `parts` are its rows."""
    told: dict[int, Part] = {}
    for row in life.notes:
        if row.kind in {Kind.TOOK_PART, Kind.SET_ASIDE}:
            aside = row.kind == Kind.SET_ASIDE
            for position in json.loads(row.data)[POSITIONS]:
                told[position] = (row.actor_id, row.at, aside)
    kept = {part.position_id: done_by(part) for part in parts if part.done_at is not None}
    lies = any((part.done_by_id is not None or part.aside) and not part.done_at for part in parts)
    away = life.ended is None and any(part.ended for part in parts)
    if (
        lies
        or away
        or kept != told
        or task.awaits != sum(part.open for part in parts)
        or any(misasked(task, life, part, known) for part in parts)
    ):
        yield PARTS.format(row=task.row)


def done_by(part: Participation) -> tuple[int | None, datetime | None, bool]:
    """What the row says of a part that is done."""
    return part.done_by_id, part.done_at, part.aside


def misasked(task: Task, life: Life, part: Participation, known: Known) -> bool:
    """Whether `part` is waited for otherwise than the office has chosen for the row."""
    joint = task.row in known.bound(life.version).joint
    if part.required == (joint and not part.position.many):
        return False
    chosen = ("library.ask_all", ("version", life.version))
    duties = ("office.give_duties", ("position", part.position_id))
    return not any(done_since(task.agency_id, *deed, task.opened_at) for deed in (chosen, duties))


def faults_of_positions(
    task: Task, life: Life, others: Sequence[int], own: dict[str, int], known: Known
) -> Iterator[str]:
    """Whether `task`, and the `others` who take part in it, are at the positions of its roles.

    `own` are those that the case binds itself. A role that was bound anew after the task was opened
    tells nothing of it any more.
    """
    first, *rest = kept_plan(task.agency_id, life.version).step(task.row).performers
    bound = known.bound(life.version)
    places = bound.positions | own
    anew = {role for role, at in bound.since.items() if at > task.opened_at and role not in own}
    if first not in anew and task.position_id != places.get(first):
        yield WHO.format(row=task.row)
    if anew.isdisjoint(rest) and first not in anew:
        wanted = {places[role] for role in rest if role in places} - {task.position_id}
        if sorted(others) != sorted(wanted):
            yield PARTS.format(row=task.row)
