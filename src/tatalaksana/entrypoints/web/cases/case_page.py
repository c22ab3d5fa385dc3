"""What the case page shows, gathered from the queries of the rooms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_noop

from tatalaksana.apps.cases.calls import call_answered_by, calls_of
from tatalaksana.apps.cases.correcting import Correctable, correctable
from tatalaksana.apps.cases.history import RowState, rows_of, timeline_of
from tatalaksana.apps.cases.older_versions import newer_than
from tatalaksana.apps.cases.open_task import open_task
from tatalaksana.apps.cases.outside import Outside, outside_of
from tatalaksana.apps.cases.policy import acting_in
from tatalaksana.apps.cases.queries import (
    case_of,
    content_of_case,
    documents_of,
    open_task_of,
    plan_of_case,
)
from tatalaksana.apps.cases.suspended import Stop, stop_of
from tatalaksana.apps.library.queries import kept_content
from tatalaksana.apps.office.absences import Away, away_at
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.look import look_of
from tatalaksana.apps.office.queries import holders_by_position
from tatalaksana.apps.shared.errors import NotYours
from tatalaksana.core.base.errors import DrawingError
from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.drawing import Drawing
from tatalaksana.core.drawing.live import Mark, svg_of_case
from tatalaksana.core.drawing.paper import SCREEN
from tatalaksana.core.drawing.style import HouseStyle
from tatalaksana.core.procedure.model import Step
from tatalaksana.core.procedure.titles import readable
from tatalaksana.entrypoints.web.cases.history_lines import Deed, deeds_of
from tatalaksana.entrypoints.web.cases.recipients import desks_of, held_by
from tatalaksana.entrypoints.web.cases.related import Kin, children_of, parent_kin
from tatalaksana.entrypoints.web.cases.steering import SteeringForm, steering_form
from tatalaksana.entrypoints.web.cases.superior import (
    SendBackForm,
    is_superior,
    targets_of,
)
from tatalaksana.entrypoints.web.clock import short_work_words, work_words

#: the state of a step in words; what is not in `core.drawing.live.State` has no mark
STATES = {
    "done": gettext_noop("selesai"),
    "present": gettext_noop("sedang dikerjakan"),
    "late": gettext_noop("terlambat"),
    "returned": gettext_noop("dikerjakan ulang"),
    "held": gettext_noop("berkas di luar kantor"),
    "ahead": gettext_noop("belum dimulai"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """One step of the procedure in this case."""

    step: Step
    state: RowState

    @property
    def words(self) -> str:
        """The state in words."""
        return gettext(STATES[self.state.state])

    @property
    def badge(self) -> str:
        """The state as the style sheet calls it."""
        return {"present": "open", "ahead": "plain"}.get(self.state.state, self.state.state)


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """Everything on the page."""

    case: Any
    procedure: str
    rows: int
    open: Any | None  #: the open task
    open_step: Step | None
    outside: Outside | None  #: the file is with an outside party and the clock stands
    newer: bool  #: whether a keeper may move it to the version in force
    mine: bool  #: whether the open task is the reader's to do
    holders: tuple[str, ...]
    away: Away | None  #: who of them is away today, while the task is open
    chart: SafeString
    places: tuple[Place, ...]
    deeds: tuple[Deed, ...]  #: the latest first
    documents: tuple[Any, ...]
    children: tuple[Kin, ...]  #: the cases opened from this one
    calls: tuple[Any, ...]  #: what was asked of many units from this case
    answers: Any | None  #: the call to many units that this case answers
    parent: Kin | None  #: the case this one was opened from
    superior: SendBackForm | None  #: for somebody above the one who has the open task
    stop: Stop | None  #: why it stands, or was cancelled
    steering: SteeringForm | None  #: for whoever may stop or cancel it
    correctable: Correctable | None  #: the last click, where the reader may take it back


def case_page_of(
    holder: Holder,
    year: int,
    number: int,
    now: datetime,
    wrong: SendBackForm | None = None,
    *,
    steering: SteeringForm | None = None,
) -> CasePage:
    """Gather the page; `wrong` or `steering` is a form that was refused. Errors: NotFound TL602."""
    case = case_of(holder, year, number)
    content = content_of_case(case)
    states = rows_of(holder, case, now)
    timeline = timeline_of(holder, case)
    task = open_task_of(case)
    held: tuple[str, ...] = ()
    away: Away | None = None
    if task is not None:
        today = timezone.localdate(now)
        found = holders_by_position(holder.agency, [task.position_id], today)
        held = held_by(task, found.get(task.position_id, ()))
        away = away_at(holder.agency, task.position_id, today)
    return CasePage(
        case=case,
        procedure=readable(content.title),
        rows=len(content.steps),
        open=task,
        open_step=content.step(task.row) if task else None,
        outside=outside_of(task) if task else None,
        newer=holder.keeps_procedures and newer_than(case) is not None,
        mine=task is not None and is_mine(holder, task.pk, now),
        holders=held,
        away=away,
        chart=chart_of(holder.agency, case.version_id, states),
        places=tuple(map(Place, content.steps, states)),
        deeds=deeds_of(case, timeline),
        documents=tuple(documents_of(case)),
        children=children_of(holder, case),
        calls=tuple(calls_of(case)),
        answers=call_answered_by(case),
        parent=parent_kin(holder, case),
        superior=(wrong or superior_form(holder, case, task, now)) if task else None,
        stop=stop_of(case),
        steering=(steering or steering_form(holder, task, now)) if task else None,
        correctable=correctable(holder, case, now),
    )


def superior_form(
    holder: Holder, case: Any, task: Any, now: datetime, data: Any = None
) -> SendBackForm | None:
    """The form by which a superior sends the file back; None when it is not hers to do."""
    if task is None or case.suspended_at is not None:
        return None
    found = open_task(holder, task.pk, now)
    if not is_superior(holder, found):
        return None
    content, plan = content_of_case(case), plan_of_case(case)
    today = timezone.localdate(now)
    timeline = timeline_of(holder, case)
    desks = desks_of(holder, case.version_id, plan.roles, today, timeline, case=case)
    targets = targets_of(content, plan, rows_of(holder, case, now), task.row, desks)
    return SendBackForm(targets, straight_to=task.row, data=data) if targets else None


def is_mine(holder: Holder, task: int, now: datetime) -> bool:
    """Whether the task is this person's to do."""
    try:
        acting_in(holder, open_task(holder, task, now), now)
    except NotYours:
        return False
    return True


@lru_cache(maxsize=128)
def kept_drawing(agency: int, version: int, style: HouseStyle) -> Drawing | None:
    """The chart of a version that has been in force; None when it cannot be drawn."""
    try:
        return arrange(kept_content(agency, version), SCREEN, style)
    except DrawingError:
        return None


def chart_of(agency: int, version: int, states: Sequence[RowState]) -> SafeString:
    """The flow chart with the state of every step; empty when it cannot be drawn."""
    drawing = kept_drawing(agency, version, look_of(agency).style())
    if drawing is None:
        return SafeString()
    marks = {state.row: mark_of(state) for state in states if state.state != "ahead"}
    return mark_safe(svg_of_case(drawing, marks))  # noqa: S308 - the pen escapes every text


def mark_of(state: RowState) -> Mark:
    """The mark of one step: its state and the working time it took."""
    minutes = state.waited.value if state.waited else 0
    words = gettext(STATES[state.state])
    return Mark(
        state=state.state,  # type: ignore[arg-type]
        note=short_work_words(minutes) if minutes else "",
        title=gettext("Langkah %(row)s: %(state)s, %(time)s")
        % {"row": state.row, "state": words, "time": work_words(minutes)},
    )
