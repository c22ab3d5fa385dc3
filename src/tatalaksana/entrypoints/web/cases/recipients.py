"""To whom a file goes with each answer: role, position, and who holds it today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from tatalaksana.apps.cases.history import Moment
from tatalaksana.apps.cases.own_drafts import OtherEyes
from tatalaksana.apps.cases.queries import open_task_in, positions_in
from tatalaksana.apps.cases.writing import Finished
from tatalaksana.apps.library.queries import positions_by_role
from tatalaksana.apps.office.calendar import calendar_for
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.queries import holders_by_position, names_of_positions
from tatalaksana.core.engine.events import ANSWERS
from tatalaksana.core.engine.plan import END, Answer, Plan
from tatalaksana.core.procedure.model import Procedure, Step
from tatalaksana.entrypoints.web.clock import due_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where work lies: the role as the document prints it, the position, today's holders."""

    role: str
    position: str  #: "" when the role is bound to none
    holders: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to end a step."""

    answer: Answer
    words: str  #: in the document's own words
    to_row: int  #: END finishes the case
    step: Step | None  #: what is to be done there; None at the end
    desk: Desk | None  #: None at the end
    skips: bool  #: it passes over steps, so the file may be asked back straight

    @property
    def returns(self) -> bool:
        """Whether it goes back and needs a reason."""
        return self.answer is Answer.RETURN


def desks_of(
    holder: Holder,
    version: int,
    roles: Sequence[str],
    today: date,
    timeline: Sequence[Moment] = (),
    *,
    case: Any = None,
) -> dict[str, Desk]:
    """The desk of each role; who worked there in this case before gets the file again.

    A `case` may bind a role itself, to the position of the unit it runs for.
    """
    positions = positions_in(case, version) if case else positions_by_role(holder.agency, version)
    wanted = {positions[role] for role in roles if role in positions}
    names = names_of_positions(holder.agency, wanted)
    people = holders_by_position(holder.agency, wanted, today)
    before = {
        moment.event.position_id: moment.actor
        for moment in timeline
        if moment.event.kind in ANSWERS
    }
    desks = {}
    for role in roles:
        position = positions.get(role, 0)
        holders = people.get(position, ())
        same = tuple(name for name in holders if name.endswith(before.get(position, "\0")))
        desks[role] = Desk(role=role, position=names.get(position, ""), holders=same or holders)
    return desks


def ways_of(
    content: Procedure, plan: Plan, row: int, desks: Mapping[str, Desk], resume: int
) -> tuple[Way, ...]:
    """The ways out of the step in `row`, the way forward first.

    A file that goes straight back goes forward to the row `resume`; END = the usual way.
    """
    step = plan.step(row)
    ways = []
    for answer, usual in step.ways.items():
        refuses = answer is Answer.RETURN
        to_row = usual if refuses else resume or usual
        ends = to_row == END
        ways.append(
            Way(
                answer=answer,
                words=step.words.refuse if refuses else step.words.accept,
                to_row=to_row,
                step=None if ends else content.step(to_row),
                desk=None if ends else desks[plan.step(to_row).responsible],
                skips=refuses and to_row < row - 1,
            )
        )
    return tuple(ways)


def held_by(task: Any, holders: tuple[str, ...]) -> tuple[str, ...]:
    """Who has the task: the one it is addressed to while she holds the position, else all."""
    if task.person is None:
        return holders
    return tuple(name for name in holders if name.endswith(task.person.name)) or holders


def desk_words(desk: Desk) -> str:
    """`Kepala Bagian Organisasi (Hendro Prasetyo)`."""
    names = ", ".join(desk.holders) or _("belum ada pejabatnya")
    return f"{desk.position or desk.role} ({names})"


def case_words(holder: Holder, case: Any) -> str:
    """`0012/LUMAJANG/2026`."""
    return f"{case.number:04d}/{holder.agency_code}/{case.year}"


def lies_at(desk: Desk, finished: Finished, holder: Holder, now: datetime) -> str:
    """Where the file lies after a deed, and until when."""
    task = open_task_in(holder.agency, finished.case)
    due_at = task.due_at if task else None
    above = task is not None and task.other_eyes == OtherEyes.ABOVE
    return stays_at(desk, finished.to_row, due_at, holder, now, above=above)


def stays_at(
    desk: Desk,
    row: int,
    due_at: datetime | None,
    holder: Holder,
    now: datetime,
    *,
    above: bool = False,
) -> str:
    """The same of a file of which that is known; `above`: who has it made the draft it judges."""
    values = {"who": desk_words(desk), "row": row}
    if above:
        return (
            _(
                "Langkah %(row)s ada pada %(who)s, yang membuat konsepnya sendiri; keputusannya"
                " sampai pada atasannya."
            )
            % values
        )
    if due_at is None:
        return _("Sekarang di %(who)s, langkah %(row)s.") % values
    due = due_of(due_at, now, calendar_for(holder))
    return _("Sekarang di %(who)s, langkah %(row)s, batas waktu %(due)s.") % {
        **values,
        "due": due.words,
    }
