"""What there is around a case: most have nothing of most, and one statement says so.

A page that asked for each kind of thing that a case may have would ask a dozen times for nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from psycopg.types.numeric import Int8

from tatalaksana.apps.cases.models import Task
from tatalaksana.apps.shared.prepared import first_row

#: "+ 0" where an index of the case or task alone is the way: not all rows of the agency beside
AROUND = """
select
    exists (select from cases_casedocument where agency_id = %(agency)s and case_id = %(case)s),
    exists (
        select from cases_participation where agency_id + 0 = %(agency)s and task_id = %(task)s
    ),
    exists (select from cases_subcase where agency_id + 0 = %(agency)s and parent_id = %(case)s),
    exists (select from cases_unitcall where agency_id = %(agency)s and parent_id = %(case)s),
    exists (select from cases_calledunit where agency_id = %(agency)s and case_id = %(case)s),
    exists (select from cases_teamdecree where agency_id = %(agency)s and case_id = %(case)s),
    exists (select from cases_subcase where agency_id + 0 = %(agency)s and child_id = %(case)s),
    exists (select from cases_consultation where agency_id = %(agency)s and case_id = %(case)s)
"""


@dataclass(frozen=True, slots=True)
class Around:
    """Whether there is anything of a kind around a task and its case."""

    documents: bool
    parts: bool  #: others take part in the task
    children: bool  #: cases opened from this one
    calls: bool  #: something was asked of many units from this one
    answers: bool  #: the case answers such a call
    decrees: bool  #: the case says something of teams
    parent: bool  #: it was opened from another case
    questions: bool  #: colleagues were asked for their opinion


def around(task: Task) -> Around:
    """What there is around `task` and its case."""
    wanted = {
        "agency": Int8(task.agency_id),
        "case": Int8(task.case_id),
        "task": Int8(task.pk),
    }
    row = first_row(AROUND, wanted)
    assert row is not None  # noqa: S101 - a select without from gives one row
    return Around(*row)
