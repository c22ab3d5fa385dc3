"""Let a procedure in force open a case by itself."""

from __future__ import annotations

from datetime import date, datetime, time

from tatalaksana.apps.library.queries import in_force, procedure_of
from tatalaksana.apps.office.calendar import calendar_for
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.keepers import today_of
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.schedules.models import Schedule
from tatalaksana.apps.schedules.queries import first_day, starters_of
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.apps.shared.texts import one_line
from tatalaksana.core.base.errors import SettingError
from tatalaksana.core.engine.recurrence import (
    WITH_DAY,
    WITH_MONTH,
    Recurrence,
    Rhythm,
    Timetable,
    unknown_gaps,
)

LONGEST_TITLE = 200  #: with its gaps empty; filled it stays below what a case takes


@action("schedules.add")
def add_schedule(
    holder: Holder,
    *,
    procedure: int,
    position: int,
    title: str,
    rhythm: str,
    weekday: int | None,
    day: int | None,
    month: int | None,
    at: time,
    missed: str,
    since: date,
    until: date | None,
    now: datetime,
) -> Schedule:
    """Open a case of `procedure` on the days of a rhythm, started by whoever holds `position`.

    Errors: NotYours TL601; NotFound TL602; Invalid TL603, its data naming the `field`, for a
    procedure not in force, a position that may not start it, a title with unknown gaps, a rhythm
    without its day, a first day that is over, an end before the first day.
    """
    require_procedure_keeper(holder)
    there = procedure_of(holder.agency, procedure)
    require_starter(holder.agency, procedure, position)
    title = checked_title(title)
    if missed not in Schedule.Missed.values:
        raise Invalid("Pilih apa yang dibuka setelah terlewat.", field="missed")
    timetable = Timetable(
        recurrence=checked_recurrence(rhythm, weekday, day, month), at=at, until=until
    )
    first = checked_first_day(holder, timetable, since, now)
    made = Schedule.objects.create(
        agency_id=holder.agency,
        procedure=there,
        position_id=position,
        title=title,
        rhythm=rhythm,
        weekday=timetable.recurrence.weekday,
        day=timetable.recurrence.day,
        month=timetable.recurrence.month,
        at=at,
        missed=missed,
        until=until,
        next_on=first,
        created_by_id=holder.person,
        created_at=now,
    )
    audit.write(
        "schedules.add",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("schedule", made.pk),
        title=title,
        rhythm=rhythm,
        procedure=there.title,
    )
    return made


def require_starter(agency: int, procedure: int, position: int) -> None:
    """Errors: Invalid TL603 unless `procedure` is in force and `position` may start it."""
    version = in_force(agency, procedure)
    if version is None:
        raise Invalid(
            "Prosedur ini tidak sedang berlaku.", hint="Berlakukan dahulu.", field="procedure"
        )
    if position not in {seat.pk for seat in starters_of(agency, version.pk)}:
        raise Invalid(
            "Jabatan itu tidak dapat memulai berkas prosedur ini.",
            hint="Pilih jabatan yang ikut dalam prosedurnya.",
            field="position",
        )


def checked_title(title: str) -> str:
    """The title of the cases. Errors: Invalid TL603 for an empty, long or unreadable one."""
    title = one_line(title)
    if not title or len(title) > LONGEST_TITLE:
        raise Invalid(f"Perihal belum diisi atau lebih dari {LONGEST_TITLE} huruf.", field="title")
    wrong = unknown_gaps(title)
    if wrong:
        raise Invalid(
            f"“{wrong[0]}” di antara kurung kurawal tidak dikenal.",
            hint="Yang dikenal: {hari}, {tanggal}, {bulan}, {tahun}, {triwulan}, {bulan_lalu}, "
            "{tahun_lalu}, {semester}, {triwulan_lalu}, {semester_lalu}.",
            field="title",
        )
    return title


def checked_first_day(holder: Holder, timetable: Timetable, since: date, now: datetime) -> date:
    """The first day from `since` on which it opens a case. Errors: Invalid TL603 without one."""
    if since < today_of(holder, now):
        raise Invalid(
            "Hari mulai sudah lewat.", hint="Pilih hari ini atau sesudahnya.", field="since"
        )
    first = first_day(timetable, since, calendar_for(holder))
    if first is None:
        raise Invalid(
            "Sampai hari terakhir itu jadwal ini tidak membuka berkas apa pun.",
            hint="Kosongkan hari terakhir, atau pilih hari sesudahnya.",
            field="until",
        )
    return first


def checked_recurrence(
    rhythm: str, weekday: int | None, day: int | None, month: int | None
) -> Recurrence:
    """The rhythm with what it needs and nothing else. Errors: Invalid TL603."""
    if rhythm not in Rhythm.__members__.values():
        raise Invalid("Pilih seberapa sering.", field="rhythm")
    try:
        return Recurrence(
            rhythm=Rhythm(rhythm),
            weekday=weekday if rhythm == Rhythm.WEEKLY else None,
            day=day if rhythm in WITH_DAY else None,
            month=month if rhythm in WITH_MONTH else None,
        )
    except SettingError as wrong:
        field = "weekday" if rhythm == Rhythm.WEEKLY else "day"
        raise Invalid("Lengkapi harinya untuk jadwal seperti itu.", field=field) from wrong
