"""A task as it is read before a deed: one query, with everything the deed needs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import connection

from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.errors import NotFound

TASK = """
select t.id, t."row", t.position_id, t.done_at, t.opened_at, t.due_at, t.person_id,
       c.id, c.version_id, c.seq, c."row", c.rework,
       (select json_object_agg(b.role, b.position_id) from library_binding b
        where b.version_id = c.version_id and b.confirmed_at is not null),
       t.person_id is null or t.person_id = %(person)s or exists (
            select 1 from office_holding h where h.position_id = t.position_id
            and h.person_id = %(person)s and h.kind = 'anggota'
       ) or not exists (
            select 1 from office_holding h where h.position_id = t.position_id
            and h.person_id = t.person_id and h.since <= %(today)s
            and (h.until is null or h.until >= %(today)s)
       )
from cases_task t join cases_case c on c.id = t.case_id
where t.agency_id = %(agency)s and t.id = %(task)s
"""


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
    positions: dict[str, int]  #: confirmed role -> position
    addressed: bool  #: to the reader, if she holds the position


def open_task(holder: Holder, task: int, now: datetime) -> OpenTask:
    """Read one task for `holder`. Errors: NotFound TL602 when the agency has no such task."""
    with connection.cursor() as cursor:
        cursor.execute(
            TASK,
            {
                "agency": holder.agency,
                "task": task,
                "person": holder.person,
                "today": now.astimezone(ZoneInfo(holder.zone)).date(),
            },
        )
        row = cursor.fetchone()
    if row is None:
        raise NotFound("Tugas ini tidak ada di instansi Anda.")
    *values, positions, addressed = row
    names = (
        "id", "row", "position", "done_at", "opened_at", "due_at", "person", "case", "version",
        "seq", "case_row", "rework",
    )  # fmt: skip
    if isinstance(positions, str):
        positions = json.loads(positions)
    return OpenTask(
        **dict(zip(names, values, strict=True)), positions=positions or {}, addressed=addressed
    )
