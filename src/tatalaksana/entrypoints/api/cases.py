"""Cases: the inbox, a case with its events and documents, starting one."""

from __future__ import annotations

from typing import Any, Literal

from django.http import FileResponse
from django.utils import timezone
from ninja import Router

from tatalaksana.apps.cases.actions.read_file import read_file
from tatalaksana.apps.cases.actions.start_case import TITLE_LENGTH, start_case
from tatalaksana.apps.cases.handing import handed_to
from tatalaksana.apps.cases.history import events_of
from tatalaksana.apps.cases.inbox import Sieve, counters
from tatalaksana.apps.cases.inbox_portions import inbox_portion
from tatalaksana.apps.cases.queries import (
    case_of,
    cases_for,
    documents_of,
    open_task_of,
    subcases_of,
)
from tatalaksana.apps.shared.files import existing_path
from tatalaksana.entrypoints.api import cases_shown as shown
from tatalaksana.entrypoints.api.caller import Call
from tatalaksana.entrypoints.api.cursors import key_in, listed, told
from tatalaksana.entrypoints.api.deeds import made
from tatalaksana.entrypoints.api.lagging import may_lag
from tatalaksana.entrypoints.api.typed import (
    USUAL,
    CaseKey,
    Cursor,
    Id,
    Key,
    Limit,
    Number,
    Portion,
    Sent,
    Shown,
    Words,
    Year,
    line,
)

router = Router(tags=["cases"])
LATEST = ("-opened_at", "-pk")
DUE = ("due_at", "pk")
Chosen = Literal["running", "ended", "late"]
SIEVES = {
    "all": Sieve.ALL,
    "late": Sieve.LATE,
    "returned": Sieve.RETURNED,
    "taking_part": Sieve.TAKING_PART,
}


class StartSent(Sent):
    """A case to open."""

    version: Id
    title: line(TITLE_LENGTH)  # type: ignore[valid-type]


class StartedShown(CaseKey):
    """The case that was opened, and its first task."""

    task: int | None


class HandedShown(Shown):
    """Tasks that were handed to somebody."""

    tasks: list[shown.TaskShown]


@router.get("/inbox", response=Portion[shown.InboxTask])
def inbox(
    request: Call,
    sieve: Literal["all", "late", "returned", "taking_part"] = "all",
    cursor: Cursor | None = None,
    limit: Limit = USUAL,
) -> Any:
    """Every task that waits for me, the one waiting longest first; of the late ones, due first."""
    name = f"inbox.{sieve}"
    after: Any = key_in(name, cursor)
    found = inbox_portion(request.auth, timezone.now(), SIEVES[sieve], after, limit)
    return told(name, found, shown.told_waiting)


@router.get("/inbox/counters", response=shown.CountersShown)
def inbox_counters(request: Call) -> Any:
    """How many tasks wait behind each sieve; what I cannot act on now is not counted."""
    return counters(request.auth, timezone.now())


@router.get("/inbox/handed", response=HandedShown)
def inbox_handed(request: Call) -> Any:
    """The open tasks of other positions that were handed to me, each for its step."""
    return {"tasks": [shown.told_task(task) for task in handed_to(request.auth)]}


@router.get("/cases", response=Portion[shown.CaseLine])
@may_lag
def cases(
    request: Call,
    words: Words = "",
    state: Chosen | None = None,
    cursor: Cursor | None = None,
    limit: Limit = USUAL,
) -> Any:
    """The cases I may read, the latest first; of the late ones, due first."""
    if state == "late":
        late = cases_for(request.auth, words, late_at=timezone.now())
        return listed("cases.late", late, DUE, (cursor, limit), shown.told_line)
    running = None if state is None else state == "running"
    rows = cases_for(request.auth, words, running)
    return listed("cases", rows, LATEST, (cursor, limit), shown.told_line)


@router.post("/cases", response={201: StartedShown})
def case_start(request: Call, key: Key, sent: StartSent) -> Any:
    """Open a case of a version in force."""

    def deed(now: Any) -> Any:
        began = start_case(request.auth, **sent.model_dump(), key=key, now=now)
        return started_told(request, began)

    return made(request, key, sent, StartedShown, deed)


def started_told(request: Call, began: Any) -> dict[str, Any]:
    """A case that was just opened."""
    there = case_of(request.auth, began.year, began.number)
    task = open_task_of(there)
    return {"year": began.year, "number": began.number, "task": task.pk if task else None}


@router.get("/cases/{year}/{number}", response=shown.CaseShown)
def case(request: Call, year: Year, number: Number) -> Any:
    """Where a case stands."""
    found = case_of(request.auth, year, number)
    return shown.told_case(found, open_task_of(found))


@router.get("/cases/{year}/{number}/events", response=Portion[shown.EventShown])
def case_events(
    request: Call, year: Year, number: Number, cursor: Cursor | None = None, limit: Limit = USUAL
) -> Any:
    """What happened in a case, the first event first."""
    found = case_of(request.auth, year, number)
    name = f"events.{found.pk}"
    return listed(name, events_of(found), ("seq",), (cursor, limit), shown.told_event)


@router.get("/cases/{year}/{number}/documents", response=Portion[shown.DocumentShown])
def case_documents(
    request: Call, year: Year, number: Number, cursor: Cursor | None = None, limit: Limit = USUAL
) -> Any:
    """The documents of a case file, in the order of its steps."""
    found = case_of(request.auth, year, number)
    name = f"documents.{found.pk}"
    return listed(name, documents_of(found), ("row", "pk"), (cursor, limit), shown.told_document)


@router.get("/cases/{year}/{number}/subcases", response=Portion[shown.SubCaseShown])
def case_subcases(
    request: Call, year: Year, number: Number, cursor: Cursor | None = None, limit: Limit = USUAL
) -> Any:
    """The cases that were opened from this one."""
    found = case_of(request.auth, year, number)
    name = f"subcases.{found.pk}"
    return listed(name, subcases_of(found), ("pk",), (cursor, limit), shown.told_subcase)


@router.get("/files/{version}", openapi_extra={"binary": True})
def file(request: Call, version: Number) -> Any:
    """The bytes of a version of a document. Who read it is kept."""
    found = read_file(request.auth, version=version, now=timezone.now())
    response = FileResponse(
        existing_path(found.sha256).open("rb"),
        as_attachment=True,
        filename=found.file_name,
        content_type="application/octet-stream",
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
