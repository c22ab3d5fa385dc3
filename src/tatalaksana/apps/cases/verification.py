"""Prove that cases and tasks are what their events say, and that the events are unchanged."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db import transaction

from tatalaksana.apps.cases.models import Case, Event
from tatalaksana.apps.cases.proofs.calls import faults_of_calls, faults_of_links
from tatalaksana.apps.cases.proofs.known import Known
from tatalaksana.apps.cases.proofs.lives import CORRECTED, OPENS
from tatalaksana.apps.cases.proofs.numbers import faults_of_numbers
from tatalaksana.apps.cases.proofs.papers import faults_of_papers
from tatalaksana.apps.cases.proofs.questions import faults_of_questions
from tatalaksana.apps.cases.proofs.tasks import faults_of_tasks
from tatalaksana.apps.cases.standing import as_event, standing
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.core.engine import events as chain
from tatalaksana.core.engine.state import CaseState

KINDS = frozenset(kind.value for kind in chain.Kind)
#: what computing rows that were tampered with can end in
BROKEN = (TatalaksanaError, ValueError, LookupError, TypeError, AttributeError)


def faults_of_agency(agency: int) -> Iterator[tuple[Case, str]]:
    """Every fault of every case of the agency; a case too broken to compute is a fault itself.

    The office may work meanwhile: what looks like a fault is looked at again while nobody can
    change that case.
    """
    known = Known(agency)
    for case in Case.objects.filter(agency=agency).order_by("pk").iterator(chunk_size=500):
        if not told_faults(case, known):
            continue
        with transaction.atomic():
            still = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
            found = told_faults(still, Known(agency))
        for fault in found:
            yield still, fault
    yield from faults_of_numbers(agency)


def told_faults(case: Case, known: Known) -> list[str]:
    """What is wrong with one case, also when it cannot be computed at all."""
    try:
        return list(faults_of(case, known))
    except BROKEN as broken:
        return [f"Peristiwa berkas ini tidak dapat dihitung ulang ({broken})."]


def faults_of(case: Case, known: Known | None = None) -> Iterator[str]:
    """What is wrong with one case."""
    rows = list(Event.objects.filter(case=case.pk).order_by("seq", "pk"))
    unknown = [row for row in rows if row.kind not in KINDS]
    yield from (f"Peristiwa {row.seq} berjenis tidak dikenal: {row.kind}." for row in unknown)
    if unknown:
        return
    events = tuple(as_event(row) for row in rows)
    broken = chain.faults(events, case.head)
    yield from broken
    if broken or not events:
        return
    state = chain.rebuild(partial(kept_plan, case.agency_id), events)
    if told_by(state, rows) != kept_in(case):
        yield "Keadaan berkas tidak sama dengan hasil membangun ulang peristiwanya."
    yield from faults_of_opening(case, rows)
    yield from faults_of_calls(case, rows)
    yield from faults_of_tasks(case, rows, known or Known(case.agency_id))
    yield from faults_of_questions(case, rows)
    yield from faults_of_links(case, rows, state)
    yield from faults_of_papers(case, rows)


def faults_of_opening(case: Case, rows: list[Event]) -> Iterator[str]:
    """What is wrong with what a case is about, who opened it, and by which version it runs."""
    opening: dict[str, Any] = json.loads(rows[0].data)
    named = [row for row in rows if row.kind in OPENS]
    if json.loads(named[-1].data)[chain.VERSION] != case.version_id:
        yield "Versi prosedur berkas tidak sama dengan peristiwanya."
    if opening.get("title") != case.title or (rows[0].actor_id, rows[0].at) != (
        case.opened_by_id,
        case.opened_at,
    ):
        yield "Perihal, prosedur, atau pembuka berkas tidak sama dengan peristiwa pembukanya."
    for row in rows:
        told = json.loads(row.data)[chain.CORRECTS] if row.kind == CORRECTED else None
        if row.corrects != told:
            yield f"Peristiwa {row.seq} tidak menyebut klik yang dikoreksinya."


def told_by(state: CaseState, rows: list[Event]) -> tuple[object, ...]:
    """What the events say of a case, in the order of `kept_in`."""
    last_deed = next(row for row in reversed(standing(rows)) if row.kind not in chain.NOTES)
    stops = [row.at for row in rows if row.kind == chain.Kind.SUSPENDED]
    return (
        state.row,
        state.seq,
        state.rework,
        state.resume,
        None if state.row else rows[-1].at,
        last_deed.row,
        stops[-1] if state.suspended else None,
        state.cancelled,
    )


def kept_in(case: Case) -> tuple[object, ...]:
    """What the row of a case says of it."""
    return (
        case.row,
        case.seq,
        case.rework,
        case.resume,
        case.closed_at,
        case.deed_row,
        case.suspended_at,
        case.cancelled,
    )


def chain_of(case: Case) -> tuple[chain.Event, ...]:
    """The events of a case as the core verifies them."""
    return tuple(as_event(row) for row in Event.objects.filter(case=case.pk).order_by("seq"))
