"""Reading what a changed calendar did: the cases whose open deadline moved."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tatalaksana.apps.cases.models import Event
from tatalaksana.apps.cases.queries import cases_for
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.audit import traces_of
from tatalaksana.apps.shared.errors import NotFound

DEEDS = ("cases.change_calendar", "cases.change_hours", "cases.recompute_deadlines")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change of the calendar that moved open deadlines."""

    at: datetime
    count: int
    earlier: int
    recounted: int  #: cases whose deadline stays: what is left of their time differs
    cases: tuple[int, ...]

    @property
    def later(self) -> int:
        """How many deadlines moved to a later moment."""
        return self.count - self.earlier


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedCase:
    """One case of the change; its title is told to those who may read it."""

    year: int
    number: int
    procedure: str
    title: str  #: "" when the case is not the reader's to read
    row: int
    reason: str
    before: datetime | None  #: None while the clock stands
    after: datetime | None
    left_before: int | None  #: working minutes; None in events that did not tell it yet
    left: int | None

    @property
    def earlier(self) -> bool:
        """Whether the deadline came nearer."""
        return bool(self.after and self.before and self.after < self.before)

    @property
    def recounted(self) -> bool:
        """Whether the deadline stays and what is left of the time alone differs."""
        return self.after == self.before


def change_of(holder: Holder, trace: int) -> Change:
    """A change of the calendar by its trace. Errors: NotFound TL602."""
    found = traces_of(holder.agency).filter(pk=trace, action__in=DEEDS).first()
    if found is None:
        raise NotFound("Perubahan kalender ini tidak ada di instansi Anda.")
    return Change(
        at=found.at,
        count=found.data["count"],
        earlier=found.data["earlier"],
        recounted=found.data.get("recounted", 0),
        cases=tuple(found.data["cases"]),
    )


def moved_cases(holder: Holder, change: Change, cases: Sequence[int]) -> tuple[MovedCase, ...]:
    """What happened to `cases` of the change, in their order."""
    events = {
        event.case_id: event
        for event in Event.objects.filter(
            agency=holder.agency, case__in=cases, kind="rescheduled", at=change.at
        ).select_related("case__version__procedure")
    }
    readable = set(cases_for(holder).filter(pk__in=cases).values_list("pk", flat=True))
    return tuple(
        moved_case(events[case], readable=case in readable) for case in cases if case in events
    )


def moved_case(event: Event, *, readable: bool) -> MovedCase:
    """One line of the list."""
    told = json.loads(event.data)
    return MovedCase(
        year=event.case.year,
        number=event.case.number,
        procedure=event.case.version.procedure.title,
        title=event.case.title if readable else "",
        row=event.row,
        reason=event.reason,
        before=told["was"] and datetime.fromisoformat(told["was"]),
        after=told["due"] and datetime.fromisoformat(told["due"]),
        left_before=told.get("left_was"),
        left=told.get("left"),
    )
