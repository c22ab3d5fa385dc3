"""What the task page shows, gathered from the queries of the rooms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from tatalaksana.apps.cases.actions.address_task import acting_position
from tatalaksana.apps.cases.actions.attach_document import takes_part
from tatalaksana.apps.cases.calls import call_answered_by, calls_of, missing_units
from tatalaksana.apps.cases.correcting import correctable
from tatalaksana.apps.cases.history import Moment, rows_of, timeline_of
from tatalaksana.apps.cases.open_task import OpenTask, open_task
from tatalaksana.apps.cases.outside import Outside, outside_of
from tatalaksana.apps.cases.own_drafts import require_other_eyes
from tatalaksana.apps.cases.parts import parts_of, parts_of_holder
from tatalaksana.apps.cases.policy import acting_in, require_may_finish
from tatalaksana.apps.cases.queries import documents_of, task_of
from tatalaksana.apps.cases.suspended import Stop, stop_of
from tatalaksana.apps.cases.teams import decrees_in
from tatalaksana.apps.library.queries import kept_content, kept_plan
from tatalaksana.apps.office.holder import HeldPosition, Holder
from tatalaksana.apps.office.queries import holders_by_position
from tatalaksana.apps.shared.errors import NotYours
from tatalaksana.core.engine.events import NOTES, RETURNS, Kind
from tatalaksana.core.engine.plan import END, PlannedStep
from tatalaksana.core.procedure.model import Step
from tatalaksana.core.procedure.titles import readable
from tatalaksana.entrypoints.web.cases.correcting import CorrectionForm, correction_form
from tatalaksana.entrypoints.web.cases.opinions import OpinionForm, Opinions, opinions_of
from tatalaksana.entrypoints.web.cases.recipients import Desk, Way, desks_of, held_by, ways_of
from tatalaksana.entrypoints.web.cases.related import (
    Kin,
    Related,
    RelatedForm,
    children_of,
    names_in,
    parent_kin,
    related_of,
)
from tatalaksana.entrypoints.web.cases.sharing import Sharing, sharing_of
from tatalaksana.entrypoints.web.cases.superior import SendBackForm, is_superior, targets_of


@dataclass(frozen=True, slots=True)
class Paper:
    """A document the step names, and what the case file holds under that name."""

    label: str
    document: Any | None  #: a CaseDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPage:
    """Everything on the page; `refused` says why the task is not the reader's to do.

    A step that is `kept` for the holder may be prepared, so its documents are offered all the same.
    """

    task: Any
    case: Any
    step: Step
    rows: int
    procedure: str
    sender: Moment | None  #: the deed that opened the task
    back: Moment | None  #: the return by which the file is here, also when it was moved since
    outside: Outside | None  #: the file is with an outside party and the clock stands
    done: Moment | None  #: the deed that ended it
    refused: NotYours | None
    seat: HeldPosition | None  #: how the reader holds the task's position
    kept: NotYours | None  #: why the reader, who acts for another, may not finish it
    may_attach: bool
    holders: tuple[str, ...]  #: who has the task
    ways: tuple[Way, ...]
    others: tuple[Desk, ...]  #: who takes part
    parts: tuple[Any, ...]  #: where the office asks all of them: what became of each part
    my_part: bool  #: the task waits for a part of the reader
    may_set_aside: bool  #: the reader may let it go on without one of them
    inputs: tuple[Paper, ...]
    outputs: tuple[Paper, ...]
    papers: tuple[Any, ...]  #: every other document of the case
    resume: int  #: the row the mended file goes straight back to; 0 = the usual way
    waits_for: str | None  #: the related case that must end before this step
    related: tuple[Related, ...]  #: the other SOPs the step names, while they may be started
    named: tuple[str, ...]  #: every other SOP the step names
    children: tuple[Kin, ...]  #: the cases opened from this one
    calls: tuple[Any, ...]  #: what was asked of many units from this case
    missing: tuple[str, ...]  #: the units whose answers this step waits for
    answers: Any | None  #: the call to many units that this case answers
    decrees: tuple[Any, ...]  #: what this case says of teams
    has_papers: bool  #: there are documents in the case
    may_call: bool  #: the reader may ask many units from this step
    parent: Kin | None  #: the case this one was opened from
    superior: SendBackForm | None  #: for somebody above the one who has the task
    stop: Stop | None  #: why the case stands, or was cancelled
    sharing: Sharing | None  #: where several hold the position of the task
    correction: CorrectionForm | None  #: for whoever may take back the click that ended it
    opinions: Opinions  #: what colleagues were asked about the case, and answered
    corrected: Moment | None  #: the correction by which it is open again

    @property
    def returned(self) -> bool:
        """Whether the file came back."""
        return self.back is not None

    @property
    def moved(self) -> Moment | None:
        """The move to another version that opened the task."""
        return self.sender if self.sender and self.sender.event.kind == Kind.MOVED else None


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

    Errors: NotFound TL602.
    """
    found = task_of(holder, task)
    case = found.case
    timeline = timeline_of(holder, case)
    done = closer_of(timeline, found)
    version = done.version if done else case.version_id
    content, plan = kept_content(case.agency_id, version), kept_plan(case.agency_id, version)
    step, open_now = content.step(found.row), open_task(holder, task, now)
    today = timezone.localdate(now)
    desks = desks_of(holder, version, plan.roles, today, timeline, case=case)
    held = holders_by_position(holder.agency, [found.position_id], today)
    papers = tuple(documents_of(case))
    inputs, outputs, rest = papers_of(step, papers)
    refused = refusal_for(holder, open_now, now)
    mine_now = refused is None and found.done_at is None
    going = found.done_at is None and not open_now.suspended
    resume = case.resume if found.done_at is None else END
    superior = None
    if refused is not None and not open_now.suspended and is_superior(holder, open_now):
        targets = targets_of(content, plan, rows_of(holder, case, now), found.row, desks)
        superior = SendBackForm(targets, straight_to=found.row) if targets else None
    return TaskPage(
        task=found,
        case=case,
        step=step,
        rows=len(content.steps),
        procedure=readable(content.title),
        sender=opener_of(timeline, found),
        back=return_of(timeline, found),
        outside=outside_of(found),
        done=done,
        refused=refused,
        seat=holder.seat(found.position_id),
        kept=kept_from(holder, open_now, plan.step(found.row), now),
        may_attach=refused is None or takes_part(holder, open_now),
        holders=held_by(found, held.get(found.position_id, ())),
        ways=ways_of(content, plan, found.row, desks, resume),
        others=tuple(desks[role] for role in plan.step(found.row).performers[1:]),
        parts=tuple(part for part in parts_of(holder.agency, found.pk) if part.required),
        my_part=going and bool(parts_of_holder(holder, found.pk)),
        may_set_aside=going and open_now.awaits > 0 and may_address(holder, open_now),
        inputs=inputs,
        outputs=outputs,
        papers=rest,
        resume=resume,
        waits_for=open_now.waits_for if found.done_at is None else None,
        related=related_of(holder, step, case.title, wrong) if mine_now else (),
        named=names_in(step),
        children=children_of(holder, case),
        calls=tuple(calls_of(case)),
        missing=missing_units(case.pk, found.row) if mine_now and open_now.waits_for else (),
        answers=call_answered_by(case),
        decrees=tuple(decrees_in(case)),
        has_papers=bool(papers),
        may_call=mine_now and not open_now.suspended,
        parent=parent_kin(holder, case),
        superior=superior,
        stop=stop_of(case),
        sharing=sharing_of(holder, open_now, now),
        correction=correction
        or (correction_form(correctable(holder, case, now), found.pk) if done else None),
        opinions=opinions_of(holder, case, timeline, now, opinion),
        corrected=reopener_of(timeline, found),
    )


