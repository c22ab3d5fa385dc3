"""A task as it is read before a deed: one query, with everything the deed needs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.errors import NotFound
from tatalaksana.apps.shared.prepared import first_row

TASK = "select * from cases_read_task(%s, %s, %s, %s)"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTask:
    """A task and the state of its case at the moment of reading."""

    id: int
    row: int
    position: int
    done_at: datetime | None
    opened_at: datetime
    due_at: datetime | None
    person: int | None  #: to whom it is addressed; None = whoever holds the position
    case: int
    version: int
    seq: int
    case_row: int
    rework: int
    resume: int
    positions: dict[str, int]  #: confirmed role -> position
    addressed: bool  #: to the reader, if she holds the position
    waits_for: str | None  #: the title of a sub-case that must end first


def open_task(holder: Holder, task: int, now: datetime) -> OpenTask:
    """Read one task for `holder`. Errors: NotFound TL602 when the agency has no such task."""
    today = now.astimezone(ZoneInfo(holder.zone)).date()
    row = first_row(TASK, (holder.agency, task, holder.person, today))
    if row is None:
        raise NotFound("Tugas ini tidak ada di instansi Anda.")
    *values, positions, addressed, waits_for = row
    names = (
        "id", "row", "position", "done_at", "opened_at", "due_at", "person", "case", "version",
        "seq", "case_row", "rework", "resume",
    )  # fmt: skip
    if isinstance(positions, str):
        positions = json.loads(positions)
    return OpenTask(
        **dict(zip(names, values, strict=True)),
        positions=positions or {},
        addressed=addressed,
        waits_for=waits_for,
    )
