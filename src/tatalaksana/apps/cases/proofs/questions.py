"""Questions to colleagues, and teams asked for by decrees, as the events tell them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

from tatalaksana.apps.cases.models import Case, Consultation, Event, TeamDecree
from tatalaksana.apps.cases.teams import decrees_in
from tatalaksana.apps.shared.audit import traces_of
from tatalaksana.core.engine import events as chain

ENDS_QUESTION = frozenset({chain.Kind.OPINION, chain.Kind.CALLED_OFF})
ASKED = (
    "seq",
    "asker",
    "position",
    "person",
    "question",
    "asked_at",
    "task__case",
    "task__row",
    "task__opened_at",
)
FOLLOWED = ("closed_at", "answered_by")


def faults_of_questions(case: Case, rows: list[Event]) -> Iterator[str]:
    """What is wrong with what was asked in a case: opinions, and teams."""
    asked = Consultation.objects.filter(agency=case.agency_id, case=case.pk)
    if set(asked.values_list(*ASKED, *FOLLOWED)) != told_questions(rows):
        yield "Permintaan pendapat tidak sama dengan peristiwanya."
    asks = [row for row in rows if row.kind == chain.Kind.TEAM_ASKED]
    decrees = list(decrees_in(case))
    if [decree.seq for decree in decrees] != [row.seq for row in asks] or any(
        differs(decree, row) for decree, row in zip(decrees, asks, strict=True)
    ):
        yield "Usulan tim tidak sama dengan peristiwanya."


def differs(decree: TeamDecree, row: Event) -> bool:
    """Whether the row of a decree is another than its event tells, and the trail of the office."""
    told = json.loads(row.data)
    asked = (decree.composition, decree.asked_by_id, decree.position_id, decree.asked_at)
    document = told.get(chain.DOCUMENT, decree.document_id)
    trail = traces_of(decree.agency_id).filter(thing="decree", thing_id=decree.pk)
    ended = [(one.at, one.data["reason"]) for one in trail]
    decided = [(decree.decided_at, decree.refusal)] if decree.decided_at or decree.refusal else []
    return (
        asked != (told[chain.TEAM], row.actor_id, row.position_id, row.at)
        or decree.document_id != document
        or decided != ended
    )


def told_questions(rows: list[Event]) -> set[tuple[object, ...]]:
    """The questions of a case by its events: who asked whom what, and how it ended."""
    told = {row.seq: json.loads(row.data) for row in rows}
    ends = {told[row.seq].get(chain.QUESTION): row for row in rows if row.kind in ENDS_QUESTION}
    opened = openings_of(rows)
    questions: set[tuple[object, ...]] = set()
    for row in (one for one in rows if one.kind == chain.Kind.CONSULTED):
        end, data = ends.get(row.seq), told[row.seq]
        answered = end.actor_id if end and end.kind == chain.Kind.OPINION else None
        whom = (row.actor_id, data[chain.POSITION], data[chain.TO])
        where = (row.reason, row.at, row.case_id, row.row, opened[row.seq])
        questions.add((row.seq, *whom, *where, end.at if end else None, answered))
    return questions


def openings_of(rows: list[Event]) -> dict[int, datetime]:
    """When the task was opened that was open at each note, by the number of the note."""
    path: list[datetime] = []
    opened: dict[int, datetime] = {}
    for row in rows:
        if row.kind == chain.Kind.CORRECTED:
            path.pop()
        elif row.kind in chain.NOTES:
            opened[row.seq] = path[-1]
        else:
            path.append(row.at)
    return opened
