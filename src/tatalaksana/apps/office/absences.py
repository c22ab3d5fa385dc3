"""Reading who is away, and who stands in for her."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from django.db.models import QuerySet
from psycopg.types.numeric import Int8

from tatalaksana.apps.office.colleagues import titled
from tatalaksana.apps.office.models import Absence, Delegation, Holding, Position
from tatalaksana.apps.office.queries import holding_within
from tatalaksana.apps.shared.errors import NotFound
from tatalaksana.apps.shared.prepared_rows import all_rows
from tatalaksana.core.base.worktime import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The table data/absence.toml; its figures in days."""

    plh_from: int  #: working days
    plh_source: str
    longest: int  #: calendar days


@lru_cache(maxsize=1)
def rules() -> Rules:
    """The table, read once."""
    text = (files("tatalaksana.apps.office") / "data" / "absence.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return Rules(
        plh_from=table["plh"]["from_days"],
        plh_source=table["plh"]["source"],
        longest=table["entry"]["longest_days"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """Somebody who does the work of a position for some of the days its holder is away."""

    person: int
    name: str
    kind: str  #: "plh" and the other rights of a holder, or "semua", "tanpa_keputusan"
    since: date
    until: date | None
    delegation: int | None  #: its number, where she acts by one
    holding: int | None  #: its number, where she holds the position
    away: bool  #: she is away herself on some of these days

    @property
    def acts_for(self) -> bool:
        """Whether she acts by delegation, so never signs."""
        return self.delegation is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """A position of somebody who is away, and who stands in there."""

    position: int
    name: str
    title: str  #: "Plt. Kabag Ketatalaksanaan"
    unit: str
    kind: str  #: the right in which she holds it
    many: bool
    since: date  #: the days on which she holds it and is away
    until: date
    stand_ins: tuple[StandIn, ...]
    superior: str  #: the position above; "" = none

    @property
    def may_delegate(self) -> bool:
        """Whether she may let a colleague act for her in it."""
        return not self.many and self.kind != Holding.Kind.MEMBER

    @property
    def needed(self) -> bool:
        """Whether nobody who is here stands in on some of these days, so that the work moves up."""
        return not self.many and not covers(self.stand_ins, self.since, self.until)


def covers(stand_ins: Collection[StandIn], since: date, until: date) -> bool:
    """Whether on every day from `since` to `until` one of `stand_ins` who is not away is there."""
    day = since
    here = [one for one in stand_ins if not one.away]
    while day <= until:
        ends = [
            one.until for one in here if one.since <= day and (not one.until or one.until >= day)
        ]
        if not ends:
            return False
        if None in ends:
            return True
        day = date.fromordinal(max(end for end in ends if end).toordinal() + 1)
    return True


# What within says of the holders of a position, in SQL: every page of an open task asks it.
ABSENT = """
select distinct x.id from office_holding h
join office_absence x on x.agency_id = h.agency_id and x.person_id = h.person_id
where h.agency_id = %(agency)s and h.position_id = %(position)s
  and h.since <= %(today)s and (h.until is null or h.until >= %(today)s)
  and x.ended_at is null and %(today)s between x.since and x.until
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """Who of the holders of a position is away on a day, and who is there in her place."""

    absent: tuple[Absence, ...]
    stand_ins: tuple[str, ...]  #: by name, "Plh." before it where she holds it so

    @property
    def unattended(self) -> bool:
        """Whether nobody is there."""
        return not self.stand_ins


def away_at(agency: int, position: int, today: date) -> Away | None:
    """Who of the holders of `position` is away on `today`; None where nobody is."""
    values = {"agency": Int8(agency), "position": Int8(position), "today": today}
    rows = all_rows(ABSENT, values)
    if not rows:
        return None
    found = Absence.objects.filter(agency=agency, pk__in=[row[0] for row in rows])
    absent = tuple(found.select_related("person").order_by("person__name"))
    seat = Position.objects.get(agency=agency, pk=position)
    there = [
        one
        for absence in absent
        for one in stand_ins(seat, absence.person_id, today, today)
        if not one.away
    ]
    return Away(
        absent=absent,
        stand_ins=tuple(dict.fromkeys(signed(one.kind, one.name) for one in there)),
    )


def signed(kind: str, name: str) -> str:
    """A name with the right in which somebody holds a position for another: "Plh. Siti"."""
    return f"{kind.capitalize()}. {name}" if kind in ("plt", "plh") else name


def absences_of(agency: int, today: date, person: int | None = None) -> QuerySet[Absence]:
    """The absences that last until `today` or longer, the first on top; of one person or of all."""
    found = Absence.objects.filter(agency=agency, ended_at=None, until__gte=today)
    if person is not None:
        found = found.filter(person=person)
    return found.select_related("person", "entered_by").order_by("since", "pk")


def past_absences(agency: int, today: date, person: int) -> QuerySet[Absence]:
    """Those of somebody that are over, ended early or called off, the latest on top."""
    found = Absence.objects.filter(agency=agency, person=person)
    return (
        found.exclude(ended_at=None, until__gte=today)
        .select_related("person", "entered_by")
        .order_by("-since", "-pk")
    )


def absence_of(agency: int, absence: int) -> Absence:
    """One absence. Errors: NotFound TL602."""
    found = (
        Absence.objects.select_related("person", "entered_by")
        .filter(agency=agency, pk=absence)
        .first()
    )
    if found is None:
        raise NotFound("Catatan ketidakhadiran ini tidak ada di instansi Anda.")
    return found


def within(agency: int, since: date, until: date) -> QuerySet[Absence]:
    """The absences that share a day with `since` to `until`."""
    return Absence.objects.filter(agency=agency, ended_at=None, since__lte=until, until__gte=since)


def away_on(agency: int, today: date, people: Collection[int] | None = None) -> dict[int, Absence]:
    """Who is away on `today`, of `people` or of all, each with the absence."""
    if people is not None and not people:
        return {}
    found = within(agency, today, today)
    if people is not None:
        found = found.filter(person__in=list(people))
    return {one.person_id: one for one in found.select_related("person")}


def covers_of(agency: int, person: int, since: date, until: date) -> tuple[Cover, ...]:
    """Each position that `person` holds on a day from `since` to `until`, and who stands in."""
    held = (
        Holding.objects.filter(holding_within(since, until), agency=agency, person=person)
        .select_related("position__unit", "position__superior")
        .order_by("position__unit__name", "position__name", "since")
    )
    return tuple(
        Cover(
            position=one.position_id,
            name=one.position.name,
            title=titled(one.kind, one.position.name),
            unit=one.position.unit.name,
            kind=one.kind,
            many=one.position.many,
            since=max(since, one.since),
            until=min(until, one.until or until),
            stand_ins=stand_ins(
                one.position, person, max(since, one.since), min(until, one.until or until)
            ),
            superior=one.position.superior.name if one.position.superior else "",
        )
        for one in held
    )


def stand_ins(seat: Position, person: int, since: date, until: date) -> tuple[StandIn, ...]:
    """Who holds `seat` beside `person`, or acts for her in it, on a day from `since` to `until`.

    Only people who can sign in; none where the position is held by many.
    """
    if seat.many:
        return ()
    holding = (
        Holding.objects.filter(holding_within(since, until), agency=seat.agency_id, position=seat)
        .exclude(person=person)
        .filter(person__account__is_active=True)
    )
    acting = Delegation.objects.filter(
        agency=seat.agency_id,
        position=seat,
        giver=person,
        ended_at=None,
        since__lte=until,
        until__gte=since,
        taker__account__is_active=True,
    )
    away = set(within(seat.agency_id, since, until).values_list("person", flat=True))
    return tuple(
        StandIn(
            person=one.person_id,
            name=one.person.name,
            kind=one.kind,
            since=one.since,
            until=one.until,
            delegation=None,
            holding=one.pk,
            away=one.person_id in away,
        )
        for one in holding.select_related("person").order_by("since", "pk")
    ) + tuple(
        StandIn(
            person=one.taker_id,
            name=one.taker.name,
            kind=one.kind,
            since=one.since,
            until=one.until,
            delegation=one.pk,
            holding=None,
            away=one.taker_id in away,
        )
        for one in acting.select_related("taker").order_by("since", "pk")
    )


def working_days(absence: Absence, calendar: Calendar) -> int:
    """How many working days an absence lasts."""
    days = range(absence.since.toordinal(), absence.until.toordinal() + 1)
    return sum(calendar.is_working_day(date.fromordinal(day)) for day in days)
