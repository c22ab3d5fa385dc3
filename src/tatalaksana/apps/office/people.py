"""Reading who works in the agency and what they hold."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from tatalaksana.apps.office.models import Holding, Person
from tatalaksana.apps.office.queries import holding_today
from tatalaksana.apps.shared.errors import NotFound


def people_with_positions(agency: int, today: date, words: str = "") -> QuerySet[Person]:
    """Everybody with what they hold on `today` (`held`) and their account; `words` sieves.

    A word counts when the name, the NIP or a position held holds it.
    """
    held = Holding.objects.filter(holding_today(today)).select_related("position__unit")
    found = Person.objects.filter(agency=agency)
    for word in words.split():
        mine = Holding.objects.filter(
            holding_today(today), agency=agency, position__name__icontains=word
        )
        found = found.filter(
            Q(name__icontains=word) | Q(nip__contains=word) | Q(pk__in=mine.values("person"))
        )
    return (
        found.select_related("account")
        .prefetch_related(Prefetch("holding_set", queryset=held, to_attr="held"))
        .order_by("name")
    )


def person_of(agency: int, person: int, today: date) -> Person:
    """One person with what she holds on `today` (`held`) and her account.

    Errors: NotFound TL602.
    """
    found = people_with_positions(agency, today).filter(pk=person).first()
    if found is None:
        raise NotFound("Orang ini tidak ada di instansi Anda.")
    return found


def holding_of(agency: int, holding: int) -> Holding:
    """One holding with its person and position. Errors: NotFound TL602."""
    found = (
        Holding.objects.select_related("person", "position__unit")
        .filter(agency=agency, pk=holding)
        .first()
    )
    if found is None:
        raise NotFound("Penempatan ini tidak ada di instansi Anda.")
    return found
