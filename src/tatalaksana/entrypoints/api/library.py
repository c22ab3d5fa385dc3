"""The library: procedures, their versions with content and findings, bindings, life."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from ninja import Router
from pydantic import Field

from tatalaksana.apps.library.actions.ask_all import ask_all
from tatalaksana.apps.library.actions.bind_roles import bind_roles
from tatalaksana.apps.library.actions.put_in_force import put_in_force
from tatalaksana.apps.library.actions.revise import revise
from tatalaksana.apps.library.actions.withdraw import withdraw
from tatalaksana.apps.library.drafts import fingerprint_in_force
from tatalaksana.apps.library.queries import (
    bindings_of,
    content_of,
    findings_of,
    missing_in,
    procedure_of,
    procedures_of,
    version_of,
    versions_of,
)
from tatalaksana.core.procedure.exchange import plain
from tatalaksana.entrypoints.api.caller import Call
from tatalaksana.entrypoints.api.cursors import listed
from tatalaksana.entrypoints.api.deeds import done, made
from tatalaksana.entrypoints.api.lagging import may_lag
from tatalaksana.entrypoints.api.typed import (
    USUAL,
    Cursor,
    Id,
    Key,
    Limit,
    Number,
    Portion,
    Row,
    Sent,
    Shown,
    Words,
)

router = Router(tags=["library"])
DRAFT = "draf"


class VersionLine(Shown):
    """A version without its content. `status`: "draf", "berlaku" or "dicabut"."""

    version: int
    number: int
    status: str
    created_at: datetime
    in_force_at: datetime | None
    withdrawn_at: datetime | None


class ProcedureLine(Shown):
    """A procedure with its versions, the newest first."""

    procedure: int
    title: str
    unit: int
    unit_name: str
    versions: list[VersionLine]


class VersionShown(VersionLine):
    """A version with what it says, in the exchange format."""

    procedure: int
    content: dict[str, Any]
    doubts: list[dict[str, Any]]
    missing: list[str] = Field(description="What a draft lacks to be put in force.")
    seen: str = Field(description="A print of it, for `put-in-force`.")


class BindingShown(Shown):
    """Which position does the work of a role; without `confirmed` it is a suggestion."""

    role: str
    position: int
    position_name: str
    unit_name: str
    confirmed: bool


class FindingShown(Shown):
    """Something the checks found."""

    check: str
    row: int | None
    field: str
    place: str
    what: str
    hint: str
    weight: str
    source: str
    fixable: bool


class BindingsSent(Sent):
    """The position of each role that is to have another one."""

    positions: Annotated[dict[str, Id], Field(min_length=1, max_length=100)]


class RowsSent(Sent):
    """The rows at which every performer is asked; at all others the first alone."""

    rows: Annotated[list[Row], Field(max_length=1_000)]


class SeenSent(Sent):
    """The print of the version as the caller saw it; "" = whatever it is now."""

    seen: Annotated[str, Field(max_length=40)] = ""


def told_version(version: Any) -> dict[str, Any]:
    """A version without its content."""
    names = ("number", "status", "created_at", "in_force_at", "withdrawn_at")
    return {"version": version.pk, **{name: getattr(version, name) for name in names}}


def told_procedure(procedure: Any) -> dict[str, Any]:
    """A procedure with its versions."""
    return {
        "procedure": procedure.pk,
        "title": procedure.title,
        "unit": procedure.unit_id,
        "unit_name": procedure.unit.name,
        "versions": [told_version(one) for one in procedure.versions],
    }


def told_binding(binding: Any) -> dict[str, Any]:
    """A role with its position."""
    return {
        "role": binding.role,
        "position": binding.position_id,
        "position_name": binding.position.name,
        "unit_name": binding.position.unit.name,
        "confirmed": binding.confirmed_at is not None,
    }


@router.get("/procedures", response=Portion[ProcedureLine])
@may_lag
def procedures(
    request: Call, words: Words = "", cursor: Cursor | None = None, limit: Limit = USUAL
) -> Any:
    """Every procedure of the agency, in the order in which they came."""
    rows = procedures_of(request.auth.agency, words)
    return listed("procedures", rows, ("pk",), (cursor, limit), told_procedure)


@router.get("/procedures/{procedure}", response=ProcedureLine)
def procedure(request: Call, procedure: Number) -> Any:
    """One procedure with its versions."""
    return told_procedure(procedure_of(request.auth.agency, procedure))


@router.get("/procedures/{procedure}/versions", response=Portion[VersionLine])
def procedure_versions(
    request: Call, procedure: Number, cursor: Cursor | None = None, limit: Limit = USUAL
) -> Any:
    """The life of a procedure, the newest version first."""
    found = procedure_of(request.auth.agency, procedure)
    name = f"versions.{found.pk}"
    rows = versions_of(request.auth.agency, found.pk)
    return listed(name, rows, ("-number",), (cursor, limit), told_version)


@router.get("/versions/{version}", response=VersionShown)
def version(request: Call, version: Number) -> Any:
    """One version with what it says."""
    found = version_of(request.auth.agency, version)
    return {
        **told_version(found),
        "procedure": found.procedure_id,
        "content": plain(content_of(found)),
        "doubts": found.doubts,
        "missing": list(missing_in(found)) if found.status == DRAFT else [],
        "seen": fingerprint_in_force(found),
    }


@router.get("/versions/{version}/findings", response=list[FindingShown])
def version_findings(request: Call, version: Number) -> Any:
    """What the checks find in a version, among the procedures of its office."""
    found = findings_of(version_of(request.auth.agency, version))
    return [one.plain() for one in found]


@router.get("/versions/{version}/bindings", response=list[BindingShown])
def bindings(request: Call, version: Number) -> Any:
    """Which position does the work of each role of a version."""
    return [told_binding(one) for one in bindings_of(version_of(request.auth.agency, version))]


@router.post("/versions/{version}/bindings", response=list[BindingShown])
def roles_bind(request: Call, version: Number, key: Key, sent: BindingsSent) -> Any:
    """Let positions do the work of roles from now on; all of it happens or nothing."""

    def deed(now: datetime) -> Any:
        bound = bind_roles(request.auth, version=version, positions=sent.positions, now=now)
        return {"items": [told_binding(one) for one in bindings_of(bound)], "next": None}

    return done(request, key, sent, Portion[BindingShown], deed)["items"]


@router.post("/versions/{version}/ask-all", response=VersionLine)
def rows_ask_all(request: Call, version: Number, key: Key, sent: RowsSent) -> Any:
    """Let every performer of these rows say that her part is done, from now on."""
    return done(
        request,
        key,
        sent,
        VersionLine,
        lambda now: told_version(ask_all(request.auth, version=version, rows=sent.rows, now=now)),
    )


@router.post("/versions/{version}/put-in-force", response=VersionLine)
def version_put_in_force(request: Call, version: Number, key: Key, sent: SeenSent) -> Any:
    """Put a draft in force; new cases run by it."""
    return done(
        request,
        key,
        sent,
        VersionLine,
        lambda now: told_version(
            put_in_force(request.auth, version=version, seen=sent.seen, now=now)
        ),
    )


@router.post("/versions/{version}/withdraw", response=VersionLine)
def version_withdraw(request: Call, version: Number, key: Key) -> Any:
    """Withdraw the version in force; running cases go on to their end."""
    return done(
        request,
        key,
        None,
        VersionLine,
        lambda now: told_version(withdraw(request.auth, version=version, now=now)),
    )


@router.post("/versions/{version}/revise", response={201: VersionLine})
def version_revise(request: Call, version: Number, key: Key) -> Any:
    """Make the next version as a draft, with the same content and positions."""
    return made(
        request,
        key,
        None,
        VersionLine,
        lambda now: told_version(revise(request.auth, version=version, now=now)),
    )
