"""What the task page shows, gathered from the queries of the rooms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from tatalaksana.apps.cases.around import around
from tatalaksana.apps.cases.correcting import correctable
from tatalaksana.apps.cases.history import rows_of, timeline_of
from tatalaksana.apps.cases.open_task import OpenTask, open_task
from tatalaksana.apps.cases.outside import Outside, outside_of
from tatalaksana.apps.cases.parts import parts_of
from tatalaksana.apps.cases.queries import documents_of, task_of
from tatalaksana.apps.cases.suspended import Stop, stop_of
from tatalaksana.apps.library.queries import kept_content, kept_plan
from tatalaksana.apps.office.absences import Away, away_at
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.queries import holders_by_position
from tatalaksana.core.engine.plan import END
from tatalaksana.core.procedure.model import Step
from tatalaksana.core.procedure.titles import readable
from tatalaksana.entrypoints.web.cases.correcting import CorrectionForm, correction_form
from tatalaksana.entrypoints.web.cases.opinions import (
    NO_OPINIONS,
    OpinionForm,
    Opinions,
    opinions_of,
)
from tatalaksana.entrypoints.web.cases.recipients import Desk, Way, desks_of, held_by, ways_of
from tatalaksana.entrypoints.web.cases.related import RelatedForm
from tatalaksana.entrypoints.web.cases.superior import SendBackForm, is_superior, targets_of
from tatalaksana.entrypoints.web.cases.task_kin import TaskKin, kin_of
from tatalaksana.entrypoints.web.cases.task_papers import Papers, papers_of
from tatalaksana.entrypoints.web.cases.task_past import Past, past_of
from tatalaksana.entrypoints.web.cases.task_reader import Reader, reader_of


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPage:
    """Everything on the page."""

    task: Any
    case: Any
    step: Step
    rows: int
    procedure: str
    past: Past
    reader: Reader
    kin: TaskKin
    papers: Papers
    outside: Outside | None  #: the file is with an outside party and the clock stands
    holders: tuple[str, ...]  #: who has the task
    away: Away | None  #: who of them is away today, while the task is open
    ways: tuple[Way, ...]
    others: tuple[Desk, ...]  #: who takes part
    parts: tuple[Any, ...]  #: where the office asks all of them: what became of each part
    resume: int  #: the row the mended file goes straight back to; 0 = the usual way
    superior: SendBackForm | None  #: for somebody above the one who has the task
    stop: Stop | None  #: why the case stands, or was cancelled
    correction: CorrectionForm | None  #: for whoever may take back the click that ended it
    opinions: Opinions  #: what colleagues were asked about the case, and answered


def task_page_of(
    holder: Holder,
    task: int,
    now: datetime,
    wrong: RelatedForm | None = None,
    *,
    correction: CorrectionForm | None = None,
    opinion: OpinionForm | None = None,
) -> TaskPage:
    """Gather the page; `wrong`, `correction` and `opinion` are refused forms.

    What is rare is asked for where `around` says that it is there. Errors: NotFound TL602.
    """
    found = task_of(holder, task)
    case, there, open_now = found.case, around(found), open_task(holder, task, now)
    timeline = timeline_of(holder, case)
    past = past_of(timeline, found)
    version = past.done.version if past.done else case.version_id
    content, plan = kept_content(case.agency_id, version), kept_plan(case.agency_id, version)
    step, planned = content.step(found.row), plan.step(found.row)
    today = timezone.localdate(now)
    desks = desks_of(holder, version, plan.roles, today, timeline, case=case)
    held = holders_by_position(holder.agency, [found.position_id], today)
    parts = parts_of(holder.agency, found.pk) if there.parts else ()
    reader = reader_of(holder, open_now, planned, parts, now)
    mine = reader.refused is None and found.done_at is None
    resume = case.resume if found.done_at is None else END
    return TaskPage(
        task=found,
        case=case,
        step=step,
        rows=len(content.steps),
        procedure=readable(content.title),
        past=past,
        reader=reader,
        kin=kin_of(holder, case, open_now, step, there, mine=mine, form=wrong),
        papers=papers_of(step, tuple(documents_of(case)) if there.documents else ()),
        outside=outside_of(found),
        holders=held_by(found, held.get(found.position_id, ())),
        away=None if past.done else away_at(holder.agency, found.position_id, today),
        ways=ways_of(content, plan, found.row, desks, resume),
        others=tuple(desks[role] for role in planned.performers[1:]),
        parts=tuple(part for part in parts if part.required),
        resume=resume,
        superior=None if mine else superior_of(holder, case, open_now, desks, now),
        stop=stop_of(case),
        correction=correction or correction_of(holder, case, open_now, now),
        opinions=opinions_of(holder, case, timeline, now, opinion)
        if there.questions
        else NO_OPINIONS,
    )


def superior_of(
    holder: Holder, case: Any, task: OpenTask, desks: Mapping[str, Desk], now: datetime
) -> SendBackForm | None:
    """The form by which a superior sends the file back; None where it is not hers to do."""
    if task.suspended or not is_superior(holder, task):
        return None
    content = kept_content(case.agency_id, task.version)
    plan = kept_plan(case.agency_id, task.version)
    targets = targets_of(content, plan, rows_of(holder, case, now), task.row, desks)
    return SendBackForm(targets, straight_to=task.row) if targets else None


def correction_of(
    holder: Holder, case: Any, task: OpenTask, now: datetime
) -> CorrectionForm | None:
    """The form that takes back the click by which the task ended; None where it is not hers."""
    if task.done_at is None:
        return None
    return correction_form(correctable(holder, case, now), task.id)
