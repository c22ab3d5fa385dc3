"""Record that somebody is away, and who stands in for her."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.formats import date_format

from tatalaksana.apps.office.absences import Cover, covers_of, rules, within
from tatalaksana.apps.office.actions.appoint import appoint
from tatalaksana.apps.office.actions.delegate import (
    delegate,
    person_of_agency,
    require_colleague,
)
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.keepers import today_of
from tatalaksana.apps.office.models import Absence, Holding, Person
from tatalaksana.apps.office.policy import require_absence_of
from tatalaksana.apps.office.terms import require_years
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Who is to stand in for a position, and in which right."""

    position: int
    taker: int
    right: str  #: "plh", or the kind of a delegation


@action("office.enter_absence")
def enter_absence(
    holder: Holder,
    *,
    person: int,
    kind: str,
    since: date,
    until: date,
    note: str,
    stand_ins: Sequence[Chosen],
    now: datetime,
) -> Absence:
    """Record that `person` is away from `since` to `until`, with her `stand_ins`: all or none.

    She does it herself, or the keeper of the office; Plh. are appointed by the keeper alone. It
    takes no right from her. Who stands in begins with the absence, today at the earliest.
    Errors: NotYours TL601; NotFound TL602; Invalid TL603, its data naming the `field`, for an
    unknown kind, a period turned round, over, or longer than `absences.rules().longest`, one that
    shares a day with another absence of hers, and whatever appointing and delegating refuse.
    """
    require_absence_of(holder, person)
    if kind not in Absence.Kind.values:
        raise Invalid("Pilih sebab ketidakhadirannya.", field="kind")
    today = today_of(holder, now)
    require_days(since, until, today)
    who = person_of_agency(holder, person)
    Person.objects.select_for_update(no_key=True, of=("self",)).get(pk=who.pk)  # one at a time
    require_no_other(who, since, until)
    absence = Absence.objects.create(
        agency_id=holder.agency,
        person=who,
        kind=kind,
        since=since,
        until=until,
        note=note.strip(),
        entered_by_id=holder.person,
        entered_at=now,
    )
    audit.write(
        "office.enter_absence",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("absence", absence.pk),
        person=who.name,
        kind=kind,
        since=since.isoformat(),
        until=until.isoformat(),
    )
    let_stand_in(holder, who, covers_of(holder.agency, who.pk, since, until), stand_ins, now)
    return absence


def let_stand_in(
    holder: Holder,
    who: Person,
    covers: Sequence[Cover],
    stand_ins: Sequence[Chosen],
    now: datetime,
) -> None:
    """Appoint or name each of `stand_ins` by the actions for it, for the days of the absence.

    Errors: theirs; Invalid TL603 for a position that `who` does not hold on any of these days. The
    data name the field of that position: `taker_<its number>`.
    """
    by_position = {cover.position: cover for cover in covers}
    for chosen in stand_ins:
        cover = by_position.get(chosen.position)
        if cover is None:
            raise Invalid(f"{who.name} tidak memegang jabatan itu dalam masa ini.", field="since")
        try:
            stand_in(holder, who, cover, chosen, now)
        except Invalid as refused:
            refused.data = {**refused.data, "field": f"taker_{chosen.position}"}
            raise


def stand_in(holder: Holder, who: Person, cover: Cover, chosen: Chosen, now: datetime) -> None:
    """Let one person stand in for `who` in one position."""
    require_colleague(who, person_of_agency(holder, chosen.taker))
    since = max(cover.since, today_of(holder, now))
    if chosen.right == Holding.Kind.DAILY:
        appoint(
            holder,
            position=chosen.position,
            person=chosen.taker,
            kind=Holding.Kind.DAILY,
            since=since,
            until=cover.until,
            now=now,
        )
        return
    delegate(
        holder,
        position=chosen.position,
        giver=who.pk,
        taker=chosen.taker,
        kind=chosen.right,
        since=since,
        until=cover.until,
        now=now,
    )


def require_days(since: date, until: date, today: date) -> None:
    """Errors: Invalid TL603 unless in order, not over, and not longer than allowed."""
    require_years(since, until)
    if until < since:
        raise Invalid(
            "Hari terakhir mendahului hari mulai.", hint="Periksa kedua tanggal.", field="until"
        )
    if until < today:
        raise Invalid(
            "Masa itu sudah lewat.",
            hint="Yang dicatat hanya ketidakhadiran yang sedang berlangsung atau akan datang.",
            field="until",
        )
    if until - since >= timedelta(days=rules().longest):
        raise Invalid(
            f"Paling lama {rules().longest} hari dalam satu catatan.",
            hint="Catat sampai hari itu; sesudahnya boleh dicatat lagi.",
            field="until",
        )


def require_no_other(who: Person, since: date, until: date) -> None:
    """Errors: Invalid TL603 where another absence of hers shares a day with this one."""
    other = within(who.agency_id, since, until).filter(person=who).order_by("since").first()
    if other is not None:
        first, last = (date_format(day, "j F Y") for day in (other.since, other.until))
        raise Invalid(
            f"{who.name} sudah tercatat tidak hadir dari {first} sampai {last}.",
            hint="Pilih hari lain, atau akhiri dahulu catatan itu.",
            field="since",
        )
