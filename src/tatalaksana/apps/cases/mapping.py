"""Which steps of two versions are the same work, as a keeper of procedures says it, and what comes
of a case that is moved by it.

Source: docs/decisions/0016.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from tatalaksana.apps.cases.ahead import ahead
from tatalaksana.apps.cases.models import Event, SubCase, Task
from tatalaksana.apps.cases.older_versions import goes_on
from tatalaksana.apps.cases.standing import as_event
from tatalaksana.apps.library.queries import kept_content, kept_plan
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.core.engine import events as chain
from tatalaksana.core.procedure.model import Procedure

Rows = Mapping[int, int]  #: row of the old version -> row of the new one


@dataclass(frozen=True, slots=True)
class StepMap:
    """How the steps of an older version go on in the one in force."""

    rows: Rows  #: the same work; each row of either version stands once
    opens: Rows = field(default_factory=dict)  #: where a case open in a row goes on, if elsewhere

    def to_row(self, row: int) -> int | None:
        """Where a case that is open in `row` goes on; None = a person must choose."""
        return self.opens.get(row) or self.rows.get(row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """What comes of a case that is moved, before anybody moves it."""

    due: datetime | None  #: of the task that opens; None = without
    voided: tuple[chain.Event, ...]  #: the approvals that are asked again
    ended: tuple[SubCase, ...]  #: the links to running cases that nothing waits for any more
    asked: int  #: questions for an opinion that are dropped
    resume: int  #: the row the file would have gone straight back to; 0 = none


def proposed(agency: int, old: int, new: int) -> StepMap:
    """The map by likeness, for a person to confirm or change."""
    return StepMap(goes_on(agency, old, new))


def require_map(agency: int, old: int, new: int, chosen: StepMap) -> StepMap:
    """`chosen`, if it can be. Errors: Invalid TL603 for a row that is not there or stands twice."""
    before, after = kept_content(agency, old), kept_content(agency, new)
    for rows in (chosen.rows, chosen.opens):
        for row, there in rows.items():
            require_row(before, row, "lama")
            require_row(after, there, "yang berlaku")
    taken: dict[int, int] = {}
    for row, there in sorted(chosen.rows.items()):
        if there in taken:
            raise Invalid(
                f"Langkah {taken[there]} dan langkah {row} tidak dapat menjadi langkah {there}"
                " keduanya.",
                hint="Pilih satu padanan saja untuk setiap langkah versi yang berlaku.",
            )
        taken[there] = row
    return chosen


def require_row(content: Procedure, row: int, which: str) -> None:
    """Errors: Invalid TL603 unless `content` has `row`."""
    if not 1 <= row <= len(content.steps):
        raise Invalid(
            f"Versi {which} tidak punya langkah {row}.", hint="Pilih langkah yang ada pada daftar."
        )


def effects_of(
    holder: Holder, moves: Iterable[tuple[Task, StepMap, int]], version: int, now: datetime
) -> tuple[Effects, ...]:
    """What comes of moving each open task by its map to its row of `version`, in the same order.

    A task may stand among them more than once. Two queries, however many there are.
    """
    found = list(moves)
    cases = [task.case_id for task, _, _ in found]
    plan = kept_plan(holder.agency, version)
    told: dict[int, list[chain.Event]] = {case: [] for case in cases}
    for row in Event.objects.filter(agency=holder.agency, case__in=cases).order_by("case", "seq"):
        told[row.case_id].append(as_event(row))
    waits: dict[int, list[SubCase]] = {case: [] for case in cases}
    running = SubCase.objects.filter(
        agency=holder.agency, parent__in=cases, waits=True, child__closed_at__isnull=True
    )
    for link in running.select_related("child").order_by("pk"):
        waits[link.parent_id].append(link)
    return tuple(
        Effects(
            due=ahead(holder, plan, to_row, now).due,
            voided=voided(told[task.case_id], task.row, to_row, chosen.rows),
            ended=tuple(one for one in waits[task.case_id] if one.row not in chosen.rows),
            asked=task.asked,
            resume=task.case.resume,
        )
        for task, chosen, to_row in found
    )


def voided(events: list[chain.Event], row: int, to_row: int, rows: Rows) -> tuple[chain.Event, ...]:
    """The approvals that a move from `row` to `to_row` by `rows` makes void."""
    last = events[-1]
    move = replace(
        last,
        seq=last.seq + 1,
        kind=chain.Kind.MOVED,
        row=row,
        to_row=to_row,
        data=json.dumps({chain.ROWS: stored(rows)}),
    )
    gone = chain.void([*events, move]) - chain.void(events)
    return tuple(event for event in events if event.seq in gone)


def stored(rows: Rows) -> dict[str, int]:
    """The rows as the event of a move holds them."""
    return {str(row): there for row, there in rows.items()}
