"""Open the case of the next day that a schedule means."""

from __future__ import annotations

from datetime import date, datetime
from uuid import NAMESPACE_OID, UUID, uuid5

from tatalaksana.apps.cases.actions.start_case import Started, start_case
from tatalaksana.apps.library.queries import in_force
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.queries import holder_on
from tatalaksana.apps.schedules.models import Occurrence, Schedule
from tatalaksana.apps.schedules.queries import office_calendar, timetable_of
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.core.engine.recurrence import title_for


@action("schedules.open")
def open_scheduled(agency: int, *, schedule: int, now: datetime) -> Started | None:
    """Open one case that is due by `now`; None when none is, or another worker is at it.

    The days before it that its keeper wants left out are noted as such. The schedule moves on in
    the same transaction, so each day is opened or left out once, whatever is killed when.
    Errors: Invalid TL603 without a version in force or while nobody holds the starting position;
    those of start_case. Nothing has changed then, and the day is tried again.
    """
    rows = Schedule.objects.select_for_update(skip_locked=True).filter(
        agency=agency, pk=schedule, paused_at__isnull=True, ended_at__isnull=True
    )
    found = rows.first()
    if found is None or found.next_on is None:
        return None
    calendar = office_calendar(agency)
    days, ahead = timetable_of(found).due(found.next_on, now, calendar)
    if not days:
        move_on(found, ahead, now)
        return None
    left_out = days[:-1] if found.missed == Schedule.Missed.LAST else ()
    day, *later = days[len(left_out) :]
    started = start(found, day, now.astimezone(calendar.zone).date(), now)
    Occurrence.objects.bulk_create(
        Occurrence(agency_id=agency, schedule=found, day=one, at=now) for one in left_out
    )
    Occurrence.objects.create(
        agency_id=agency, schedule=found, day=day, case_id=started.case, at=now
    )
    audit.write(
        "schedules.open",
        agency=agency,
        actor=None,
        at=now,
        thing=("schedule", found.pk),
        title=title_for(found.title, day),
        number=f"{started.number}/{started.year}",
    )
    move_on(found, later[0] if later else ahead, now)
    return started


def move_on(schedule: Schedule, ahead: date | None, now: datetime) -> None:
    """Let the schedule wait for the day `ahead`; it ends when there is none."""
    if schedule.next_on == ahead and not schedule.trouble:
        return
    schedule.next_on, schedule.trouble = ahead, ""
    schedule.ended_at = None if ahead else now
    schedule.save(update_fields=["next_on", "trouble", "ended_at"])


def start(schedule: Schedule, day: date, today: date, now: datetime) -> Started:
    """Open the case that is meant for `day`. Errors: Invalid TL603; those of start_case."""
    version = in_force(schedule.agency_id, schedule.procedure_id)
    if version is None:
        raise Invalid("Prosedurnya tidak sedang berlaku.", hint="Berlakukan sebuah versinya.")
    return start_case(
        starter_of(schedule, today),
        version=version.pk,
        acting_as=schedule.position_id,
        title=title_for(schedule.title, day),
        key=key_of(schedule, day),
        now=now,
    )


def starter_of(schedule: Schedule, today: date) -> Holder:
    """Who starts the case: somebody who holds the position. Errors: Invalid TL603 when nobody
    does."""
    holder = holder_on(schedule.agency_id, schedule.position_id, today)
    if holder is None:
        raise Invalid(
            "Jabatan yang memulai sedang lowong.", hint="Tempatkan pejabat, Plt., atau Plh."
        )
    return holder


def key_of(schedule: Schedule, day: date) -> UUID:
    """The key of the case: the same for the same day of the same schedule, for ever."""
    return uuid5(NAMESPACE_OID, f"schedule/{schedule.agency_id}/{schedule.pk}/{day}")
