"""Looking for somebody in the office: by name, position or unit."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, Q, Value, When

from tatalaksana.apps.office.models import Holding
from tatalaksana.apps.office.queries import reachable_today
from tatalaksana.apps.shared.texts import search_words

SHOWN = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody who can sign in, in one of her positions."""

    person: int
    position: int
    name: str
    title: str  #: "Plt. Kabag Ketatalaksanaan"
    unit: str


def colleagues(
    agency: int, words: str, today: date, *, unit: int, besides: int
) -> tuple[Colleague, ...]:
    """Those who match every word by name, position or unit; people of `unit` first, 25 at most.

    `besides` is the person who looks.
    """
    held = Holding.objects.filter(reachable_today(today), agency=agency).exclude(person=besides)
    for word in search_words(words):
        held = held.filter(
            Q(person__name__icontains=word)
            | Q(position__name__icontains=word)
            | Q(position__unit__name__icontains=word)
        )
    near = Case(When(position__unit=unit, then=Value(0)), default=1, output_field=IntegerField())
    rows = held.select_related("person", "position__unit").order_by(
        near, "position__unit__name", "position__name", "person__name"
    )
    return tuple(colleague(one) for one in rows[:SHOWN])


def colleagues_at_positions(
    agency: int, positions: Collection[int], today: date, *, besides: Collection[int]
) -> tuple[Colleague, ...]:
    """Who can sign in and holds one of `positions`, by unit, position and name."""
    held = Holding.objects.filter(reachable_today(today), agency=agency, position__in=positions)
    rows = held.exclude(person__in=besides).select_related("person", "position__unit")
    order = ("position__unit__name", "position__name", "person__name")
    return tuple(colleague(one) for one in rows.order_by(*order))


def colleague(held: Holding) -> Colleague:
    """Somebody in a position of hers."""
    return Colleague(
        person=held.person_id,
        position=held.position_id,
        name=held.person.name,
        title=titled(held.kind, held.position.name),
        unit=held.position.unit.name,
    )


def titled(kind: str, position: str) -> str:
    """The position as it stands behind a name."""
    return f"{kind.capitalize()}. {position}" if kind in ("plt", "plh") else position
