"""What a list of waiting tasks tells of them beside the tasks themselves.

It is asked after the tasks: a name once however many files came from it, and of a task's case only
what this process does not know yet. A case is opened, goes to a next step and ends; what the list
tells of it changes while its task is open only where somebody suspends it or moves it to another
version, and then the database gives the task another stamp (sql/inbox_told.sql). So what was told
under a stamp is true as long as the task has it. Counters that the list does not give come along.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from tatalaksana.apps.shared.prepared_rows import all_rows, array
from tatalaksana.core.engine.events import NOTES, Kind

KEPT = 20_000  #: facts in the memory of a process, some 10 MB


Row = tuple[Any, ...]
#: places in inbox.COLUMNS
TASK, POSITION, SENDER, RETURNED, OPENED, DUE, STAMP, GOES = 0, 2, 3, 4, 5, 6, 9, 10


class Facts(NamedTuple):
    """What is told of a task while its stamp is the same."""

    row: int
    title: str
    year: int
    number: int
    version: int
    suspended: bool
    reason: str  #: why it came back; "" = it did not
    finder: str  #: whose deed brought it, where the task does not say


Key = tuple[int, int, datetime, int | None]
known: dict[Key, Facts] = {}  #: by task, agency, when it was opened, and stamp

# The last deed of a case that stands; a note (the clock stood) is no deed, nor is a correction.
NOTED = ", ".join(f"'{kind.value}'" for kind in sorted(NOTES | {Kind.CORRECTED}))
LAST_DEED = f"""
    from cases_event d where d.case_id = t.case_id
    and d.kind not in ({NOTED}) and not exists (
        select 1 from cases_event w where w.case_id = d.case_id and w.corrects = d.seq
    ) order by d.seq desc limit 1
"""  # noqa: S608 - the kinds are our own
NOTHING = """null::smallint, null::text, null::smallint, null::int, null::bigint, null::bool,
    null::timestamptz, null::bigint"""
# Each gives its own name, a key and words; the first one more.
PARTS = {
    "tasks": """select 'tasks', t.id, null::text, t."row", c.title::text, c.year, c.number,
            c.version_id, c.suspended_at is not null, t.opened_at, t.told
        from cases_task t join cases_case c on c.agency_id = t.agency_id and c.id = t.case_id
        where t.agency_id = %(agency)s and t.id = any(%(tasks)s::bigint[])""",
    "reasons": """select 'reasons', t.id, (select d.reason {last_deed}), {nothing}
        from cases_task t where t.agency_id = %(agency)s and t.id = any(%(reasons)s::bigint[])""",
    # Tasks from before the sender was kept.
    "finders": """select 'finders', t.id, (select n.name::text from office_person n
            where n.agency_id = %(agency)s and n.id = (select d.actor_id {last_deed})), {nothing}
        from cases_task t where t.agency_id = %(agency)s and t.id = any(%(finders)s::bigint[])""",
    "senders": """select 'senders', n.id, n.name::text, {nothing} from office_person n
        where n.agency_id = %(agency)s and n.id = any(%(senders)s::bigint[])""",
    "seats": """select 'seats', s.id, s.name::text, {nothing} from office_position s
        where s.agency_id = %(agency)s and s.id = any(%(seats)s::bigint[])""",
}
COUNT = "select 'counts', {nth}::bigint, (select count(*)::text from ({source}) x), {nothing}"
Found = dict[str, dict[int, Row]]


class Told(NamedTuple):
    """What was asked of some tasks."""

    facts: list[Facts]  #: in the order of the tasks
    names: dict[int, str]  #: of those who sent them
    seats: dict[int, str]  #: the names of positions that are not hers
    counts: list[int]  #: in the order in which they were asked


def told_of(
    listed: Sequence[Row],
    hers: Mapping[int, object],
    values: Mapping[str, Any],
    counted: tuple[str, ...] = (),
) -> Told:
    """What is told of waiting tasks (inbox.COLUMNS), some of them in positions not `hers`; and how
    many rows each of the statements `counted` has."""
    agency = values["agency"]
    facts = [known.get((one[TASK], agency, one[OPENED], one[STAMP])) for one in listed]
    new = [one for one, fact in zip(listed, facts, strict=True) if fact is None]
    found = asked(
        {
            "tasks": {one[TASK] for one in new},
            "reasons": {one[TASK] for one in new if one[RETURNED]},
            "finders": {one[TASK] for one in new if one[SENDER] is None},
            "senders": {one[SENDER] for one in listed} - {None},
            "seats": {one[POSITION] for one in listed} - hers.keys(),
        },
        values,
        counted,
    )
    fresh = learned(agency, found) if new else {}
    return Told(
        facts=[fact or fresh[one[TASK]] for one, fact in zip(listed, facts, strict=True)],
        names={key: row[2] for key, row in found["senders"].items()},
        seats={key: row[2] for key, row in found["seats"].items()},
        counts=[int(found["counts"][nth][2]) for nth in range(len(counted))],
    )


def asked(
    wanted: Mapping[str, set[int]], values: Mapping[str, Any], counted: tuple[str, ...]
) -> Found:
    """The rows of the parts of which something is wanted, and the counts."""
    found: Found = {part: {} for part in (*PARTS, "counts")}
    keys = {part: array(wanted[part]) for part in PARTS if wanted[part]}
    if keys or counted:
        for row in all_rows(statement_of(tuple(keys), counted), {**values, **keys}):
            found[row[0]][row[1]] = row
    return found


@cache
def statement_of(parts: tuple[str, ...], counted: tuple[str, ...]) -> str:
    """What is asked together."""
    places = {"nothing": NOTHING, "last_deed": LAST_DEED}
    asked_for = [PARTS[part].format(**places) for part in parts]
    for nth, source in enumerate(counted):
        asked_for.append(COUNT.format(nth=nth, source=source, **places))
    return " union all ".join(asked_for)


def learned(agency: int, found: Found) -> dict[int, Facts]:
    """The facts of the tasks that were asked for, kept under the stamp they were read with."""
    reasons, finders = found["reasons"], found["finders"]
    fresh = {}
    keys = []
    for task, one in found["tasks"].items():
        keys.append((task, agency, one[9], one[10]))
        reason = reasons[task][2] if task in reasons else ""
        finder = finders[task][2] if task in finders else ""
        fresh[task] = Facts._make((*one[3:9], reason, finder))
    if len(known) + len(fresh) > KEPT:
        known.clear()  # what is needed is asked again
    known.update(zip(keys, fresh.values(), strict=True))
    return fresh
