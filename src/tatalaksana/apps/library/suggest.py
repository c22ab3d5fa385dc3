"""Suggest positions for the roles of a procedure; a person confirms them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tatalaksana.apps.library.models import Binding, Version
from tatalaksana.apps.office.queries import positions_of
from tatalaksana.core.procedure.roles import closest, likeness

LIKELY = 0.6  #: below this a suggestion would mislead more than help
SAME_UNIT = 0.05  #: a position of the procedure's own unit is preferred where names are alike


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A position for a role; `sure` is 0 … 1."""

    role: str
    position: int
    sure: float


def suggest(agency: int, unit: int, roles: Iterable[str]) -> tuple[Suggestion, ...]:
    """The most likely position for each role; a role nothing is like is left out.

    What the office confirmed for the same role before comes first.
    """
    confirmed = Binding.objects.filter(
        agency=agency, confirmed_at__isnull=False, version__procedure__unit=unit
    ).order_by("confirmed_at")
    known = dict(confirmed.values_list("role", "position"))
    positions = list(positions_of(agency))
    found = []
    for role in roles:
        alike = closest(role, known)
        if alike and alike[1] == 1.0:
            found.append(Suggestion(role, known[alike[0]], 1.0))
            continue
        rated = [
            (likeness(role, seat.name) + SAME_UNIT * (seat.unit_id == unit), seat.pk)
            for seat in positions
        ]
        sure, position = max(rated, default=(0.0, 0))
        if sure >= LIKELY:
            found.append(Suggestion(role, position, min(1.0, sure)))
    return tuple(found)


def suggest_bindings(version: Version, roles: Iterable[str]) -> None:
    """Write suggestions for the roles that have none, and drop roles that are gone."""
    wanted = tuple(dict.fromkeys(roles))
    Binding.objects.filter(agency=version.agency_id, version=version).exclude(
        role__in=wanted
    ).delete()
    bound = set(
        Binding.objects.filter(agency=version.agency_id, version=version).values_list(
            "role", flat=True
        )
    )
    missing = [role for role in wanted if role not in bound]
    Binding.objects.bulk_create(
        Binding(
            agency_id=version.agency_id,
            version=version,
            role=one.role,
            position_id=one.position,
            sure=one.sure,
        )
        for one in suggest(version.agency_id, version.procedure.unit_id, missing)
    )
