"""The cases, calls and teams that hang on the case of a task, and the SOPs its step names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tatalaksana.apps.cases.around import Around
from tatalaksana.apps.cases.calls import call_answered_by, calls_of, missing_units
from tatalaksana.apps.cases.open_task import OpenTask
from tatalaksana.apps.cases.teams import decrees_in
from tatalaksana.apps.office.holder import Holder
from tatalaksana.core.procedure.model import Step
from tatalaksana.entrypoints.web.cases.related import (
    Kin,
    Related,
    RelatedForm,
    children_of,
    names_in,
    parent_kin,
    related_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskKin:
    """What hangs on the case of a task."""

    waits_for: str | None  #: the related case that must end before this step
    related: tuple[Related, ...]  #: the other SOPs the step names, while they may be started
    named: tuple[str, ...]  #: every other SOP the step names
    children: tuple[Kin, ...]  #: the cases opened from this one
    calls: tuple[Any, ...]  #: what was asked of many units from this case
    missing: tuple[str, ...]  #: the units whose answers this step waits for
    answers: Any | None  #: the call to many units that this case answers
    decrees: tuple[Any, ...]  #: what this case says of teams
    parent: Kin | None  #: the case this one was opened from


def kin_of(
    holder: Holder,
    case: Any,
    task: OpenTask,
    step: Step,
    there: Around,
    *,
    mine: bool,
    form: RelatedForm | None,
) -> TaskKin:
    """What hangs on `case`, of which there is what `there` says.

    `mine`: the task is open and the reader's to do; `form`: that of a related case, as refused.
    """
    return TaskKin(
        waits_for=task.waits_for if task.done_at is None else None,
        related=related_of(holder, step, case.title, form) if mine else (),
        named=names_in(step),
        children=children_of(holder, case) if there.children else (),
        calls=tuple(calls_of(case)) if there.calls else (),
        missing=missing_units(case.pk, task.row) if mine and task.waits_for else (),
        answers=call_answered_by(case) if there.answers else None,
        decrees=tuple(decrees_in(case)) if there.decrees else (),
        parent=parent_kin(holder, case) if there.parent else None,
    )
