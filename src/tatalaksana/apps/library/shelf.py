"""The shelf: every procedure of an agency on one line, with what a keeper wants to see of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tatalaksana.apps.shared.replica import reading

STATUSES = ("berlaku", "draf", "dicabut")

# One row a procedure: the version in force, else the waiting draft, else the last one.
SHELF = """
select p.id, p.title, u.id, u.name, v.id, v.number, v.status,
       jsonb_array_length(v.content -> 'steps'), jsonb_array_length(v.doubts),
       (select count(*) from jsonb_array_elements(v.doubts) d where (d ->> 'weight')::int >= 3),
       w.id, w.number
from library_procedure p
join office_unit u on u.id = p.unit_id
join lateral (
    select * from library_version v where v.procedure_id = p.id and v.agency_id = p.agency_id
    order by v.status = 'berlaku' desc, v.status = 'draf' desc, v.number desc limit 1
) v on true
left join lateral (
    select w.id, w.number from library_version w
    where w.procedure_id = p.id and w.agency_id = p.agency_id
      and w.status = 'draf' and w.id <> v.id
    order by w.number desc limit 1
) w on true
where p.agency_id = %(agency)s
order by u.name, u.id, p.title
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfRow:
    """One procedure as the shelf shows it."""

    procedure: int
    title: str
    unit: int
    unit_name: str
    version: int
    number: int
    status: str  #: "berlaku", "draf" or "dicabut"
    steps: int
    doubts: int
    heavy_doubts: int  #: those without whose answer it cannot run
    draft: int | None  #: a draft that waits beside the version in force
    draft_number: int | None


def shelf_of(
    agency: int, *, words: str = "", unit: int | None = None, status: str = ""
) -> tuple[ShelfRow, ...]:
    """The procedures in the order of their units; the filters are taken together.

    A word counts when the title or the unit holds it. A waiting draft counts as "draf" too.
    """
    with reading().cursor() as cursor:
        cursor.execute(SHELF, {"agency": agency})
        rows = [row_from(values) for values in cursor.fetchall()]
    wanted = words.lower().split()
    return tuple(
        row
        for row in rows
        if (unit is None or row.unit == unit)
        and (not status or row.status == status or (status == "draf" and row.draft))
        and all(word in f"{row.title} {row.unit_name}".lower() for word in wanted)
    )


def row_from(values: tuple[Any, ...]) -> ShelfRow:
    """One line of the shelf from its database row."""
    return ShelfRow(**dict(zip(ShelfRow.__slots__, values, strict=True)))
