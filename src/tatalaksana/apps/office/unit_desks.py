"""Who answers for a unit when many are asked at once, and which units are of one kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tatalaksana.apps.office.models import Position, Unit
from tatalaksana.apps.office.queries import holders_by_position
from tatalaksana.core.procedure.roles import likeness

ALIKE = 0.6  #: below this a suggestion by name would mislead more than help
SEVERAL = 2  #: units from which on a word is a kind


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitDesk:
    """A unit, and which of its positions may answer for it."""

    unit: Unit
    kind: str  #: the first word of its name: "Kecamatan", "Bagian"
    positions: tuple[Position, ...]  #: those held by one; empty = it cannot be asked
    holders: dict[int, tuple[str, ...]]  #: of each position today
    suggested: int | None  #: the position most likely meant


def unit_desks(agency: int, alike: Iterable[str], today: date) -> tuple[UnitDesk, ...]:
    """Every unit by name; what is suggested is named like one of `alike`, or heads the unit."""
    wanted = [name for name in alike if name]
    seats: dict[int, list[Position]] = {}
    found = Position.objects.filter(agency=agency, many=False).select_related("superior")
    for seat in found.order_by("name", "pk"):
        seats.setdefault(seat.unit_id, []).append(seat)
    every = [seat.pk for there in seats.values() for seat in there]
    holders = holders_by_position(agency, every, today)
    return tuple(
        UnitDesk(
            unit=unit,
            kind=kind_of(unit.name),
            positions=tuple(seats.get(unit.pk, ())),
            holders={seat.pk: holders.get(seat.pk, ()) for seat in seats.get(unit.pk, ())},
            suggested=suggested(seats.get(unit.pk, ()), wanted),
        )
        for unit in Unit.objects.filter(agency=agency).order_by("name")
    )


def suggested(seats: Sequence[Position], wanted: Sequence[str]) -> int | None:
    """The position of a unit that is named most like one of `wanted`; else the one that heads it:
    nobody of the unit is above it."""
    rated = [
        (max((likeness(name, seat.name) for name in wanted), default=0.0), -seat.pk)
        for seat in seats
    ]
    best = max(rated, default=(0.0, 0))
    if best[0] >= ALIKE:
        return -best[1]
    heads = [
        seat for seat in seats if seat.superior is None or seat.superior.unit_id != seat.unit_id
    ]
    return heads[0].pk if heads else None


def kind_of(name: str) -> str:
    """The kind of a unit: the first word of its name, as offices name them."""
    return name.split(maxsplit=1)[0] if name.strip() else ""


def kinds_of(desks: Iterable[UnitDesk]) -> dict[str, int]:
    """The kinds of which there are several units that can be asked, and how many."""
    counts = Counter(desk.kind for desk in desks if desk.positions)
    return {kind: count for kind, count in sorted(counts.items()) if count >= SEVERAL}
