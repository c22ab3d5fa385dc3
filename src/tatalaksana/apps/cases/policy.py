"""Who may act on a task and read a case; deny first."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from tatalaksana.apps.cases.consulting import consulted_in
from tatalaksana.apps.cases.handing import handed_position, handed_to
from tatalaksana.apps.cases.models import Case, CaseBinding, Event, Task
from tatalaksana.apps.cases.open_task import OpenTask
from tatalaksana.apps.cases.own_drafts import judging_position
from tatalaksana.apps.library.queries import is_bound
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.queries import superiors_of
from tatalaksana.apps.shared.errors import NotYours
from tatalaksana.core.engine.events import Kind
from tatalaksana.core.engine.plan import PlannedStep

#: what is written into the cases of others: having done so gives no right to read them
KEEPERS_DEEDS = frozenset(
    {Kind.RESCHEDULED, Kind.MOVED, Kind.SUSPENDED, Kind.RESUMED, Kind.TEAM_FORMED}
)
#: and an opinion, or a paper: who was asked, or takes part, reads the case meanwhile
NO_RIGHT = KEEPERS_DEEDS | {Kind.OPINION, Kind.ATTACHED}
#: the key in `data` of a case that was stopped or cancelled by somebody who may not read it
UNSEEN = "unseen"
FOR = "for"  #: the key in an event's `data`: the person whose position the actor acts in


def require_actor(holder: Holder, task: OpenTask) -> None:
    """Errors: NotYours TL601 unless the task is this person's to do."""
    if task.position not in holder.position_ids:
        raise NotYours("Tugas ini bukan untuk jabatan Anda.")
    if not task.addressed and task.taken:
        raise NotYours(
            "Tugas ini sudah diambil oleh orang lain pada jabatan yang sama.",
            hint="Minta dia menyerahkannya, atau minta atasan mengalihkannya.",
        )
    if not task.addressed:
        raise NotYours(
            "Tugas ini ditujukan kepada orang lain pada jabatan yang sama.",
            hint="Berkas kembali kepada orang yang mengerjakannya semula.",
        )


def acting_in(holder: Holder, task: OpenTask, now: datetime) -> int:
    """The position in which she does `task`: its own, one above where its holder made the draft, or
    the one in which it was handed to her.

    Errors: NotYours TL601 when it is not hers.
    """
    try:
        require_actor(holder, task)
    except NotYours:
        other = judging_position(holder, task, now) or handed_position(holder, task)
        if other is None:
            raise
        return other
    return task.position


def require_may_finish(holder: Holder, task: OpenTask, step: PlannedStep) -> None:
    """Errors: NotYours TL601 where she acts for another and the step is kept for the holder.

    Its data say why (`kept`): the step "signs", or it "decides" and she was not given decisions; in
    a position that comes from below ("vacant") nobody signs, nor does a program ("program").
    Source: docs/decisions/0011, 0024, 0041, 0052.
    """
    seat = holder.seat(task.position)
    if seat is None and step.signs and handed_position(holder, task):
        raise NotYours(
            "Langkah ini menandatangani; menandatangani tidak dapat diserahkan.",
            hint="Yang menandatangani pemegang jabatannya, Plt., atau Plh.-nya.",
            kept="signs",
        )
    if step.signs and not holder.in_person:
        raise NotYours(
            "Langkah ini menandatangani; itu tidak dilakukan lewat token.",
            hint="Masuk lewat halaman lalu selesaikan tugas ini sendiri.",
            kept="program",
        )
    if seat is not None and seat.vacant and step.signs:
        why = "pejabatnya berhalangan tanpa pengganti" if seat.away else "lowong"
        raise NotYours(
            f"Langkah ini menandatangani, dan jabatan {seat.name} {why}.",
            hint="Minta pengelola kantor menunjuk Plh.-nya."
            if seat.away
            else "Minta pengelola kantor menunjuk pejabat, Plt., atau Plh.-nya.",
            kept="vacant",
        )
    if seat is None or seat.for_person is None:
        return
    if step.signs:
        raise NotYours(
            "Langkah ini menandatangani; menandatangani tidak dapat diwakili.",
            hint=f"Penandatangannya {seat.for_name} ({seat.name}), Plt., atau Plh.-nya.",
            kept="signs",
        )
    if step.decides and not seat.decides:
        raise NotYours(
            "Langkah ini memutuskan; Anda bertindak tanpa keputusan.",
            hint=f"Yang memutuskan {seat.for_name} ({seat.name}), Plt., atau Plh.-nya.",
            kept="decides",
        )


