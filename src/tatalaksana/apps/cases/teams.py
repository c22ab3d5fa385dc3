"""Teams that cases have formed: what was asked for, what a keeper decided, who is in them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import F, QuerySet

from tatalaksana.apps.cases.models import Case, Event, Team, TeamDecree
from tatalaksana.apps.office.delegations import names_of
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.errors import NotFound
from tatalaksana.core.engine.events import Kind
from tatalaksana.core.engine.teams import Composition, composition_from


def decrees_of(agency: int, *, waiting: bool = False) -> QuerySet[TeamDecree]:
    """What decrees say of teams, what waits for a decision first, or that alone."""
    found = TeamDecree.objects.filter(agency=agency)
    return (
        (found.filter(decided_at=None) if waiting else found)
        .select_related("case", "document", "asked_by", "position", "team")
        .order_by(F("decided_at").desc(nulls_first=True), "-asked_at", "-pk")
    )


def decrees_in(case: Case) -> QuerySet[TeamDecree]:
    """What `case` says of teams, the first one first."""
    found = TeamDecree.objects.filter(agency=case.agency_id, case=case.pk)
    return found.select_related("case", "document", "asked_by", "team").order_by("seq")


def waiting_decrees(agency: int) -> int:
    """How many wait for a keeper of the office."""
    return TeamDecree.objects.filter(agency=agency, decided_at=None).count()


def decree_of(agency: int, decree: int, *, lock: bool = False) -> TeamDecree:
    """One of them; with `lock` kept until the transaction ends. Errors: NotFound TL602."""
    found = TeamDecree.objects.filter(agency=agency, pk=decree)
    if lock:
        found = found.select_for_update(no_key=True)
    one = found.first()
    if one is None:
        raise NotFound("Usulan tim ini tidak ada di instansi Anda.")
    return one


def decree_by_click(holder: Holder, case: int, key: UUID) -> TeamDecree | None:
    """What she asked of `case` by the click `key`; None when it is a new one."""
    click = Event.objects.filter(
        agency=holder.agency, case=case, kind=Kind.TEAM_ASKED, key=key, actor=holder.person
    )
    asked = TeamDecree.objects.filter(agency=holder.agency, case=case)
    return asked.filter(seq__in=click.values("seq")).first()


def teams_of(agency: int) -> QuerySet[Team]:
    """The teams there are, by name."""
    return Team.objects.filter(agency=agency).select_related("seat", "chair_seat").order_by("name")


def composed(decree: TeamDecree) -> Composition:
    """Who is to be in the team."""
    return composition_from(decree.composition)


def names_in(agency: int, composition: Composition) -> dict[int, str]:
    """The names of everybody in it."""
    return names_of(agency, composition.everybody)
