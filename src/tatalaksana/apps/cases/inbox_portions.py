"""The inbox in portions, for programs that read all of it."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from tatalaksana.apps.cases.inbox import (
    ADDRESSED,
    COLUMNS,
    MINE,
    SIEVES,
    InboxRow,
    Sieve,
    rows_of,
    seats_of,
    values_for,
)
from tatalaksana.apps.cases.inbox_told import told_of
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.paging import Portion
from tatalaksana.apps.shared.prepared_rows import all_rows

# As in inbox.OWN one range of an index for each position, begun behind the key.
OWN = """
select t.* from {mine} cross join lateral (
    select {columns}, false as part_asked from cases_task t
    where t.position_id = mine.id and t.done_at is null and {addressed}{sieve}{behind}
    order by {order}, t.id limit %(more)s
) t order by {order}, t.id limit %(more)s
"""
# A task counts once, in however many of her positions she takes part.
PARTS = """
select {columns}, part.asked as part_asked from (
    select p.task_id, bool_or(p.required) as asked from {mine}
    join cases_participation p on p.position_id = mine.id and not p.ended and p.done_at is null
    where not mine.many group by p.task_id
) part join cases_task t on t.id = part.task_id
where t.agency_id = %(agency)s and t.done_at is null{behind} order by {order}, t.id limit %(more)s
"""
BEHIND = " and {order} >= %(at)s and ({order}, t.id) > (%(at)s, %(task)s)"
Key = tuple[datetime, int]


@cache
def statement_of(sieve: Sieve, *, behind: bool) -> str:
    """The next rows of a sieve, all or those behind a key."""
    _, only, order = SIEVES[sieve]
    source = PARTS if sieve is Sieve.TAKING_PART else OWN
    return source.format(
        columns=COLUMNS,
        mine=MINE,
        addressed=ADDRESSED,
        sieve=only,
        order=order,
        behind=BEHIND.format(order=order) if behind else "",
    )


def inbox_portion(
    holder: Holder, now: datetime, sieve: Sieve, after: Key | None, size: int
) -> Portion[InboxRow]:
    """The next `size` waiting tasks behind `after`, the one waiting longest first; of the late ones
    the one due first. The key is that moment and the number of the task."""
    values = values_for(holder, now) | {"more": size + 1}
    if after is not None:
        values |= {"at": after[0], "task": after[1]}
    seats = seats_of(holder)
    listed = all_rows(statement_of(sieve, behind=after is not None), values)
    told = told_of(listed, seats, values)
    rows = rows_of(holder.agency, seats, listed, told, now)
    more = len(rows) > size
    rows = rows[:size]
    return Portion(rows, key_of(sieve, rows[-1]) if more else None)


def key_of(sieve: Sieve, row: InboxRow) -> Key:
    """What the rows of a sieve are put in order by."""
    moment = row.due_at if sieve is Sieve.LATE else row.opened_at
    assert moment is not None  # noqa: S101 - what is late has a deadline
    return moment, row.task