def on_behalf(holder: Holder, position: int) -> dict[str, int]:
    """What an event in `position` says of whom she acts for; nothing in her own right."""
    seat = holder.seat(position)
    return {FOR: seat.for_person} if seat is not None and seat.for_person is not None else {}


def superior_position(holder: Holder, task: OpenTask) -> int:
    """The position she holds above the one whose task it is; also for another, if she decides.

    Errors: NotYours TL601 when she holds none.
    """
    above = position_above(holder, task.position)
    if above is not None:
        return above
    raise NotYours(
        "Hanya atasan dari jabatan yang sedang mengerjakan yang boleh mengembalikan berkas ini.",
        hint="Minta atasannya, atau tunggu sampai tugasnya sampai pada Anda.",
    )


def position_above(holder: Holder, position: int) -> int | None:
    """The nearest position above `position` that she holds, also for another, if she decides."""
    for above in superiors_of(holder.agency, position):
        seat = holder.seat(above)
        if seat is not None and seat.decides:
            return above
    return None


def keeping_position(holder: Holder, case: int) -> int | None:
    """The position in which she keeps procedures, where she may read `case`; else None."""
    keeping = next((seat for seat in holder.positions if seat.keeps_procedures), None)
    if keeping is None or not may_read(holder, Case.objects.get(pk=case)):
        return None
    return keeping.id


def deeds_by(holder: Holder) -> QuerySet[Event]:
    """Her events that give a right to read their cases."""
    return (
        Event.objects.filter(agency=holder.agency, actor=holder.person)
        .exclude(kind__in=NO_RIGHT)
        .exclude(kind=Kind.CANCELLED, data__contains=f'"{UNSEEN}"')
    )


def may_read(holder: Holder, case: Case) -> bool:
    """Whether the case is this person's to read.

    She opened it, did something in it, holds a position of its procedure or one that this case
    binds itself, or one above whoever has it now. A position held by many ("PNS") opens only one's
    own files. Having changed the calendar, which is noted in every open case, moved the case to
    another version or stopped it unseen opens none. Who is asked for an opinion reads it until it
    is given, who was handed its open task while she may do it.
    """
    if case.opened_by_id == holder.person:
        return True
    if is_bound(holder.agency, case.version_id, holder.position_ids):
        return True
    done = deeds_by(holder).filter(case=case.pk)
    addressed = Task.objects.filter(
        agency=holder.agency,
        case=case.pk,
        position__in=holder.position_ids,
        person=None,
        done_at__isnull=True,
    )
    own = CaseBinding.objects.filter(
        agency=holder.agency,
        case=case.pk,
        position__in=holder.position_ids,
        position__many=False,
    )
    return (
        done.exists()
        or addressed.exists()
        or own.exists()
        or consulted_in(holder).filter(case=case.pk).exists()
        or any(task.case_id == case.pk for task in handed_to(holder))
        or is_above(holder, case)
    )


def is_above(holder: Holder, case: Case) -> bool:
    """Whether she holds a position above the one that has the open task: she may send it back."""
    waiting = Task.objects.filter(agency=holder.agency, case=case.pk, done_at__isnull=True)
    return any(
        position in holder.position_ids
        for seat in waiting.values_list("position", flat=True)
        for position in superiors_of(holder.agency, seat)
    )
