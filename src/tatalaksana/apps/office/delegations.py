"""Reading who acts for whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import DateField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Greatest

from tatalaksana.apps.office.models import Delegation, Holding, Person
from tatalaksana.apps.office.queries import holding_within
from tatalaksana.apps.shared.errors import NotFound

#: the rights in which somebody may let another act: not a team member's, not by delegation
OWN_RIGHTS = (Holding.Kind.DEFINITIVE, Holding.Kind.ACTING, Holding.Kind.DAILY)


def delegations_of(agency: int, today: date, person: int | None = None) -> QuerySet[Delegation]:
    """The delegations that last until `today` or longer, of or for `person`; the first on top.

    `holds` tells whether the giver holds the position on the day that counts: today, or the first.
    """
    mine = Q(giver=person) | Q(taker=person) if person is not None else Q()
    return (
        Delegation.objects.filter(mine, agency=agency, ended_at__isnull=True, until__gte=today)
        .select_related("position__unit", "giver", "taker")
        .annotate(holds=still_held(agency, today))
        .order_by("since", "pk")
    )


def still_held(agency: int, today: date) -> Exists:
    """Whether the giver of a delegation holds the position on `today`, or when it begins later."""
    day = Greatest(Value(today, DateField()), OuterRef("since"))
    return Exists(
        Holding.objects.filter(
            Q(until__isnull=True) | Q(until__gte=day),
            since__lte=day,
            agency=agency,
            position=OuterRef("position"),
            person=OuterRef("giver"),
            kind__in=OWN_RIGHTS,
        )
    )


def acting_today(agency: int, position: int, today: date) -> QuerySet[Delegation]:
    """Who acts in `position` for its holder today."""
    return delegations_of(agency, today).filter(
        still_held(agency, today), position=position, since__lte=today
    )


def delegation_of(agency: int, delegation: int) -> Delegation:
    """One delegation. Errors: NotFound TL602."""
    found = (
        Delegation.objects.select_related("position__unit", "giver", "taker")
        .filter(agency=agency, pk=delegation)
        .first()
    )
    if found is None:
        raise NotFound("Penugasan untuk bertindak ini tidak ada di instansi Anda.")
    return found


def seats_to_give(agency: int, today: date, person: int | None = None) -> QuerySet[Holding]:
    """The holdings, today's and later ones, in which somebody may let another act for her."""
    found = Holding.objects.filter(
        holding_within(today, None), agency=agency, kind__in=OWN_RIGHTS, position__many=False
    )
    if person is not None:
        found = found.filter(person=person)
    return found.select_related("person", "position__unit").order_by("person__name", "pk")


def takers_of(agency: int) -> QuerySet[Person]:
    """Everybody who may act for another: who can sign in."""
    return Person.objects.filter(agency=agency, account__is_active=True).order_by("name")


def names_of(agency: int, people: Iterable[int]) -> dict[int, str]:
    """The names of some people of the agency."""
    wanted = set(people)
    if not wanted:
        return {}
    found = Person.objects.filter(agency=agency, pk__in=wanted)
    return dict(found.values_list("pk", "name"))
