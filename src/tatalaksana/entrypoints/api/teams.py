"""Teams: asked for from a task by the decree of its case, decided by a keeper of the office."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Router
from pydantic import Field

from tatalaksana.apps.cases.actions.ask_team import NAME_LENGTH, ask_team
from tatalaksana.apps.cases.actions.decide_team import approve_team, refuse_team
from tatalaksana.apps.cases.queries import case_of
from tatalaksana.apps.cases.teams import composed, decrees_in, decrees_of, teams_of
from tatalaksana.apps.office.policy import require_office_keeper
from tatalaksana.core.engine.teams import Composition
from tatalaksana.entrypoints.api.caller import Call
from tatalaksana.entrypoints.api.cursors import listed
from tatalaksana.entrypoints.api.deeds import done, made
from tatalaksana.entrypoints.api.tasks import ReasonSent
from tatalaksana.entrypoints.api.typed import (
    USUAL,
    CaseKey,
    Cursor,
    Day,
    Id,
    Key,
    Limit,
    Number,
    Portion,
    Sent,
    Shown,
    Truth,
    Year,
    line,
)

router = Router(tags=["teams"])
MOST_MEMBERS = 200
LATEST = ("-asked_at", "-pk")


class TeamShown(Shown):
    """A team and the positions it is: a role of an SOP is bound to one of them."""

    team: int
    name: str
    seat: int
    chair_seat: int
    secretary_seat: int | None


class DecreeShown(Shown):
    """What a decree says of a team; it waits while `decided_at` is null. `refusal`: why not."""

    decree: int
    case: CaseKey
    document: int
    team: int | None
    name: str
    chair: int
    secretary: int | None
    members: list[int]
    since: date
    until: date
    asked_by: int
    position: int
    asked_at: datetime
    decided_at: datetime | None
    refusal: str


class TeamSent(Sent):
    """Who is in the team and how long, by which document of the case; `team`: the one it changes.

    `members` are besides chair and secretary.
    """

    name: line(NAME_LENGTH)  # type: ignore[valid-type]
    chair: Id
    secretary: Id | None = None
    members: Annotated[list[Id], Field(max_length=MOST_MEMBERS)] = Field(default_factory=list)
    since: Day
    until: Day
    document: Id
    team: Id | None = None

    def composition(self) -> Composition:
        """What was sent. Errors: TeamRefused TL314."""
        told = self.model_dump(exclude={"document", "team", "members"})
        return Composition(**told, members=tuple(self.members))


def told_team(team: Any) -> dict[str, Any]:
    """A team."""
    return {
        "team": team.pk,
        "name": team.name,
        "seat": team.seat_id,
        "chair_seat": team.chair_seat_id,
        "secretary_seat": team.secretary_seat_id,
    }


def told_decree(decree: Any) -> dict[str, Any]:
    """What a decree says."""
    return {
        "decree": decree.pk,
        "case": {"year": decree.case.year, "number": decree.case.number},
        "document": decree.document_id,
        "team": decree.team_id,
        **composed(decree).told(),
        "asked_by": decree.asked_by_id,
        "position": decree.position_id,
        "asked_at": decree.asked_at,
        "decided_at": decree.decided_at,
        "refusal": decree.refusal,
    }


@router.get("/teams", response=Portion[TeamShown])
def teams(request: Call, cursor: Cursor | None = None, limit: Limit = USUAL) -> Any:
    """The teams there are, in the order in which they were formed."""
    return listed("teams", teams_of(request.auth.agency), ("pk",), (cursor, limit), told_team)


@router.get("/team-decrees", response=Portion[DecreeShown])
def team_decrees(
    request: Call, waiting: Truth = False, cursor: Cursor | None = None, limit: Limit = USUAL
) -> Any:
    """What decrees say of teams, the latest first; with `waiting` what I may decide now.

    For keepers of the office.
    """
    require_office_keeper(request.auth)
    rows = decrees_of(request.auth.agency, waiting=waiting)
    return listed(f"decrees.{waiting}", rows, LATEST, (cursor, limit), told_decree)


@router.get("/cases/{year}/{number}/team-decrees", response=Portion[DecreeShown])
def case_team_decrees(
    request: Call, year: Year, number: Number, cursor: Cursor | None = None, limit: Limit = USUAL
) -> Any:
    """What a case says of teams and what came of it, the first one first."""
    found = case_of(request.auth, year, number)
    name = f"decrees.{found.pk}"
    return listed(name, decrees_in(found), ("seq",), (cursor, limit), told_decree)


@router.post("/tasks/{task}/teams", response={201: DecreeShown})
def task_team(request: Call, task: Number, key: Key, sent: TeamSent) -> Any:
    """Ask that a team be formed or changed; nothing changes until a keeper approves."""

    def deed(now: datetime) -> Any:
        asked = ask_team(
            request.auth,
            task=task,
            composition=sent.composition(),
            document=sent.document,
            team=sent.team,
            key=key,
            now=now,
        )
        return told_decree(asked)

    return made(request, key, sent, DecreeShown, deed)


@router.post("/team-decrees/{decree}/approve", response=TeamShown)
def team_approve(request: Call, decree: Number, key: Key) -> Any:
    """Form the team, or change it, as the decree says; its seats can be bound from then on."""
    return done(
        request,
        key,
        None,
        TeamShown,
        lambda now: told_team(approve_team(request.auth, decree=decree, key=key, now=now)),
    )


@router.post("/team-decrees/{decree}/refuse", response=DecreeShown)
def team_refuse(request: Call, decree: Number, key: Key, sent: ReasonSent) -> Any:
    """Let the team be as it was; whoever asked reads why."""
    return done(
        request,
        key,
        sent,
        DecreeShown,
        lambda now: told_decree(
            refuse_team(request.auth, decree=decree, reason=sent.reason, now=now)
        ),
    )
