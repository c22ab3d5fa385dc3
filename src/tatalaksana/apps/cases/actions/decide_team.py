"""A keeper of the office decides on a team that a decree forms or changes."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from tatalaksana.apps.cases.models import Team, TeamDecree
from tatalaksana.apps.cases.open_task import open_task
from tatalaksana.apps.cases.queries import open_task_in
from tatalaksana.apps.cases.teams import composed, decree_of
from tatalaksana.apps.cases.writing import Actor, note
from tatalaksana.apps.office.actions.add_position import add_position
from tatalaksana.apps.office.actions.appoint import appoint
from tatalaksana.apps.office.actions.end_holding import end_holding
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_office_keeper
from tatalaksana.apps.office.queries import history_of, position_of
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.apps.shared.texts import clean
from tatalaksana.core.engine.events import TEAM, Kind
from tatalaksana.core.engine.state import AlreadyDone
from tatalaksana.core.engine.teams import Composition

DEFINITIVE, MEMBER = "definitif", "anggota"


@action("cases.approve_team")
def approve_team(holder: Holder, *, decree: int, key: UUID, now: datetime) -> Team:
    """Form the team, or change it, as `decree` says; its seats end with its period.

    Its members hold one seat together, the chair and the secretary one each besides; each is a
    position like any other, so a role of an SOP can be bound to it. The chain of the case tells it,
    while the case runs.
    Errors: NotYours TL601 unless she keeps the office; NotFound TL602; AlreadyDone TL304 when it
    was decided; Invalid TL603 for a name that is taken, or a change that does not begin later.
    """
    require_office_keeper(holder)
    found = undecided(holder, decree)
    wanted = composed(found)
    team = found.team or seated(holder, found, wanted, now)
    if found.team_id:
        clear(holder, team, wanted, now)
    occupy(holder, team, wanted, now)
    found.team, found.decided_at = team, now
    found.save(update_fields=["team", "decided_at"])
    tell(holder, found, key, now)
    trace(holder, "cases.approve_team", found, now)
    return team


@action("cases.refuse_team")
def refuse_team(holder: Holder, *, decree: int, reason: str, now: datetime) -> TeamDecree:
    """Let the team be as it was; whoever asked reads why.

    Errors: NotYours TL601 unless she keeps the office; NotFound TL602; AlreadyDone TL304; Invalid
    TL603 without a reason.
    """
    require_office_keeper(holder)
    found = undecided(holder, decree)
    reason = clean(reason)
    if not reason:
        raise Invalid("Alasan penolakan belum diisi.", hint="Tulis apa yang harus diperbaiki.")
    found.decided_at, found.refusal = now, reason
    found.save(update_fields=["decided_at", "refusal"])
    trace(holder, "cases.refuse_team", found, now)
    return found


def undecided(holder: Holder, decree: int) -> TeamDecree:
    """A decree that waits, locked. Errors: NotFound TL602, AlreadyDone TL304."""
    found = decree_of(holder.agency, decree, lock=True)
    if found.decided_at is not None:
        raise AlreadyDone("Usulan tim ini sudah diputuskan.", hint="Muat ulang halaman.")
    return found


def seated(holder: Holder, decree: TeamDecree, wanted: Composition, now: datetime) -> Team:
    """A new team with its seats: the chair below the position that asked, the others below it."""
    above = position_of(holder.agency, decree.position_id)

    def seat(name: str, superior: int) -> int:
        made = add_position(
            holder, name=name, unit=above.unit_id, superior=superior, many=False, now=now
        )
        return made.pk

    chair = seat(f"Ketua {wanted.name}", above.pk)
    secretary = seat(f"Sekretaris {wanted.name}", chair) if wanted.secretary else None
    return Team.objects.create(
        agency_id=holder.agency,
        name=wanted.name,
        seat_id=seat(wanted.name, chair),
        chair_seat_id=chair,
        secretary_seat_id=secretary,
    )


def clear(holder: Holder, team: Team, wanted: Composition, now: datetime) -> None:
    """Let those who are in the team leave it the day before the change counts."""
    last = wanted.since - timedelta(days=1)
    for position in seats_of(team):
        for holding in history_of(holder.agency, position):
            if holding.until is None or holding.until > last:
                end_holding(holder, holding=holding.pk, last_day=last, now=now)


def occupy(holder: Holder, team: Team, wanted: Composition, now: datetime) -> None:
    """Let everybody take the seats for the period of the team."""
    if wanted.secretary and team.secretary_seat_id is None:
        chair = position_of(holder.agency, team.chair_seat_id)
        made = add_position(
            holder, name=f"Sekretaris {team.name}", unit=chair.unit_id, superior=chair.pk, now=now
        )
        team.secretary_seat_id = made.pk
        team.save(update_fields=["secretary_seat"])
    places = [(team.seat_id, person, MEMBER) for person in wanted.everybody]
    places.append((team.chair_seat_id, wanted.chair, DEFINITIVE))
    if wanted.secretary and team.secretary_seat_id:
        places.append((team.secretary_seat_id, wanted.secretary, DEFINITIVE))
    for position, person, kind in places:
        appoint(
            holder,
            position=position,
            person=person,
            kind=kind,
            since=wanted.since,
            until=wanted.until,
            now=now,
        )


def seats_of(team: Team) -> tuple[int, ...]:
    """Its positions."""
    seats = (team.seat_id, team.chair_seat_id, team.secretary_seat_id)
    return tuple(seat for seat in seats if seat is not None)


def tell(holder: Holder, decree: TeamDecree, key: UUID, now: datetime) -> None:
    """Write into the chain of the case that the team is formed; a case that has ended stays."""
    opened = open_task_in(holder.agency, decree.case_id)
    if opened is None:
        return
    task = open_task(holder, opened.pk, now)
    keeper = next(seat.id for seat in holder.positions if seat.keeps_office)
    actor = Actor(holder=holder, acting_as=keeper, key=key, now=now)
    told = {TEAM: decree.composition}
    note(actor, task, Kind.TEAM_FORMED, task.clock, due=task.due_at, data=told)


def trace(holder: Holder, deed: str, decree: TeamDecree, now: datetime) -> None:
    """Leave the trace of a decision."""
    audit.write(
        deed,
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("decree", decree.pk),
        name=decree.composition["name"],
        reason=decree.refusal,
    )
