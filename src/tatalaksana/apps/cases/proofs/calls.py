"""Calls to many units, and the cases that hang on a step, as the events tell them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC
from typing import Any
from uuid import uuid5

from tatalaksana.apps.cases.models import CalledUnit, Case, CaseBinding, Event, SubCase, UnitCall
from tatalaksana.core.engine import events as chain
from tatalaksana.core.engine.state import CaseState

BOUND = "Jabatan atau permintaan unit berkas ini tidak sama dengan peristiwa pembukanya."
CALLED = "Permintaan kepada unit tidak sama dengan peristiwanya."
LINKED = "Berkas terkait tidak sama dengan peristiwanya."


def faults_of_calls(case: Case, rows: list[Event]) -> Iterator[str]:
    """What is wrong with what a case binds itself, and with the call that it answers."""
    opening: dict[str, Any] = json.loads(rows[0].data)
    own = CaseBinding.objects.filter(agency=case.agency_id, case=case.pk)
    called = CalledUnit.objects.filter(agency=case.agency_id, case=case.pk)
    answers = called.select_related("call").first()
    told = opening.get(chain.BOUND, {}), opening.get(chain.CALL), opening.get(chain.UNIT)
    call, unit = (answers.call_id, answers.unit_id) if answers else (None, None)
    if told != (dict(own.values_list("role", "position")), call, unit):
        yield BOUND
    elif answers is not None and differs(answers, rows[0], opening):
        yield CALLED


def differs(answers: CalledUnit, row: Event, opening: dict[str, Any]) -> bool:
    """Whether the row of a call is another than the opening `row` of a case that answers it."""
    call = answers.call
    told = (row.actor_id, row.position_id, row.at, opening[chain.VERSION])
    due = call.due_at.astimezone(UTC).isoformat() if call.due_at else None
    return (
        (call.opened_by_id, call.position_id, call.opened_at, call.version_id) != told
        or not str(opening["title"]).startswith(f"{call.title} (")
        or row.key != uuid5(call.key, str(answers.unit_id))
        or (chain.DUE in opening and opening[chain.DUE] != due)
    )


def faults_of_links(case: Case, rows: list[Event], state: CaseState) -> Iterator[str]:
    """What is wrong with the cases that hang on a case, without those linked before events told so.

    A link tells the event that made it; a call, the step it was made from.
    """
    links = SubCase.objects.filter(agency=case.agency_id, parent=case.pk, seq__gt=0)
    kept = set(links.values_list("child", "row", "waits", "seq"))
    made: dict[int, int] = {}
    calls = set()
    for row in (one for one in rows if one.kind == chain.Kind.LINKED):
        data = json.loads(row.data)
        made |= dict.fromkeys(data[chain.CHILDREN], row.seq)
        calls |= {(data[chain.CALL], row.row)} if chain.CALL in data else set()
    told = {(one.child, one.row, one.waits, made[one.child]) for one in state.links}
    if kept != told:
        yield LINKED
    asked = UnitCall.objects.filter(agency=case.agency_id, parent=case.pk)
    if set(asked.values_list("pk", "row")) != calls:
        yield CALLED