def refusal_for(holder: Holder, task: OpenTask, now: datetime) -> NotYours | None:
    """Why the task is not hers to do; None when it is."""
    try:
        acting_in(holder, task, now)
    except NotYours as refused:
        return refused
    return None


def may_address(holder: Holder, task: OpenTask) -> bool:
    """Whether she is responsible for the task, or stands above who is."""
    try:
        acting_position(holder, task)
    except NotYours:
        return False
    return True


def kept_from(holder: Holder, task: OpenTask, step: PlannedStep, now: datetime) -> NotYours | None:
    """Why somebody who acts for another, or made the draft, may not finish the step; else None."""
    try:
        require_may_finish(holder, task, step)
        require_other_eyes(holder, task, now)
    except NotYours as kept:
        return kept
    return None


def opener_of(timeline: Sequence[Moment], task: Any) -> Moment | None:
    """The deed that opened the task."""
    found = [m for m in deeds_in(timeline) if opens(m, task)]
    return found[-1] if found else None


def opens(moment: Moment, task: Any) -> bool:
    """Whether the deed opened the task."""
    return (moment.event.at, moment.event.to_row) == (task.opened_at, task.row)


def reopener_of(timeline: Sequence[Moment], task: Any) -> Moment | None:
    """The correction by which the open task is open again; None where a deed opened it."""
    last = next((moment for moment in reversed(tuple(deeds_in(timeline)))), None)
    if task.done_at is None and last is not None and last.event.kind == Kind.CORRECTED:
        return last
    return None


def return_of(timeline: Sequence[Moment], task: Any) -> Moment | None:
    """The return that brought the file to the task; a move since then does not hide it."""
    before: Moment | None = None
    for moment in deeds_in(timeline):
        if not moment.stands:
            continue
        if moment.event.kind != Kind.MOVED:
            before = moment if moment.event.kind in RETURNS else None
        if opens(moment, task):
            return before
    return None


def deeds_in(timeline: Sequence[Moment]) -> Iterator[Moment]:
    """The deeds that opened or ended a task; notes leave it open."""
    return (moment for moment in timeline if moment.event.kind not in NOTES)


def closer_of(timeline: Sequence[Moment], task: Any) -> Moment | None:
    """The deed that ended the task; None while it is open."""
    deeds = deeds_in(timeline)
    found = [m for m in deeds if (m.event.at, m.event.row) == (task.done_at, task.row)]
    return found[-1] if found else None


def papers_of(
    step: Step, documents: tuple[Any, ...]
) -> tuple[tuple[Paper, ...], tuple[Paper, ...], tuple[Any, ...]]:
    """Kelengkapan, Output, and the documents that are neither."""
    known = {" ".join(document.label.split()).casefold(): document for document in documents}

    def paper(label: str) -> Paper:
        return Paper(label, known.get(" ".join(label.split()).casefold()))

    inputs, outputs = tuple(map(paper, step.inputs)), tuple(map(paper, step.outputs))
    shown = {paper.document.pk for paper in outputs if paper.document}
    return inputs, outputs, tuple(d for d in documents if d.pk not in shown)
